import { milestones } from '../../projections/milestones.js'
import { LocalityId, MilestoneId, ProjectId } from '../../src/domain/ids.js'
import type { MilestoneEvent } from '../../src/domain/milestone/events.js'
import { rowsOf } from './given-events.js'
import { happened, recordedAt } from './happened.js'

const milestoneId = MilestoneId.parse('018f0000-0000-7000-8000-000000000081')
const localityId = LocalityId.parse('018f0000-0000-7000-8000-000000000082')
const projectId = ProjectId.parse('018f0000-0000-7000-8000-000000000083')

const promise = {
  localityId,
  projectId,
  title: 'Records live',
  description: 'In all practices',
  criteria: 'Letters seen',
  owner: 'B. Lead',
  dueOn: '2024-03-31',
}
const planned: MilestoneEvent = { type: 'MilestonePlanned', data: { milestoneId, ...promise } }
const reforecast: MilestoneEvent = {
  type: 'MilestoneReforecast',
  data: { milestoneId, forecastOn: '2024-05-31', reason: 'Supplier late' },
}
const started: MilestoneEvent = { type: 'MilestoneStarted', data: { milestoneId, startedOn: '2024-02-01' } }
const achieved: MilestoneEvent = {
  type: 'MilestoneAchieved',
  data: {
    milestoneId,
    achievedOn: '2024-06-12',
    evidence: 'Signed off',
    evidenceUrl: 'https://example.org/1',
  },
}
const missed: MilestoneEvent = {
  type: 'MilestoneMissed',
  data: { milestoneId, missedOn: '2024-06-01', reason: 'Two were not connected' },
}
const cancelled: MilestoneEvent = {
  type: 'MilestoneCancelled',
  data: { milestoneId, cancelledOn: '2024-06-02', reason: 'Programme ended' },
}
const reopened = (more: { forecastOn?: string; status?: 'PLANNED' | 'STARTED' }): MilestoneEvent => ({
  type: 'MilestoneReopened',
  data: { milestoneId, reopenedOn: '2024-06-20', reason: 'Lost again', ...more },
})

const tablesOf = (...events: readonly MilestoneEvent[]) => rowsOf(milestones, happened(events))

const changes = async (...events: readonly MilestoneEvent[]) =>
  (await tablesOf(...events))['MilestoneStatusChange']?.map(
    ({ status, effectiveOn, reason, fromPosition, toPosition }) => [
      status,
      effectiveOn,
      reason,
      fromPosition,
      toPosition,
    ],
  )

test('a planned milestone is expected on the day due', async () => {
  expect(await tablesOf(planned)).toEqual({
    Milestone: [
      {
        ...promise,
        id: milestoneId,
        status: 'PLANNED',
        forecastOn: '2024-03-31',
        startedOn: null,
        achievedOn: null,
        evidence: null,
        evidenceUrl: null,
        missedOn: null,
        cancelledOn: null,
        revision: 0n,
        createdAt: recordedAt(1),
        updatedAt: recordedAt(1),
        fromPosition: 1n,
      },
    ],
    MilestoneForecast: [
      {
        id: `${milestoneId}@1`,
        milestoneId,
        forecastOn: '2024-03-31',
        reason: null,
        recordedAt: recordedAt(1),
        recordedBy: 'team-lead',
        fromPosition: 1n,
        toPosition: null,
      },
    ],
    MilestoneStatusChange: [
      {
        id: `${milestoneId}@1`,
        milestoneId,
        status: 'PLANNED',
        effectiveOn: null,
        reason: null,
        recordedAt: recordedAt(1),
        recordedBy: 'team-lead',
        fromPosition: 1n,
        toPosition: null,
      },
    ],
  })
})

test('a slip is seen: the day due stays, every forecast is a row', async () => {
  const { Milestone, MilestoneForecast, MilestoneStatusChange } = await tablesOf(planned, reforecast)
  expect(Milestone).toMatchObject([{ dueOn: '2024-03-31', forecastOn: '2024-05-31', revision: 1n }])
  expect(MilestoneForecast).toMatchObject([
    { forecastOn: '2024-03-31', reason: null, fromPosition: 1n, toPosition: 2n },
    { forecastOn: '2024-05-31', reason: 'Supplier late', fromPosition: 2n, toPosition: null },
  ])
  expect(MilestoneStatusChange).toHaveLength(1)
})

test('a started milestone says when', async () => {
  expect((await tablesOf(planned, started))['Milestone']).toMatchObject([
    { status: 'STARTED', startedOn: '2024-02-01', revision: 1n, updatedAt: recordedAt(2) },
  ])
  expect(await changes(planned, started)).toEqual([
    ['PLANNED', null, null, 1n, 2n],
    ['STARTED', '2024-02-01', null, 2n, null],
  ])
})

test('an achieved milestone has its evidence', async () => {
  expect((await tablesOf(planned, achieved))['Milestone']).toMatchObject([
    {
      status: 'ACHIEVED',
      achievedOn: '2024-06-12',
      evidence: 'Signed off',
      evidenceUrl: 'https://example.org/1',
      revision: 1n,
    },
  ])
  expect(await changes(planned, achieved)).toEqual([
    ['PLANNED', null, null, 1n, 2n],
    ['ACHIEVED', '2024-06-12', null, 2n, null],
  ])
})

test('a missed and a cancelled milestone say when and why', async () => {
  expect((await tablesOf(planned, missed))['Milestone']).toMatchObject([
    { status: 'MISSED', missedOn: '2024-06-01' },
  ])
  expect((await changes(planned, missed))?.at(-1)).toEqual([
    'MISSED',
    '2024-06-01',
    'Two were not connected',
    2n,
    null,
  ])
  expect((await tablesOf(planned, cancelled))['Milestone']).toMatchObject([
    { status: 'CANCELLED', cancelledOn: '2024-06-02' },
  ])
  expect((await changes(planned, cancelled))?.at(-1)).toEqual([
    'CANCELLED',
    '2024-06-02',
    'Programme ended',
    2n,
    null,
  ])
})

describe('a reopened milestone', () => {
  test.each([
    ['achieved', achieved],
    ['missed', missed],
    ['cancelled', cancelled],
  ])('that was %s has not ended any more', async (_, ending) => {
    const { Milestone } = await tablesOf(planned, ending, reopened({ status: 'PLANNED' }))
    expect(Milestone).toMatchObject([
      {
        status: 'PLANNED',
        achievedOn: null,
        evidence: null,
        evidenceUrl: null,
        missedOn: null,
        cancelledOn: null,
        forecastOn: '2024-03-31',
        revision: 2n,
      },
    ])
  })

  test('goes on as started when it was, and may be expected on a new day', async () => {
    const history = [planned, started, missed, reopened({ status: 'STARTED', forecastOn: '2024-09-30' })]
    const { Milestone, MilestoneForecast } = await tablesOf(...history)
    expect(Milestone).toMatchObject([
      { status: 'STARTED', startedOn: '2024-02-01', missedOn: null, forecastOn: '2024-09-30' },
    ])
    expect(MilestoneForecast).toMatchObject([
      { forecastOn: '2024-03-31', toPosition: 4n },
      { forecastOn: '2024-09-30', reason: 'Lost again', toPosition: null },
    ])
    expect(await changes(...history)).toEqual([
      ['PLANNED', null, null, 1n, 2n],
      ['STARTED', '2024-02-01', null, 2n, 3n],
      ['MISSED', '2024-06-01', 'Two were not connected', 3n, 4n],
      ['STARTED', '2024-06-20', 'Lost again', 4n, null],
    ])
  })

  test('goes on as planned when the event does not say', async () => {
    expect((await tablesOf(planned, missed, reopened({})))['Milestone']).toMatchObject([
      { status: 'PLANNED' },
    ])
  })
})
