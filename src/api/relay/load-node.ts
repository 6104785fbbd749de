import type { ApiContext } from '../context.js'
import { loadCycle } from '../cycle/cycle.js'
import { loadObservation } from '../cycle/parts.js'
import { loadLocality } from '../locality/locality.js'
import { loadPopulation } from '../locality/parts.js'
import { loadMetric } from '../metric/metric.js'
import { loadTarget } from '../metric/target.js'
import { loadMilestone } from '../milestone/milestone.js'
import { loadProject, loadRamp } from '../project/project.js'
import { loadPhase } from '../series-chart/series-phase.js'
import { loadReading } from '../series/reading.js'
import { loadSeries } from '../series/series.js'
import type { NodeType } from './global-id.js'
import type { Node } from './node.js'

type Load = (context: ApiContext, key: string) => Promise<Node | null>

const loads: Readonly<Record<NodeType, Load>> = {
  Locality: loadLocality,
  PopulationEstimate: loadPopulation,
  Metric: loadMetric,
  Target: loadTarget,
  Series: loadSeries,
  Reading: loadReading,
  SeriesPhase: loadPhase,
  Project: loadProject,
  Ramp: loadRamp,
  Cycle: loadCycle,
  Observation: loadObservation,
  Milestone: loadMilestone,
}

/** Anything by its type and key; null when there is nothing. */
export const loadNode = (context: ApiContext, type: NodeType, key: string): Promise<Node | null> =>
  loads[type](context, key)
