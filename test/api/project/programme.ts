import { defineMetric } from '../../../src/application/metric/define-metric.js'
import { registerLocality } from '../../../src/application/locality/register-locality.js'
import { RegisterLocality } from '../../../src/domain/locality/commands.js'
import { DefineMetric } from '../../../src/domain/metric/commands.js'
import { type Api, uuid } from '../../support/api.js'

export const harbour = uuid('a', 1)
export const marsh = uuid('a', 2)
export const falls = uuid('b', 1)
export const project = uuid('c', 1)
export const ramp = uuid('d', 1)
/** An id that nothing has. */
export const nobody = uuid('f', 99)

const localities = [
  { localityId: harbour, kind: 'PLACE', name: 'Harbour', openedOn: '2020-04-01' },
  { localityId: marsh, kind: 'PLACE', name: 'Marsh', openedOn: '2020-04-01' },
]

const fallsMetric = {
  metricId: falls,
  code: 'falls',
  definition: {
    name: 'Falls at home',
    statistic: 'COUNT',
    unit: 'falls',
    direction: 'DECREASE',
    cadence: 'MONTH',
    purpose: 'IMPROVEMENT',
    reliability: 'B',
  },
}

/** Two places and a metric. */
export const registerPlaces = async (api: Api): Promise<void> => {
  for (const locality of localities) {
    const command = RegisterLocality.parse(locality)
    await api.work('registerLocality', (unit) => registerLocality(unit, command))
  }
  const command = DefineMetric.parse(fallsMetric)
  await api.work('defineMetric', (unit) => defineMetric(unit, command))
}

export const charter = {
  id: project,
  localityId: harbour,
  title: 'Fewer falls at home',
  aim: 'A third fewer falls at home of people over 75 in Harbour by March 2025',
  population: 'People over 75 who live at home',
  metricIds: [falls],
  team: [{ name: 'Asha Patel', role: 'Lead' }, { name: 'Tom Reed' }],
  sponsor: 'Dr Ann Cole',
  startOn: '2024-01-08',
  endOn: '2025-03-31',
}

export const firstRamp = {
  id: ramp,
  projectId: project,
  title: 'Footwear',
  changeIdea: 'Check footwear at every home visit',
  rationale: 'Half of those who fell wore loose slippers',
}

export const errors = 'userErrors { code message field } position stale'

/** The two places, the metric, a project and its ramp. */
export const charterProject = async (api: Api): Promise<void> => {
  await registerPlaces(api)
  await api.data(
    `mutation ($project: CharterProjectInput!, $ramp: AddRampInput!) {
      charterProject(input: $project) { ${errors} }
      addRamp(input: $ramp) { ${errors} }
    }`,
    { project: charter, ramp: firstRamp },
  )
}
