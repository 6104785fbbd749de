import { toGlobalId } from '../../../src/api/relay/global-id.js'
import { without } from '../../../src/domain/without.js'
import { type Api, recordedAt, startApi } from '../../support/api.js'
import { charterProject, project } from '../project/programme.js'
import { askMilestone, milestone, type MilestoneAnswer, planned } from './milestones.js'

let api: Api
beforeEach(async () => {
  api = await startApi()
  await charterProject(api)
})
afterEach(() => api.close())

const id = toGlobalId('Milestone', milestone)
const promise = without(planned, 'id', 'localityId', 'projectId')

/** What is told of a milestone that was just planned at a position. */
const asPlanned = (fromPosition: string) => {
  const recorded = { reason: null, recordedAt, recordedBy: 'Asha Patel', fromPosition }
  return {
    ...promise,
    id,
    uuid: milestone,
    status: 'PLANNED',
    forecastOn: planned.dueOn,
    slippedDays: 0,
    startedOn: null,
    achievedOn: null,
    evidence: null,
    evidenceUrl: null,
    missedOn: null,
    cancelledOn: null,
    revision: 0,
    createdAt: recordedAt,
    updatedAt: recordedAt,
    locality: { name: 'Harbour' },
    project: { title: 'Fewer falls at home' },
    forecasts: [{ ...recorded, forecastOn: planned.dueOn }],
    statusChanges: [{ ...recorded, status: 'PLANNED', effectiveOn: null }],
  }
}

const done = (answer: MilestoneAnswer, now: object) => {
  expect(answer).toEqual({ userErrors: [], position: answer.position, stale: false, milestone: now })
  expect(answer.position).toMatch(/^\d+$/)
}

test('a milestone slips, is missed, is taken up again and is reached: every date and status stays to be seen', async () => {
  const plan = await askMilestone(api, 'planMilestone', planned)
  const first = asPlanned(String(plan.position))
  done(plan, first)

  const start = await askMilestone(api, 'startMilestone', {
    milestoneId: id,
    startedOn: '2024-02-01',
    expectedRevision: 0,
  })
  const told = (answer: MilestoneAnswer, recordedBy = 'Asha Patel') => ({
    recordedAt,
    recordedBy,
    fromPosition: answer.position,
  })
  const started = {
    ...first,
    status: 'STARTED',
    startedOn: '2024-02-01',
    revision: 1,
    statusChanges: [
      ...first.statusChanges,
      { status: 'STARTED', effectiveOn: '2024-02-01', reason: null, ...told(start) },
    ],
  }
  done(start, started)

  const slip = await askMilestone(
    api,
    'reforecastMilestone',
    {
      milestoneId: milestone,
      forecastOn: '2024-05-01',
      reason: 'Two practices have no nurse',
      expectedRevision: 1,
    },
    'Tom Reed',
  )
  const slipped = {
    ...started,
    forecastOn: '2024-05-01',
    slippedDays: 31,
    revision: 2,
    forecasts: [
      ...first.forecasts,
      { forecastOn: '2024-05-01', reason: 'Two practices have no nurse', ...told(slip, 'Tom Reed') },
    ],
  }
  done(slip, slipped)

  const miss = await askMilestone(api, 'missMilestone', {
    milestoneId: milestone,
    missedOn: '2024-05-02',
    reason: 'Still one practice',
    expectedRevision: 2,
  })
  const missed = {
    ...slipped,
    status: 'MISSED',
    missedOn: '2024-05-02',
    revision: 3,
    statusChanges: [
      ...started.statusChanges,
      { status: 'MISSED', effectiveOn: '2024-05-02', reason: 'Still one practice', ...told(miss) },
    ],
  }
  done(miss, missed)

  const reopen = await askMilestone(api, 'reopenMilestone', {
    milestoneId: milestone,
    reopenedOn: '2024-05-03',
    forecastOn: '2024-07-01',
    reason: 'A nurse was found',
    expectedRevision: 3,
  })
  const reopened = {
    ...missed,
    status: 'STARTED',
    missedOn: null,
    forecastOn: '2024-07-01',
    slippedDays: 92,
    revision: 4,
    forecasts: [
      ...slipped.forecasts,
      { forecastOn: '2024-07-01', reason: 'A nurse was found', ...told(reopen) },
    ],
    statusChanges: [
      ...missed.statusChanges,
      { status: 'STARTED', effectiveOn: '2024-05-03', reason: 'A nurse was found', ...told(reopen) },
    ],
  }
  done(reopen, reopened)

  const evidence = { evidence: 'The list of names', evidenceUrl: 'https://example.org/names.pdf' }
  const reach = await askMilestone(api, 'achieveMilestone', {
    milestoneId: milestone,
    achievedOn: '2024-06-10',
    ...evidence,
    expectedRevision: 4,
  })
  done(reach, {
    ...reopened,
    ...evidence,
    status: 'ACHIEVED',
    achievedOn: '2024-06-10',
    slippedDays: 71,
    revision: 5,
    statusChanges: [
      ...reopened.statusChanges,
      { status: 'ACHIEVED', effectiveOn: '2024-06-10', reason: null, ...told(reach) },
    ],
  })
})

test('a milestone that was reached early slipped by less than nothing', async () => {
  await askMilestone(api, 'planMilestone', planned)
  const answer = await askMilestone(api, 'achieveMilestone', {
    milestoneId: milestone,
    achievedOn: '2024-03-01',
    evidence: 'The list',
  })
  expect(answer.milestone).toMatchObject({ status: 'ACHIEVED', slippedDays: -30, evidenceUrl: null })
})

test('a milestone that is given up stays to be seen, and its history says who and why', async () => {
  await askMilestone(api, 'planMilestone', planned)
  const cancel = { milestoneId: milestone, cancelledOn: '2024-03-02', reason: 'Done by the region' }
  const answer = await askMilestone(api, 'cancelMilestone', cancel, 'Tom Reed')
  expect(answer.milestone).toMatchObject({ status: 'CANCELLED', cancelledOn: '2024-03-02', revision: 1 })
  expect(
    await api.data(
      `query ($id: ID!) { milestone(id: $id) {
        status history(first: 5) { nodes { subject type occurredOn reason actor revision data } }
      } }`,
      { id: milestone },
    ),
  ).toEqual({
    milestone: {
      status: 'CANCELLED',
      history: {
        nodes: [
          {
            subject: 'MILESTONE',
            type: 'MilestonePlanned',
            occurredOn: null,
            reason: null,
            actor: 'Asha Patel',
            revision: 0,
            data: { ...promise, milestoneId: milestone, localityId: planned.localityId, projectId: project },
          },
          {
            subject: 'MILESTONE',
            type: 'MilestoneCancelled',
            occurredOn: '2024-03-02',
            reason: 'Done by the region',
            actor: 'Tom Reed',
            revision: 1,
            data: cancel,
          },
        ],
      },
    },
  })
})

test('milestones are listed by the date expected now, and filtered', async () => {
  const rest = without(planned, 'id')
  for (const [title, dueOn] of [
    ['Third', '2024-09-01'],
    ['First', '2024-04-01'],
    ['Second', '2024-06-01'],
  ])
    await askMilestone(api, 'planMilestone', { ...rest, title, dueOn })
  const titles = async (filter: object) =>
    (
      await api.data<{ milestones: { totalCount: number; nodes: { title: string }[] } }>(
        `query ($filter: MilestoneFilter) { milestones(first: 10, filter: $filter) { totalCount nodes { title } } }`,
        { filter },
      )
    ).milestones.nodes.map(({ title }) => title)
  expect(await titles({})).toEqual(['First', 'Second', 'Third'])
  expect(await titles({ from: '2024-06-01', to: '2024-06-01' })).toEqual(['Second'])
  expect(await titles({ projectId: toGlobalId('Project', project), statuses: ['PLANNED'] })).toHaveLength(3)
  expect(await titles({ statuses: ['MISSED'] })).toEqual([])
})

test('node finds a milestone again', async () => {
  await askMilestone(api, 'planMilestone', planned)
  expect(
    await api.data(`query ($id: ID!) { node(id: $id) { __typename id ... on Milestone { uuid title } } }`, {
      id,
    }),
  ).toEqual({ node: { __typename: 'Milestone', id, uuid: milestone, title: planned.title } })
})

test('a query waits for what a mutation recorded', async () => {
  const { position } = await askMilestone(api, 'planMilestone', planned)
  const document = `query ($id: ID!, $position: Position) { milestone(id: $id, minPosition: $position) { title } }`
  expect(await api.data(document, { id, position })).toEqual({ milestone: { title: planned.title } })
})

describe('while the read side stands still', () => {
  beforeEach(async () => {
    await askMilestone(api, 'planMilestone', planned)
    await api.stopReading()
  })

  test('a mutation records, answers with its position, and says that what it shows is old', async () => {
    const answer = await askMilestone(api, 'startMilestone', {
      milestoneId: milestone,
      startedOn: '2024-02-01',
    })
    expect(answer).toMatchObject({
      userErrors: [],
      position: String(await api.head()),
      stale: true,
      milestone: { status: 'PLANNED', revision: 0 },
    })
  })

  test('a query for that position is told to come again', async () => {
    const position = String((await api.head()) + 1n)
    for (const document of [
      `query ($id: ID!, $position: Position) { milestone(id: $id, minPosition: $position) { title } }`,
      `query ($id: ID!, $position: Position) { node(id: $id, minPosition: $position) { id } }`,
      `query ($id: ID!, $position: Position) { nodes(ids: [$id], minPosition: $position) { id } }`,
      `query ($position: Position) { milestones(first: 1, minPosition: $position) { totalCount } }`,
      `query ($position: Position) { cycles(first: 1, minPosition: $position) { totalCount } }`,
      `query ($position: Position) { projects(first: 1, minPosition: $position) { totalCount } }`,
    ]) {
      expect(await api.execute(document, { id, position })).toMatchObject({
        errors: [
          {
            message: expect.stringMatching(/Ask again in a moment/) as string,
            extensions: { code: 'READ_SIDE_BEHIND', retryAfterSeconds: 1 },
          },
        ],
      })
    }
  })

  test('a position that is none is no request', async () => {
    for (const position of ['soon', '-1', 1.5])
      expect(
        await api.execute(
          `query ($position: Position) { milestones(first: 1, minPosition: $position) { totalCount } }`,
          {
            position,
          },
        ),
      ).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] })
  })
})
