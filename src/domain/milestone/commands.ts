import { z } from 'zod'

import { LocalityId, MilestoneId, ProjectId } from '../ids.js'
import { ExpectedRevision, IsoDate, line, prose, Reason } from '../values.js'

export const PlanMilestone = z.strictObject({
  milestoneId: MilestoneId,
  localityId: LocalityId,
  projectId: ProjectId.optional(),
  title: line('the title'),
  description: prose('the description', 4_000).optional(),
  criteria: prose('what will show that it is reached', 2_000).optional(),
  owner: line('the owner').optional(),
  dueOn: IsoDate,
})
export type PlanMilestone = z.infer<typeof PlanMilestone>

const milestoneId = MilestoneId
const expectedRevision = ExpectedRevision.optional()

export const ReforecastMilestone = z.strictObject({
  milestoneId,
  forecastOn: IsoDate,
  reason: Reason,
  expectedRevision,
})
export type ReforecastMilestone = z.infer<typeof ReforecastMilestone>

export const StartMilestone = z.strictObject({ milestoneId, startedOn: IsoDate, expectedRevision })
export type StartMilestone = z.infer<typeof StartMilestone>

export const AchieveMilestone = z.strictObject({
  milestoneId,
  achievedOn: IsoDate,
  evidence: prose('the evidence: what shows that it is reached', 4_000),
  evidenceUrl: z
    .url({ protocol: /^https?$/, error: 'Give the address of the evidence, beginning with https://' })
    .max(2_000, { error: 'Shorten the address to at most 2,000 characters' })
    .optional(),
  expectedRevision,
})
export type AchieveMilestone = z.infer<typeof AchieveMilestone>

export const MissMilestone = z.strictObject({
  milestoneId,
  missedOn: IsoDate,
  reason: Reason,
  expectedRevision,
})
export type MissMilestone = z.infer<typeof MissMilestone>

export const ReopenMilestone = z.strictObject({
  milestoneId,
  reopenedOn: IsoDate,
  forecastOn: IsoDate.optional(),
  reason: Reason,
  expectedRevision,
})
export type ReopenMilestone = z.infer<typeof ReopenMilestone>

export const CancelMilestone = z.strictObject({
  milestoneId,
  cancelledOn: IsoDate,
  reason: Reason,
  expectedRevision,
})
export type CancelMilestone = z.infer<typeof CancelMilestone>
