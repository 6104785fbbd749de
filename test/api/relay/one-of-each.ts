import type { NodeType } from '../../../src/api/relay/global-id.js'
import { type Api, uuid } from '../../support/api.js'
import { done } from '../../support/mutate.js'
import { cycle, planned as plannedCycle } from '../cycle/cycles.js'
import { fallsDefinition } from '../metric/metrics.js'
import { milestone, planned as plannedMilestone } from '../milestone/milestones.js'
import { seriesOf } from '../series/measured.js'
import { charter, falls, firstRamp, harbour, project } from '../project/programme.js'

const observed = { cycleId: cycle, text: 'All went well', observedOn: '2024-05-07' }
const measured = { metricId: falls, localityId: harbour, period: '2024-01-01', value: 12 }
const shift = { seriesId: seriesOf(falls, harbour), from: '2024-02-01', reason: 'A new pathway' }
const aim = { metricId: falls, value: 10, validFrom: '2024-04-01' }
const people = {
  localityId: harbour,
  year: 2022,
  basis: 'RESIDENT',
  ageBand: '65+',
  people: 41_870,
  source: 'ONS mid-year estimates',
  vintage: 'July 2024 revision',
}

type Step = readonly [mutation: string, input: object, types: Readonly<Partial<Record<NodeType, string>>>]

/** What to ask, and where its payload shows something that `node(id)` finds. */
const steps: readonly Step[] = [
  [
    'registerLocality',
    { id: harbour, kind: 'PLACE', name: 'Harbour', openedOn: '2020-04-01' },
    { Locality: 'locality' },
  ],
  ['defineMetric', { id: falls, code: 'falls', definition: fallsDefinition }, { Metric: 'metric' }],
  ['recordPopulation', { id: uuid('5', 1), ...people }, { PopulationEstimate: 'population' }],
  ['setTarget', { id: uuid('6', 1), ...aim }, { Target: 'target' }],
  ['recordReading', measured, { Reading: 'reading', Series: 'reading.series' }],
  ['acceptPhase', { id: uuid('8', 1), ...shift }, { SeriesPhase: 'phase' }],
  ['charterProject', charter, { Project: 'project' }],
  ['addRamp', firstRamp, { Ramp: 'ramp' }],
  ['planCycle', plannedCycle, { Cycle: 'cycle' }],
  ['startCycle', { cycleId: cycle, startedOn: '2024-05-06' }, {}],
  ['recordObservation', { id: uuid('3', 1), ...observed }, { Observation: 'observation' }],
  ['planMilestone', { ...plannedMilestone, id: milestone, projectId: project }, { Milestone: 'milestone' }],
]

const selecting = (path: string): string =>
  path.split('.').reduceRight((inner, name) => `${name} { ${inner} }`, 'id')

const idAt = (payload: unknown, path: string): string => {
  const found = path
    .split('.')
    .reduce<unknown>((value, name) => (value as Readonly<Record<string, unknown>>)[name], payload)
  return (found as { readonly id: string }).id
}

/** Makes one of everything that has an id, and gives the ids as the API told them. */
export const makeOneOfEach = async (api: Api): Promise<ReadonlyMap<NodeType, string>> => {
  const ids = new Map<NodeType, string>()
  for (const [mutation, input, types] of steps) {
    const payload = await done(api, mutation, input, Object.values(types).map(selecting).join(' '))
    for (const [type, path] of Object.entries(types)) ids.set(type as NodeType, idAt(payload, path))
  }
  return ids
}
