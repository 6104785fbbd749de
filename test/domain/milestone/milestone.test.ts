import { LocalityId, MilestoneId, ProjectId } from '../../../src/domain/ids.js'
import { PlanMilestone } from '../../../src/domain/milestone/commands.js'
import {
  achieveMilestone,
  cancelMilestone,
  missMilestone,
} from '../../../src/domain/milestone/end-milestone.js'
import type { MilestoneEvent } from '../../../src/domain/milestone/events.js'
import { milestone } from '../../../src/domain/milestone/milestone.js'
import { planMilestone } from '../../../src/domain/milestone/plan-milestone.js'
import { reforecastMilestone } from '../../../src/domain/milestone/reforecast-milestone.js'
import { reopenMilestone } from '../../../src/domain/milestone/reopen-milestone.js'
import { startMilestone } from '../../../src/domain/milestone/start-milestone.js'
import { given } from '../../support/given.js'

const milestoneId = MilestoneId.parse('018f0000-0000-7000-8000-000000000011')
const localityId = LocalityId.parse('018f0000-0000-7000-8000-000000000012')
const elsewhere = LocalityId.parse('018f0000-0000-7000-8000-000000000013')
const projectId = ProjectId.parse('018f0000-0000-7000-8000-000000000014')
const clock = { today: '2024-06-30' }

const promise = PlanMilestone.parse({
  milestoneId,
  localityId,
  title: 'Shared records live',
  criteria: 'Every practice sees discharge letters',
  dueOn: '2024-03-31',
})
const facts = { locality: { closedOn: null } }

const planned: MilestoneEvent = { type: 'MilestonePlanned', data: promise }
const slip = { milestoneId, forecastOn: '2024-05-31', reason: 'The supplier is late' }
const reforecast: MilestoneEvent = { type: 'MilestoneReforecast', data: slip }
const start = { milestoneId, startedOn: '2024-02-01' }
const started: MilestoneEvent = { type: 'MilestoneStarted', data: start }
const success = { milestoneId, achievedOn: '2024-06-12', evidence: 'All twelve practices signed off' }
const achieved: MilestoneEvent = { type: 'MilestoneAchieved', data: success }
const failure = { milestoneId, missedOn: '2024-06-01', reason: 'Two practices could not connect' }
const missed: MilestoneEvent = { type: 'MilestoneMissed', data: failure }
const giving = { milestoneId, cancelledOn: '2024-06-02', reason: 'The programme ended' }
const cancelled: MilestoneEvent = { type: 'MilestoneCancelled', data: giving }
const again = {
  milestoneId,
  reopenedOn: '2024-06-20',
  forecastOn: '2024-09-30',
  reason: 'One was lost again',
}
const reopened: MilestoneEvent = { type: 'MilestoneReopened', data: { ...again, status: 'PLANNED' } }
const reopenedStarted: MilestoneEvent = { type: 'MilestoneReopened', data: { ...again, status: 'STARTED' } }
const endings = [achieved, missed, cancelled]

describe('planning a milestone', () => {
  test('promises a day', () => given(milestone).when(planMilestone(promise, facts)).then(planned))

  test('said twice is nothing new, whatever happened since', () =>
    given(milestone, planned, reforecast, achieved).when(planMilestone(promise, facts)).thenNothingNew())

  test('another promise under the same id is refused', () =>
    given(milestone, planned)
      .when(planMilestone({ ...promise, dueOn: '2024-04-30' }, facts))
      .thenRefused('MILESTONE_ID_TAKEN', 'milestoneId'))

  test('in a locality that does not exist is refused', () =>
    given(milestone)
      .when(planMilestone(promise, { locality: null }))
      .thenRefused('LOCALITY_NOT_FOUND', 'localityId'))

  test('in a locality that no longer exists when it is due is refused', () =>
    given(milestone)
      .when(planMilestone(promise, { locality: { closedOn: '2024-03-31' } }))
      .thenRefused('LOCALITY_CLOSED', 'localityId'))

  test('in a locality that closes after it is due is accepted', () =>
    given(milestone)
      .when(planMilestone(promise, { locality: { closedOn: '2024-04-01' } }))
      .then(planned))

  test('for an open project of the locality is accepted', () =>
    given(milestone)
      .when(planMilestone({ ...promise, projectId }, { ...facts, project: { localityId, closed: false } }))
      .then({ type: 'MilestonePlanned', data: { ...promise, projectId } }))

  test('for a project that does not exist is refused', () =>
    given(milestone)
      .when(planMilestone({ ...promise, projectId }, { ...facts, project: null }))
      .thenRefused('PROJECT_NOT_FOUND', 'projectId'))

  test('for a project of another locality is refused', () =>
    given(milestone)
      .when(
        planMilestone(
          { ...promise, projectId },
          { ...facts, project: { localityId: elsewhere, closed: false } },
        ),
      )
      .thenRefused('PROJECT_OF_ANOTHER_LOCALITY', 'projectId'))

  test('for a closed project is refused', () =>
    given(milestone)
      .when(planMilestone({ ...promise, projectId }, { ...facts, project: { localityId, closed: true } }))
      .thenRefused('PROJECT_CLOSED', 'projectId'))
})

describe('a milestone that was never planned', () => {
  test.each([
    ['reforecast', reforecastMilestone(slip)],
    ['started', startMilestone(start, clock)],
    ['achieved', achieveMilestone(success, clock)],
    ['missed', missMilestone(failure, clock)],
    ['cancelled', cancelMilestone(giving, clock)],
    ['reopened', reopenMilestone(again, clock)],
  ])('cannot be %s', (_, decide) =>
    given(milestone).when(decide).thenRefused('MILESTONE_NOT_FOUND', 'milestoneId'),
  )
})

describe('reforecasting a milestone', () => {
  test('expects it on another day', () =>
    given(milestone, planned).when(reforecastMilestone(slip)).then(reforecast))

  test('to the day expected already is nothing new', () => {
    given(milestone, planned, reforecast).when(reforecastMilestone(slip)).thenNothingNew()
    given(milestone, planned)
      .when(reforecastMilestone({ ...slip, forecastOn: promise.dueOn }))
      .thenNothingNew()
  })

  test('back to the day first promised is a change', () => {
    const back = { ...slip, forecastOn: promise.dueOn }
    given(milestone, planned, reforecast)
      .when(reforecastMilestone(back))
      .then({ type: 'MilestoneReforecast', data: back })
  })

  test.each(endings)('is refused after $type', (ending) =>
    given(milestone, planned, ending)
      .when(reforecastMilestone(slip))
      .thenRefused('MILESTONE_ENDED', 'milestoneId'),
  )
})

describe('starting a milestone', () => {
  test('begins the work', () => given(milestone, planned).when(startMilestone(start, clock)).then(started))

  test('said twice is nothing new', () =>
    given(milestone, planned, started).when(startMilestone(start, clock)).thenNothingNew())

  test('on another day is refused', () =>
    given(milestone, planned, started)
      .when(startMilestone({ ...start, startedOn: '2024-02-02' }, clock))
      .thenRefused('MILESTONE_ALREADY_STARTED', 'startedOn'))

  test('in the future is refused', () =>
    given(milestone, planned)
      .when(startMilestone({ ...start, startedOn: '2024-07-01' }, clock))
      .thenRefused('DATE_IN_FUTURE', 'startedOn'))

  test.each(endings)('is refused after $type', (ending) =>
    given(milestone, planned, ending)
      .when(startMilestone(start, clock))
      .thenRefused('MILESTONE_ENDED', 'milestoneId'),
  )

  test('is possible once a milestone that never started is reopened', () =>
    given(milestone, planned, missed, reopened).when(startMilestone(start, clock)).then(started))
})

describe('ending a milestone', () => {
  const ends = [
    { name: 'achieve', decide: achieveMilestone(success, clock), event: achieved },
    { name: 'miss', decide: missMilestone(failure, clock), event: missed },
    { name: 'cancel', decide: cancelMilestone(giving, clock), event: cancelled },
  ]

  test.each(ends)('$name without its having been started', ({ decide, event }) =>
    given(milestone, planned).when(decide).then(event),
  )

  test.each(ends)('$name after it was started', ({ decide, event }) =>
    given(milestone, planned, started).when(decide).then(event),
  )

  test.each(ends)('$name twice is nothing new', ({ decide, event }) =>
    given(milestone, planned, started, event).when(decide).thenNothingNew(),
  )

  const others = ends.flatMap((end) =>
    endings
      .filter((ending) => ending !== end.event)
      .map((ending) => ({ ...end, ending, after: ending.type })),
  )
  test.each(others)('$name after $after', ({ decide, ending }) =>
    given(milestone, planned, ending).when(decide).thenRefused('MILESTONE_ENDED', 'milestoneId'),
  )

  test('with other evidence is refused until it is reopened', () => {
    const other = achieveMilestone({ ...success, evidence: 'A letter' }, clock)
    given(milestone, planned, achieved).when(other).thenRefused('MILESTONE_ENDED', 'milestoneId')
    given(milestone, planned, achieved, reopened)
      .when(other)
      .then({ type: 'MilestoneAchieved', data: { ...success, evidence: 'A letter' } })
  })

  test.each([
    ['achievedOn', achieveMilestone({ ...success, achievedOn: '2024-07-01' }, clock)],
    ['missedOn', missMilestone({ ...failure, missedOn: '2024-07-01' }, clock)],
    ['cancelledOn', cancelMilestone({ ...giving, cancelledOn: '2024-07-01' }, clock)],
  ])('%s in the future is refused', (field, decide) =>
    given(milestone, planned).when(decide).thenRefused('DATE_IN_FUTURE', field),
  )

  test.each([
    ['achievedOn', achieveMilestone({ ...success, achievedOn: '2024-01-31' }, clock)],
    ['missedOn', missMilestone({ ...failure, missedOn: '2024-01-31' }, clock)],
    ['cancelledOn', cancelMilestone({ ...giving, cancelledOn: '2024-01-31' }, clock)],
  ])('%s before the work started is refused', (field, decide) =>
    given(milestone, planned, started).when(decide).thenRefused('DATE_BEFORE_START', field),
  )

  test('missed before the day due is refused', () =>
    given(milestone, planned)
      .when(missMilestone({ ...failure, missedOn: '2024-03-30' }, clock))
      .thenRefused('MISSED_BEFORE_EXPECTED', 'missedOn'))

  test('missed before the day expected now is refused, though the day first promised has passed', () =>
    given(milestone, planned, reforecast)
      .when(missMilestone({ ...failure, missedOn: '2024-05-30' }, clock))
      .thenRefused('MISSED_BEFORE_EXPECTED', 'missedOn'))

  test('missed on the very day expected is accepted', () => {
    const onTheDay = { ...failure, missedOn: '2024-05-31' }
    given(milestone, planned, reforecast)
      .when(missMilestone(onTheDay, clock))
      .then({ type: 'MilestoneMissed', data: onTheDay })
  })
})

describe('reopening a milestone', () => {
  test.each(endings)('goes on with one that was planned, after $type', (ending) =>
    given(milestone, planned, ending).when(reopenMilestone(again, clock)).then(reopened),
  )

  test.each(endings)('goes on with one that had started, after $type', (ending) =>
    given(milestone, planned, started, ending).when(reopenMilestone(again, clock)).then(reopenedStarted),
  )

  test('said twice is nothing new', () =>
    given(milestone, planned, missed, reopened).when(reopenMilestone(again, clock)).thenNothingNew())

  test.each([
    [[planned]],
    [[planned, started]],
    [[planned, missed, { ...reopened, data: { ...again, reason: '-' } }]],
  ])('one that has not ended is refused', (history: readonly MilestoneEvent[]) =>
    given(milestone, ...history)
      .when(reopenMilestone(again, clock))
      .thenRefused('MILESTONE_NOT_ENDED', 'milestoneId'),
  )

  test('before it ended is refused', () =>
    given(milestone, planned, achieved)
      .when(reopenMilestone({ ...again, reopenedOn: '2024-06-11' }, clock))
      .thenRefused('REOPENED_BEFORE_END', 'reopenedOn'))

  test('in the future is refused', () =>
    given(milestone, planned, achieved)
      .when(reopenMilestone({ ...again, reopenedOn: '2024-07-01' }, clock))
      .thenRefused('DATE_IN_FUTURE', 'reopenedOn'))

  test('with a forecast before the reopening is refused', () =>
    given(milestone, planned, achieved)
      .when(reopenMilestone({ ...again, forecastOn: '2024-06-19' }, clock))
      .thenRefused('FORECAST_BEFORE_REOPENING', 'forecastOn'))

  test('without a forecast keeps the day expected before', () => {
    const plain = { milestoneId, reopenedOn: '2024-06-20', reason: 'One was lost again' }
    const reopenedPlain: MilestoneEvent = { type: 'MilestoneReopened', data: { ...plain, status: 'PLANNED' } }
    given(milestone, planned, reforecast, achieved).when(reopenMilestone(plain, clock)).then(reopenedPlain)
    given(milestone, planned, reforecast, achieved, reopenedPlain)
      .when(reforecastMilestone(slip))
      .thenNothingNew()
  })

  test('makes the new forecast the day expected', () =>
    given(milestone, planned, missed, reopened)
      .when(missMilestone({ ...failure, missedOn: '2024-06-29' }, clock))
      .thenRefused('MISSED_BEFORE_EXPECTED', 'missedOn'))

  test('a reopening stored without a status goes on as planned', () =>
    given(milestone, planned, missed, { type: 'MilestoneReopened', data: again })
      .when(startMilestone(start, clock))
      .then(started))
})
