import type { ApiContext } from '../context.js'
import { loadCycle } from '../cycle/cycle.js'
import { Observation } from '../cycle/parts.js'
import { loadLocality } from '../locality/locality.js'
import { PopulationEstimate } from '../locality/parts.js'
import { loadMetric } from '../metric/metric.js'
import { Target } from '../metric/target.js'
import { loadMilestone } from '../milestone/milestone.js'
import { loadProject, loadRamp } from '../project/project.js'
import { Reading } from '../series/reading.js'
import { loadSeries } from '../series/series.js'
import type { NodeType } from './global-id.js'
import type { Node } from './node.js'

type Load = (context: ApiContext, key: string) => Promise<Node | null>

const wrapped =
  <Row>(load: (context: ApiContext, key: string) => Promise<Row | null>, wrap: (row: Row) => Node): Load =>
  async (context, key) => {
    const row = await load(context, key)
    return row === null ? null : wrap(row)
  }

const loads: Readonly<Record<NodeType, Load>> = {
  Locality: loadLocality,
  PopulationEstimate: wrapped(
    ({ loaders }, key) => loaders.population.load(key),
    (row) => new PopulationEstimate(row),
  ),
  Metric: loadMetric,
  Target: wrapped(
    ({ loaders }, key) => loaders.target.load(key),
    (row) => new Target(row),
  ),
  Series: loadSeries,
  Reading: wrapped(
    ({ loaders }, key) => loaders.reading.load(key),
    (row) => new Reading(row),
  ),
  Project: loadProject,
  Ramp: loadRamp,
  Cycle: loadCycle,
  Observation: wrapped(
    ({ loaders }, key) => loaders.observation.load(key),
    (row) => new Observation(row),
  ),
  Milestone: loadMilestone,
}

/** Anything by its type and key; null when there is nothing. */
export const loadNode = (context: ApiContext, type: NodeType, key: string): Promise<Node | null> =>
  loads[type](context, key)
