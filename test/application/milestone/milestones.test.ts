import { closeLocality } from '../../../src/application/locality/close-locality.js'
import { achieveMilestone } from '../../../src/application/milestone/achieve-milestone.js'
import { cancelMilestone } from '../../../src/application/milestone/cancel-milestone.js'
import { missMilestone } from '../../../src/application/milestone/miss-milestone.js'
import { planMilestone } from '../../../src/application/milestone/plan-milestone.js'
import { reforecastMilestone } from '../../../src/application/milestone/reforecast-milestone.js'
import { reopenMilestone } from '../../../src/application/milestone/reopen-milestone.js'
import { startMilestone } from '../../../src/application/milestone/start-milestone.js'
import { closeProject } from '../../../src/application/project/close-project.js'
import { LocalityId, MilestoneId } from '../../../src/domain/ids.js'
import { clock, coast, harbour, improving, otherProjectId, projectId } from '../improving.js'

const milestoneId = MilestoneId.parse('018f0000-0000-7000-8000-0000000000d1')
const promise = { milestoneId, localityId: coast, projectId, title: 'Records live', dueOn: '2024-03-31' }
const slip = { milestoneId, forecastOn: '2024-05-31', reason: 'Supplier late' }
const missing = { milestoneId, missedOn: '2024-06-01', reason: 'Two were not connected' }
const again = { milestoneId, reopenedOn: '2024-06-05', reason: 'Connected after all' }
const success = { milestoneId, achievedOn: '2024-06-12', evidence: 'Signed off' }
const start = { milestoneId, startedOn: '2024-02-01' }
const giving = { milestoneId, cancelledOn: '2024-06-02', reason: 'Programme ended' }

test('a milestone goes its whole way, and each step said twice records nothing', async () => {
  const waymark = await improving()
  const steps: readonly Parameters<typeof waymark.done>[0][] = [
    (unit) => planMilestone(unit, promise),
    (unit) => reforecastMilestone(unit, slip),
    (unit) => startMilestone(unit, start, clock),
    (unit) => missMilestone(unit, missing, clock),
    (unit) => reopenMilestone(unit, again, clock),
    (unit) => achieveMilestone(unit, success, clock),
  ]
  for (const step of steps) {
    expect(await waymark.done(step)).toEqual({ result: { milestoneId }, recorded: 1 })
    expect(await waymark.done(step)).toEqual({ result: { milestoneId }, recorded: 0 })
  }
  expect((await waymark.events()).slice(-6)).toEqual([
    'MilestonePlanned',
    'MilestoneReforecast',
    'MilestoneStarted',
    'MilestoneMissed',
    'MilestoneReopened',
    'MilestoneAchieved',
  ])
})

test('a milestone needs a locality that exists, and a project of that locality', async () => {
  const waymark = await improving()
  const nowhere = LocalityId.parse('018f0000-0000-7000-8000-0000000000df')
  expect(
    await waymark.refused((unit) =>
      planMilestone(unit, { ...promise, localityId: nowhere, projectId: otherProjectId }),
    ),
  ).toEqual(['LOCALITY_NOT_FOUND localityId', 'PROJECT_NOT_FOUND projectId'])
  expect(await waymark.refused((unit) => planMilestone(unit, { ...promise, localityId: harbour }))).toEqual([
    'PROJECT_OF_ANOTHER_LOCALITY projectId',
  ])
  const alone = { ...promise, localityId: harbour, projectId: undefined }
  expect((await waymark.done((unit) => planMilestone(unit, alone))).recorded).toBe(1)
})

test('a milestone is due while its locality exists, and its project is open', async () => {
  const waymark = await improving()
  const closing = { projectId, closedOn: '2024-06-01', summary: 'Falls halved' }
  await waymark.done((unit) => closeProject(unit, closing, clock))
  await waymark.done((unit) =>
    closeLocality(unit, { localityId: coast, closedOn: '2024-03-31', reason: 'Reorganised' }),
  )
  expect(await waymark.refused((unit) => planMilestone(unit, promise))).toEqual([
    'LOCALITY_CLOSED localityId',
    'PROJECT_CLOSED projectId',
  ])
})

test('whoever expects an older revision is told that the milestone moved on', async () => {
  const waymark = await improving()
  await waymark.done((unit) => planMilestone(unit, promise))
  await waymark.done((unit) => reforecastMilestone(unit, slip))
  const expectedRevision = 0n
  const steps: readonly Parameters<typeof waymark.refused>[0][] = [
    (unit) => reforecastMilestone(unit, { ...slip, forecastOn: '2024-06-30', expectedRevision }),
    (unit) => startMilestone(unit, { ...start, expectedRevision }, clock),
    (unit) => achieveMilestone(unit, { ...success, expectedRevision }, clock),
    (unit) => missMilestone(unit, { ...missing, expectedRevision }, clock),
    (unit) => reopenMilestone(unit, { ...again, expectedRevision }, clock),
    (unit) => cancelMilestone(unit, { ...giving, expectedRevision }, clock),
  ]
  for (const step of steps)
    expect(await waymark.refused(step)).toEqual(['REVISION_CONFLICT expectedRevision'])
  const cancelling = { ...giving, expectedRevision: 1n }
  expect((await waymark.done((unit) => cancelMilestone(unit, cancelling, clock))).result).toEqual({
    milestoneId,
  })
})
