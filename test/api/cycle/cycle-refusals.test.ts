import { toGlobalId } from '../../../src/api/relay/global-id.js'
import { without } from '../../../src/domain/without.js'
import { type Api, startApi } from '../../support/api.js'
import { charterProject, nobody, project, ramp } from '../project/programme.js'
import {
  askCycle,
  cycle,
  type CycleMutation,
  decision,
  observation,
  plan,
  planned,
  prediction,
  refusedCycle,
  study,
} from './cycles.js'

let api: Api
beforeEach(async () => {
  api = await startApi()
  await charterProject(api)
})
afterEach(() => api.close())

type Steps = readonly (readonly [CycleMutation, object])[]

const starting = { cycleId: cycle, startedOn: '2024-05-06' }
const seen = { id: observation, cycleId: cycle, text: 'All went well', observedOn: '2024-05-07' }
const cancelling = { cycleId: cycle, cancelledOn: '2024-05-20', reason: 'Norovirus' }
const text = without(planned, 'id', 'projectId', 'rampId')
const revising = { ...text, cycleId: cycle, title: 'Two visits', reason: 'One nurse less' }

const toPlanned: Steps = [['planCycle', planned]]
const toStarted: Steps = [...toPlanned, ['startCycle', starting]]
const toStudied: Steps = [...toStarted, ['studyCycle', study]]
const toDecided: Steps = [...toStudied, ['decideCycle', decision]]
const toCancelled: Steps = [...toPlanned, ['cancelCycle', cancelling]]

const given = async (steps: Steps): Promise<void> => {
  for (const [name, input] of steps) expect((await askCycle(api, name, input)).userErrors).toEqual([])
}

const [first] = plan.predictions

test.each<[string, Steps, CycleMutation, object, string, string[], RegExp]>([
  [
    'a plan without a prediction',
    [],
    'planCycle',
    { ...planned, predictions: [] },
    'INVALID_VALUE',
    ['predictions'],
    /at least one prediction before the test/,
  ],
  [
    'an empty question',
    [],
    'planCycle',
    { ...planned, predictions: [{ question: ' ', prediction: 'x' }] },
    'INVALID_VALUE',
    ['predictions', '0', 'question'],
    /Give the question/,
  ],
  [
    'two predictions under one id',
    [],
    'planCycle',
    { ...planned, predictions: [first, first] },
    'DUPLICATE_PREDICTION',
    ['predictions', '1', 'predictionId'],
    /an id of its own/,
  ],
  [
    'an unknown metric of a prediction',
    [],
    'planCycle',
    { ...planned, predictions: [{ ...first, metricId: nobody }] },
    'METRIC_NOT_FOUND',
    ['predictions', '0', 'metricId'],
    /define the metric first/,
  ],
  [
    'the id of a ramp for a metric of a prediction',
    [],
    'planCycle',
    { ...planned, predictions: [{ ...first, metricId: toGlobalId('Ramp', ramp) }] },
    'INVALID_ID',
    ['predictions', '0', 'metricId'],
    /id of a Ramp; give the id of a Metric/,
  ],
  [
    'an end before the start',
    [],
    'planCycle',
    { ...planned, endOn: '2024-05-05' },
    'CYCLE_ENDS_BEFORE_START',
    ['endOn'],
    /on or after the start on 2024-05-06/,
  ],
  [
    'an unknown project',
    [],
    'planCycle',
    { ...planned, projectId: nobody },
    'PROJECT_NOT_FOUND',
    ['projectId'],
    /charter the project first/,
  ],
  [
    'an unknown ramp',
    [],
    'planCycle',
    { ...planned, rampId: nobody },
    'RAMP_NOT_FOUND',
    ['rampId'],
    /add the ramp first/,
  ],
  [
    'an unknown predecessor',
    [],
    'planCycle',
    { ...planned, informedByCycleId: nobody },
    'PREDECESSOR_NOT_FOUND',
    ['informedByCycleId'],
    /plan the earlier cycle first/,
  ],
  [
    'itself as its predecessor',
    [],
    'planCycle',
    { ...planned, informedByCycleId: cycle },
    'CYCLE_INFORMED_BY_ITSELF',
    ['informedByCycleId'],
    /came before this one/,
  ],
  [
    'another plan under the same id',
    toPlanned,
    'planCycle',
    { ...planned, title: 'Other' },
    'CYCLE_ID_TAKEN',
    ['id'],
    /use a new id/,
  ],
  ['an unknown cycle', [], 'startCycle', starting, 'CYCLE_NOT_FOUND', ['cycleId'], /plan the cycle first/],
  [
    'a revision after the start',
    toStarted,
    'reviseCyclePlan',
    revising,
    'PLAN_FIXED_ONCE_STARTED',
    ['cycleId'],
    /as they were written before/,
  ],
  [
    'a revision of what somebody changed since',
    toStarted,
    'startCycle',
    { ...starting, startedOn: '2024-05-08', expectedRevision: 0 },
    'REVISION_CONFLICT',
    ['expectedRevision'],
    /saw revision 0, but it is at revision 1/,
  ],
  [
    'a negative revision',
    toPlanned,
    'startCycle',
    { ...starting, expectedRevision: -1 },
    'INVALID_VALUE',
    ['expectedRevision'],
    /0 or more/,
  ],
  [
    'a start to come',
    toPlanned,
    'startCycle',
    { ...starting, startedOn: '2024-06-16' },
    'DATE_IN_FUTURE',
    ['startedOn'],
    /2024-06-15 or earlier/,
  ],
  [
    'a second start',
    toStarted,
    'startCycle',
    { ...starting, startedOn: '2024-05-08' },
    'CYCLE_ALREADY_STARTED',
    ['startedOn'],
    /plan another cycle/,
  ],
  [
    'an observation before the start',
    toStarted,
    'recordObservation',
    { ...seen, observedOn: '2024-05-05' },
    'DATE_BEFORE_START',
    ['observedOn'],
    /started on 2024-05-06/,
  ],
  [
    'an observation of a cycle that has not started',
    toPlanned,
    'recordObservation',
    seen,
    'CYCLE_NOT_STARTED',
    ['cycleId'],
    /Start it before/,
  ],
  [
    'another observation under the same id',
    [...toStarted, ['recordObservation', seen]],
    'recordObservation',
    { ...seen, text: 'Other' },
    'OBSERVATION_ID_TAKEN',
    ['id'],
    /use a new id/,
  ],
  [
    'an observation after the decision',
    toDecided,
    'recordObservation',
    seen,
    'CYCLE_ALREADY_DECIDED',
    ['cycleId'],
    /cycle that follows/,
  ],
  [
    'a study of what has not started',
    toPlanned,
    'studyCycle',
    study,
    'CYCLE_NOT_STARTED',
    ['cycleId'],
    /Start it before/,
  ],
  [
    'a study that says nothing of a deviation',
    toStarted,
    'studyCycle',
    { ...study, deviation: null },
    'DEVIATION_MISSING',
    ['deviation'],
    /done differently/,
  ],
  [
    'a study that leaves a prediction out',
    toStarted,
    'studyCycle',
    { ...study, comparisons: [] },
    'PREDICTION_NOT_COMPARED',
    ['comparisons'],
    /UNKNOWN is an answer too/,
  ],
  [
    'a study of a prediction twice',
    toStarted,
    'studyCycle',
    { ...study, comparisons: [...study.comparisons, ...study.comparisons] },
    'PREDICTION_COMPARED_TWICE',
    ['comparisons', '1', 'predictionId'],
    /each one once/,
  ],
  [
    'a study of a prediction that nobody made',
    toStarted,
    'studyCycle',
    { ...study, comparisons: [...study.comparisons, { predictionId: nobody, outcome: 'MET' }] },
    'PREDICTION_NOT_FOUND',
    ['comparisons', '1', 'predictionId'],
    /predictions written before/,
  ],
  [
    'a prediction id that is no UUID',
    toStarted,
    'studyCycle',
    { ...study, comparisons: [{ predictionId: 'first', outcome: 'MET' }] },
    'INVALID_VALUE',
    ['comparisons', '0', 'predictionId'],
    /as a UUID/,
  ],
  [
    'another study',
    toStudied,
    'studyCycle',
    { ...study, results: 'Other' },
    'CYCLE_ALREADY_STUDIED',
    ['cycleId'],
    /next cycle/,
  ],
  [
    'a decision before the study',
    toStarted,
    'decideCycle',
    decision,
    'CYCLE_NOT_STUDIED',
    ['cycleId'],
    /Study the cycle before/,
  ],
  [
    'a decision on a day before the study',
    toStudied,
    'decideCycle',
    { ...decision, decidedOn: '2024-05-09' },
    'DATE_BEFORE_STUDY',
    ['decidedOn'],
    /studied on 2024-05-10/,
  ],
  [
    'another decision',
    toDecided,
    'decideCycle',
    { ...decision, decision: 'ADOPT' },
    'CYCLE_ALREADY_DECIDED',
    ['cycleId'],
    /plan another cycle/,
  ],
  [
    'the end of what was decided',
    toDecided,
    'cancelCycle',
    cancelling,
    'CYCLE_ALREADY_DECIDED',
    ['cycleId'],
    /complete/,
  ],
  [
    'a start of what was cancelled',
    toCancelled,
    'startCycle',
    starting,
    'CYCLE_CANCELLED',
    ['cycleId'],
    /plan a new one/,
  ],
  [
    'an end without a reason',
    toPlanned,
    'cancelCycle',
    { ...cancelling, reason: '' },
    'INVALID_VALUE',
    ['reason'],
    /Give the reason/,
  ],
])(
  'refuses %s, says what to do, and records nothing',
  async (_, steps, name, input, code, field, message) => {
    await given(steps)
    expect(await refusedCycle(api, name, input)).toEqual([
      { code, field: ['input', ...field], message: expect.stringMatching(message) as string },
    ])
  },
)

test('refuses a plan for a closed project', async () => {
  await api.data(`mutation ($input: CloseProjectInput!) { closeProject(input: $input) { position } }`, {
    input: { projectId: project, closedOn: '2024-06-01', summary: 'Done' },
  })
  expect(await refusedCycle(api, 'planCycle', planned)).toMatchObject([
    { code: 'PROJECT_CLOSED', field: ['input', 'projectId'] },
  ])
})

test('each step said twice records nothing the second time', async () => {
  await given([...toStarted, ['recordObservation', seen], ['studyCycle', study], ['decideCycle', decision]])
  const head = await api.head()
  await given([...toStarted, ['recordObservation', seen], ['studyCycle', study], ['decideCycle', decision]])
  expect(await api.head()).toBe(head)
})

test('a repeat under the same key gets the first answer even when its revision has passed', async () => {
  await given(toPlanned)
  const input = { ...starting, expectedRevision: 0, idempotencyKey: 'start-1' }
  await given([['startCycle', input]])
  await given([['recordObservation', seen]])
  const head = await api.head()
  await given([['startCycle', input]])
  expect(await api.head()).toBe(head)
  expect(await refusedCycle(api, 'startCycle', { ...input, startedOn: '2024-05-07' })).toMatchObject([
    { code: 'IDEMPOTENCY_KEY_REUSED', field: ['input', 'idempotencyKey'] },
  ])
  expect(await refusedCycle(api, 'decideCycle', { ...decision, idempotencyKey: 'start-1' })).toMatchObject([
    { code: 'IDEMPOTENCY_KEY_REUSED' },
  ])
})

test('several reasons come at once', async () => {
  const userErrors = await refusedCycle(api, 'planCycle', {
    ...planned,
    rampId: nobody,
    endOn: '2024-05-01',
    metricIds: [nobody],
    predictions: [first, { ...first, predictionId: prediction, question: 'Other' }],
  })
  expect(userErrors.map(({ code, field }) => [code, field.join('.')])).toEqual([
    ['RAMP_NOT_FOUND', 'input.rampId'],
    ['CYCLE_ENDS_BEFORE_START', 'input.endOn'],
    ['DUPLICATE_PREDICTION', 'input.predictions.1.predictionId'],
    ['METRIC_NOT_FOUND', 'input.metricIds.0'],
  ])
})
