import { toGlobalId } from '../../../src/api/relay/global-id.js'
import { type Api, startApi } from '../../support/api.js'
import { charterProject, marsh, nobody, project } from '../project/programme.js'
import { askMilestone, milestone, type MilestoneMutation, planned, refusedMilestone } from './milestones.js'

let api: Api
beforeEach(async () => {
  api = await startApi()
  await charterProject(api)
})
afterEach(() => api.close())

type Steps = readonly (readonly [MilestoneMutation, object])[]

const starting = { milestoneId: milestone, startedOn: '2024-02-01' }
const slipping = { milestoneId: milestone, forecastOn: '2024-05-01', reason: 'No nurse' }
const reaching = { milestoneId: milestone, achievedOn: '2024-05-01', evidence: 'The list' }
const missing = { milestoneId: milestone, missedOn: '2024-05-01', reason: 'No nurse' }
const cancelling = { milestoneId: milestone, cancelledOn: '2024-05-01', reason: 'Not needed' }
const reopening = { milestoneId: milestone, reopenedOn: '2024-05-02', reason: 'Needed after all' }

const toPlanned: Steps = [['planMilestone', planned]]
const toStarted: Steps = [...toPlanned, ['startMilestone', starting]]
const toCancelled: Steps = [...toPlanned, ['cancelMilestone', cancelling]]

const given = async (steps: Steps): Promise<void> => {
  for (const [name, input] of steps) expect((await askMilestone(api, name, input)).userErrors).toEqual([])
}

test.each<[string, Steps, MilestoneMutation, object, string, string[], RegExp]>([
  [
    'a title of two lines',
    [],
    'planMilestone',
    { ...planned, title: 'a\nb' },
    'INVALID_VALUE',
    ['title'],
    /on one line/,
  ],
  [
    'an unknown locality',
    [],
    'planMilestone',
    { ...planned, localityId: nobody, projectId: null },
    'LOCALITY_NOT_FOUND',
    ['localityId'],
    /register the locality first/,
  ],
  [
    'an unknown project',
    [],
    'planMilestone',
    { ...planned, projectId: nobody },
    'PROJECT_NOT_FOUND',
    ['projectId'],
    /name none/,
  ],
  [
    'the project of another locality',
    [],
    'planMilestone',
    { ...planned, localityId: marsh },
    'PROJECT_OF_ANOTHER_LOCALITY',
    ['projectId'],
    /name a project of the milestone/,
  ],
  [
    'the id of a project for a locality',
    [],
    'planMilestone',
    { ...planned, localityId: toGlobalId('Project', project) },
    'INVALID_ID',
    ['localityId'],
    /give the id of a Locality/,
  ],
  [
    'another promise under the same id',
    toPlanned,
    'planMilestone',
    { ...planned, dueOn: '2024-04-30' },
    'MILESTONE_ID_TAKEN',
    ['id'],
    /use a new id/,
  ],
  [
    'an unknown milestone',
    [],
    'startMilestone',
    starting,
    'MILESTONE_NOT_FOUND',
    ['milestoneId'],
    /plan the milestone first/,
  ],
  [
    'a start to come',
    toPlanned,
    'startMilestone',
    { ...starting, startedOn: '2024-06-16' },
    'DATE_IN_FUTURE',
    ['startedOn'],
    /2024-06-15 or earlier/,
  ],
  [
    'a second start',
    toStarted,
    'startMilestone',
    { ...starting, startedOn: '2024-02-02' },
    'MILESTONE_ALREADY_STARTED',
    ['startedOn'],
    /starts only once/,
  ],
  [
    'a forecast without a reason',
    toPlanned,
    'reforecastMilestone',
    { ...slipping, reason: ' ' },
    'INVALID_VALUE',
    ['reason'],
    /Give the reason/,
  ],
  [
    'a forecast of what was given up',
    toCancelled,
    'reforecastMilestone',
    slipping,
    'MILESTONE_ENDED',
    ['milestoneId'],
    /reopen it and say why/,
  ],
  [
    'a forecast by somebody who saw an older state',
    toStarted,
    'reforecastMilestone',
    { ...slipping, expectedRevision: 0 },
    'REVISION_CONFLICT',
    ['expectedRevision'],
    /at revision 1/,
  ],
  [
    'a forecast by somebody who saw a newer state',
    toPlanned,
    'reforecastMilestone',
    { ...slipping, expectedRevision: 3 },
    'REVISION_CONFLICT',
    ['expectedRevision'],
    /at revision 0/,
  ],
  [
    'an achievement without evidence',
    toPlanned,
    'achieveMilestone',
    { ...reaching, evidence: '' },
    'INVALID_VALUE',
    ['evidence'],
    /Give the evidence/,
  ],
  [
    'evidence at no address',
    toPlanned,
    'achieveMilestone',
    { ...reaching, evidenceUrl: 'javascript:alert(1)' },
    'INVALID_VALUE',
    ['evidenceUrl'],
    /beginning with https/,
  ],
  [
    'an achievement to come',
    toPlanned,
    'achieveMilestone',
    { ...reaching, achievedOn: '2024-06-16' },
    'DATE_IN_FUTURE',
    ['achievedOn'],
    /2024-06-15 or earlier/,
  ],
  [
    'an achievement before the start',
    toStarted,
    'achieveMilestone',
    { ...reaching, achievedOn: '2024-01-31' },
    'DATE_BEFORE_START',
    ['achievedOn'],
    /started on 2024-02-01/,
  ],
  [
    'a miss before the day',
    toPlanned,
    'missMilestone',
    { ...missing, missedOn: '2024-03-30' },
    'MISSED_BEFORE_EXPECTED',
    ['missedOn'],
    /expected on 2024-03-31/,
  ],
  [
    'a miss of what was given up',
    toCancelled,
    'missMilestone',
    missing,
    'MILESTONE_ENDED',
    ['milestoneId'],
    /reopen it/,
  ],
  [
    'a reopening of what is open',
    toPlanned,
    'reopenMilestone',
    reopening,
    'MILESTONE_NOT_ENDED',
    ['milestoneId'],
    /The milestone is open/,
  ],
  [
    'a reopening before the end',
    toCancelled,
    'reopenMilestone',
    { ...reopening, reopenedOn: '2024-04-30' },
    'REOPENED_BEFORE_END',
    ['reopenedOn'],
    /ended on 2024-05-01/,
  ],
  [
    'a reopening with a forecast that has passed',
    toCancelled,
    'reopenMilestone',
    { ...reopening, forecastOn: '2024-05-01' },
    'FORECAST_BEFORE_REOPENING',
    ['forecastOn'],
    /2024-05-02/,
  ],
  [
    'another end of what was given up',
    toCancelled,
    'cancelMilestone',
    { ...cancelling, reason: 'Other' },
    'MILESTONE_ENDED',
    ['milestoneId'],
    /reopen it/,
  ],
])(
  'refuses %s, says what to do, and records nothing',
  async (_, steps, name, input, code, field, message) => {
    await given(steps)
    expect(await refusedMilestone(api, name, input)).toEqual([
      { code, field: ['input', ...field], message: expect.stringMatching(message) as string },
    ])
  },
)

test('a request under the key of another is refused; the same request gets the first answer', async () => {
  const input = { ...planned, idempotencyKey: 'plan-1' }
  const first = await askMilestone(api, 'planMilestone', input)
  const head = await api.head()
  expect(await askMilestone(api, 'planMilestone', input)).toEqual(first)
  expect(await api.head()).toBe(head)
  expect(await refusedMilestone(api, 'planMilestone', { ...input, title: 'Other' })).toEqual([
    {
      code: 'IDEMPOTENCY_KEY_REUSED',
      field: ['input', 'idempotencyKey'],
      message: expect.stringMatching(/key of its own/) as string,
    },
  ])
})

test.each<[string, MilestoneMutation, object]>([
  ['start', 'startMilestone', starting],
  ['forecast', 'reforecastMilestone', slipping],
  ['achievement', 'achieveMilestone', reaching],
  ['miss', 'missMilestone', missing],
  ['end', 'cancelMilestone', cancelling],
])('a %s said twice records nothing the second time', async (_, name, input) => {
  await given([...toPlanned, [name, input]])
  const head = await api.head()
  await given([[name, input]])
  expect(await api.head()).toBe(head)
})

test('a day that is not in the calendar is no request at all', async () => {
  const { errors } = await api.execute(
    `mutation ($input: PlanMilestoneInput!) { planMilestone(input: $input) { position } }`,
    { input: { ...planned, dueOn: '2024-02-30' } },
  )
  expect(errors?.[0]?.message).toMatch(/dueOn/)
})
