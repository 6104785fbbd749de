import { toGlobalId } from '../../../src/api/relay/global-id.js'
import { without } from '../../../src/domain/without.js'
import { type Api, recordedAt, startApi } from '../../support/api.js'
import { charterProject, falls, project, ramp } from '../project/programme.js'
import {
  askCycle,
  cycle,
  decision,
  observation,
  plan,
  planned,
  prediction,
  secondCycle,
  study,
} from './cycles.js'

let api: Api
beforeEach(async () => {
  api = await startApi()
  await charterProject(api)
})
afterEach(() => api.close())

const asPlanned = {
  id: toGlobalId('Cycle', cycle),
  uuid: cycle,
  status: 'PLANNED',
  title: plan.title,
  objective: plan.objective,
  change: plan.change,
  predictions: [
    {
      predictionId: prediction,
      question: 'How long does it take?',
      prediction: 'Two minutes',
      metric: { name: 'Falls at home' },
    },
  ],
  scale: plan.scale,
  setting: plan.setting,
  tasks: [plan.tasks[0], { what: 'Visit', who: null, when: null, where: null }],
  dataPlan: plan.dataPlan,
  metrics: [{ name: 'Falls at home' }],
  plannedStartOn: plan.startOn,
  plannedEndOn: plan.endOn,
  startedOn: null,
  observations: [],
  studiedOn: null,
  carriedOutAsPlanned: null,
  deviation: null,
  results: null,
  comparisons: [],
  learning: null,
  decidedOn: null,
  decision: null,
  rationale: null,
  nextSteps: null,
  cancelledOn: null,
  cancelledFor: null,
  revision: 0,
  createdAt: recordedAt,
  updatedAt: recordedAt,
  project: { title: 'Fewer falls at home' },
  locality: { name: 'Harbour' },
  ramp: { title: 'Footwear' },
  informedBy: null,
  informs: [],
}

const done = async (cycleNow: object) => ({
  userErrors: [],
  position: String(await api.head()),
  stale: false,
  cycle: cycleNow,
})

test('a cycle goes from plan to decision, and each answer shows how it stands', async () => {
  expect(await askCycle(api, 'planCycle', planned)).toEqual(await done(asPlanned))

  const text = without(planned, 'id', 'projectId', 'rampId')
  const revised = { ...asPlanned, scale: null, revision: 1 }
  expect(
    await askCycle(api, 'reviseCyclePlan', {
      ...text,
      scale: null,
      cycleId: asPlanned.id,
      reason: 'One nurse less',
      expectedRevision: 0,
    }),
  ).toEqual(await done(revised))

  const started = { ...revised, status: 'STARTED', startedOn: '2024-05-06', revision: 2 }
  expect(
    await askCycle(api, 'startCycle', { cycleId: cycle, startedOn: '2024-05-06', expectedRevision: 1 }),
  ).toEqual(await done(started))

  const seen = {
    id: toGlobalId('Observation', observation),
    kind: 'UNEXPECTED',
    text: 'A dog ate a slipper',
    observedOn: '2024-05-06',
    recordedAt,
    recordedBy: 'Tom Reed',
  }
  const observed = { ...started, observations: [seen], revision: 3 }
  expect(
    await askCycle(
      api,
      'recordObservation',
      { id: observation, cycleId: cycle, kind: 'UNEXPECTED', text: seen.text, observedOn: seen.observedOn },
      'Tom Reed',
    ),
  ).toEqual({ ...(await done(observed)), observation: seen })

  const results = without(study, 'cycleId')
  const studied = { ...observed, ...results, status: 'STUDIED', revision: 4 }
  expect(await askCycle(api, 'studyCycle', { ...study, expectedRevision: 3 })).toEqual(await done(studied))

  const decided = without(decision, 'cycleId')
  expect(await askCycle(api, 'decideCycle', { ...decision, expectedRevision: 4 })).toEqual(
    await done({ ...studied, ...decided, status: 'DECIDED', revision: 5 }),
  )
})

test('a cycle that follows from another names it, and the other names those that follow', async () => {
  await askCycle(api, 'planCycle', planned)
  const next = await askCycle(api, 'planCycle', {
    ...planned,
    id: secondCycle,
    title: 'A shorter list',
    informedByCycleId: toGlobalId('Cycle', cycle),
  })
  expect(next.cycle).toMatchObject({ informedBy: { title: 'Three visits' }, informs: [] })
  expect(await api.data(`query ($id: ID!) { cycle(id: $id) { informs { title } } }`, { id: cycle })).toEqual({
    cycle: { informs: [{ title: 'A shorter list' }] },
  })
})

test('every wording of a plan stays, and the history says who changed what and why', async () => {
  await askCycle(api, 'planCycle', { ...planned, idempotencyKey: 'plan-1' })
  const text = without(planned, 'id', 'projectId', 'rampId')
  const revision = { ...text, title: 'Two visits', cycleId: cycle, reason: 'One nurse less' }
  await askCycle(api, 'reviseCyclePlan', revision, 'Tom Reed')
  await askCycle(api, 'cancelCycle', { cycleId: cycle, cancelledOn: '2024-05-05', reason: 'Norovirus' })

  const { cycle: told } = await api.data<{ cycle: Record<string, unknown> }>(
    `query ($id: ID!) { cycle(id: $id) {
      planVersions { plan reason recordedAt recordedBy fromPosition toPosition }
      history(first: 10) { totalCount nodes { subject subjectId type occurredOn reason actor recordedAt commandId revision } }
    } }`,
    { id: cycle },
  )
  const head = Number(await api.head())
  const first = String(head - 2)
  const second = String(head - 1)
  expect(told['planVersions']).toEqual([
    { plan, reason: null, recordedAt, recordedBy: 'Asha Patel', fromPosition: first, toPosition: second },
    {
      plan: { ...plan, title: 'Two visits' },
      reason: 'One nurse less',
      recordedAt,
      recordedBy: 'Tom Reed',
      fromPosition: second,
      toPosition: null,
    },
  ])
  const entry = {
    subject: 'CYCLE',
    subjectId: cycle,
    recordedAt,
    occurredOn: null,
    reason: null,
    actor: 'Asha Patel',
  }
  const anyKey = expect.stringMatching(/^[0-9a-f-]{36}$/) as string
  expect(told['history']).toEqual({
    totalCount: 3,
    nodes: [
      { ...entry, type: 'CyclePlanned', commandId: 'plan-1', revision: 0 },
      {
        ...entry,
        type: 'CyclePlanRevised',
        reason: 'One nurse less',
        actor: 'Tom Reed',
        commandId: anyKey,
        revision: 1,
      },
      {
        ...entry,
        type: 'CycleCancelled',
        reason: 'Norovirus',
        occurredOn: '2024-05-05',
        commandId: anyKey,
        revision: 2,
      },
    ],
  })
})

test('predictions without ids get ids of their own that stay when the plan is said again or revised', async () => {
  const said = [
    { question: 'How long does it take?', prediction: 'Two minutes' },
    { question: 'Who objects?', prediction: 'Nobody' },
    { question: 'Who objects?', prediction: 'Nobody who is asked kindly' },
  ]
  const first = await askCycle(api, 'planCycle', { ...planned, predictions: said })
  const made = first.cycle?.['predictions'] as { predictionId: string; question: string }[]
  expect(made.map(({ question }) => question)).toEqual(said.map(({ question }) => question))
  expect(new Set(made.map(({ predictionId }) => predictionId)).size).toBe(3)

  const head = await api.head()
  expect(await askCycle(api, 'planCycle', { ...planned, predictions: said })).toEqual(first)
  expect(await api.head()).toBe(head)

  const text = without(planned, 'id', 'projectId', 'rampId')
  const revised = await askCycle(api, 'reviseCyclePlan', {
    ...text,
    cycleId: cycle,
    predictions: [{ question: 'How long does it take?', prediction: 'Three minutes' }],
    reason: 'Asked Tom',
  })
  expect(revised.cycle?.['predictions']).toMatchObject([
    { predictionId: made[0]?.predictionId, prediction: 'Three minutes' },
  ])
})

test('a cycle that was sent again under the same key gets the first answer, with ids made by the server', async () => {
  const rest = without(planned, 'id')
  const input = {
    ...rest,
    predictions: [{ question: 'How long?', prediction: 'Short' }],
    idempotencyKey: 'plan-1',
  }
  const first = await askCycle(api, 'planCycle', input)
  const head = await api.head()
  expect(await askCycle(api, 'planCycle', input)).toEqual(first)
  expect(await api.head()).toBe(head)
})

test('an observation needs neither id nor kind', async () => {
  await askCycle(api, 'planCycle', planned)
  await askCycle(api, 'startCycle', { cycleId: cycle, startedOn: '2024-05-06' })
  const answer = await askCycle(api, 'recordObservation', {
    cycleId: cycle,
    text: 'All went well',
    observedOn: '2024-05-07',
  })
  expect(answer).toMatchObject({
    userErrors: [],
    observation: { kind: 'OBSERVATION', text: 'All went well' },
  })
})

test('several mutations in one request each answer with what they did themselves', async () => {
  await askCycle(api, 'planCycle', planned)
  const answer = await api.data(
    `mutation ($start: StartCycleInput!, $study: StudyCycleInput!, $decide: DecideCycleInput!) {
      start: startCycle(input: $start) { cycle { status revision } }
      study: studyCycle(input: $study) { cycle { status revision } }
      decide: decideCycle(input: $decide) { cycle { status revision } }
    }`,
    { start: { cycleId: cycle, startedOn: '2024-05-06' }, study, decide: decision },
  )
  expect(answer).toEqual({
    start: { cycle: { status: 'STARTED', revision: 1 } },
    study: { cycle: { status: 'STUDIED', revision: 2 } },
    decide: { cycle: { status: 'DECIDED', revision: 3 } },
  })
})

test('project, ramp and node lead to the same cycle', async () => {
  await askCycle(api, 'planCycle', planned)
  const id = toGlobalId('Cycle', cycle)
  expect(
    await api.data(
      `query ($project: ID!, $ids: [ID!]!, $id: ID!) {
        project(id: $project) { cycles(first: 5) { totalCount nodes { id } } ramps { cycles(first: 5) { nodes { id } } } }
        node(id: $id) { __typename id ... on Cycle { title } }
        nodes(ids: $ids) { __typename id }
      }`,
      {
        project,
        id,
        ids: [
          toGlobalId('Ramp', ramp),
          toGlobalId('Observation', observation),
          'nothing',
          toGlobalId('Metric', falls),
          id,
          toGlobalId('Project', project),
        ],
      },
    ),
  ).toEqual({
    project: { cycles: { totalCount: 1, nodes: [{ id }] }, ramps: [{ cycles: { nodes: [{ id }] } }] },
    node: { __typename: 'Cycle', id, title: plan.title },
    nodes: [
      { __typename: 'Ramp', id: toGlobalId('Ramp', ramp) },
      null,
      null,
      { __typename: 'Metric', id: toGlobalId('Metric', falls) },
      { __typename: 'Cycle', id },
      { __typename: 'Project', id: toGlobalId('Project', project) },
    ],
  })
})
