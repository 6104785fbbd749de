import type { Api } from '../../support/api.js'
import { uuid } from '../../support/api.js'
import { errors, falls, project, ramp } from '../project/programme.js'

export const cycle = uuid('1', 1)
export const secondCycle = uuid('1', 2)
export const prediction = uuid('2', 1)
export const observation = uuid('3', 1)

export const plan = {
  title: 'Three visits',
  objective: 'Find out whether a check of footwear fits into a visit',
  change: 'Check footwear on arrival',
  predictions: [
    {
      predictionId: prediction,
      question: 'How long does it take?',
      prediction: 'Two minutes',
      metricId: falls,
    },
  ],
  scale: '3 visits, one morning',
  setting: 'Harbour north',
  tasks: [{ what: 'Print the list', who: 'Tom Reed', when: 'Monday', where: 'Office' }, { what: 'Visit' }],
  dataPlan: 'Tom notes minutes for each visit',
  metricIds: [falls],
  startOn: '2024-05-06',
  endOn: '2024-05-07',
}

export const planned = { id: cycle, projectId: project, rampId: ramp, ...plan }

export const study = {
  cycleId: cycle,
  studiedOn: '2024-05-10',
  carriedOutAsPlanned: false,
  deviation: 'Two visits, because one was cancelled',
  results: 'Three minutes for each visit',
  comparisons: [{ predictionId: prediction, outcome: 'PARTLY_MET', comment: 'A minute longer' }],
  learning: 'The list is too long',
}

export const decision = {
  cycleId: cycle,
  decidedOn: '2024-05-13',
  decision: 'ADAPT',
  rationale: 'The check fits, the list does not',
  nextSteps: 'Test a shorter list',
}

const wholeCycle = `cycle {
  id uuid status title objective change
  predictions { predictionId question prediction metric { name } }
  scale setting tasks { what who when where } dataPlan metrics { name } plannedStartOn plannedEndOn
  startedOn observations { id kind text observedOn recordedAt recordedBy }
  studiedOn carriedOutAsPlanned deviation results comparisons { predictionId outcome comment } learning
  decidedOn decision rationale nextSteps cancelledOn cancelledFor revision createdAt updatedAt
  project { title } locality { name } ramp { title } informedBy { title } informs { title }
}`

const fields = {
  planCycle: wholeCycle,
  reviseCyclePlan: wholeCycle,
  startCycle: wholeCycle,
  recordObservation: `${wholeCycle} observation { id kind text observedOn recordedAt recordedBy }`,
  studyCycle: wholeCycle,
  decideCycle: wholeCycle,
  cancelCycle: wholeCycle,
}
export type CycleMutation = keyof typeof fields

export interface CycleAnswer {
  readonly userErrors: readonly { code: string; message: string; field: string[] }[]
  readonly position: string | null
  readonly stale: boolean
  readonly cycle: Record<string, unknown> | null
  readonly observation?: Record<string, unknown> | null
}

export const askCycle = async (
  api: Api,
  name: CycleMutation,
  input: object,
  actor?: string,
): Promise<CycleAnswer> => {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`
  const document = `mutation ($input: ${type}!) { answer: ${name}(input: $input) { ${errors} ${fields[name]} } }`
  const asker = actor === undefined ? {} : { actor }
  return (await api.data<{ answer: CycleAnswer }>(document, { input }, asker)).answer
}

/** Asks, expects that nothing was recorded, and gives the reasons. */
export const refusedCycle = async (api: Api, name: CycleMutation, input: object) => {
  const before = await api.head()
  const answer = await askCycle(api, name, input)
  expect(answer).toMatchObject({ position: null, stale: false, cycle: null })
  expect(await api.head()).toBe(before)
  return answer.userErrors
}
