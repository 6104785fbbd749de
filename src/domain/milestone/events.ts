import { z } from 'zod'

import type { DomainEvent } from '../../eventsourcing/decider.js'
import { LocalityId, MilestoneId, ProjectId } from '../ids.js'
import { MilestoneStatus } from './vocabulary.js'

const day = z.iso.date()

/** Stored for ever. Add an optional field or a new version; never change one. */
export const milestoneEvents = {
  MilestonePlanned: z.object({
    milestoneId: MilestoneId,
    localityId: LocalityId,
    projectId: ProjectId.optional(),
    title: z.string(),
    description: z.string().optional(),
    /** What will show that it is reached. */
    criteria: z.string().optional(),
    owner: z.string().optional(),
    /** The date first promised; it never changes, so that every slip can be seen. */
    dueOn: day,
  }),
  MilestoneReforecast: z.object({ milestoneId: MilestoneId, forecastOn: day, reason: z.string() }),
  MilestoneStarted: z.object({ milestoneId: MilestoneId, startedOn: day }),
  MilestoneAchieved: z.object({
    milestoneId: MilestoneId,
    achievedOn: day,
    evidence: z.string(),
    evidenceUrl: z.string().optional(),
  }),
  MilestoneMissed: z.object({ milestoneId: MilestoneId, missedOn: day, reason: z.string() }),
  MilestoneReopened: z.object({
    milestoneId: MilestoneId,
    reopenedOn: day,
    forecastOn: day.optional(),
    reason: z.string(),
    /** Where it goes on from: STARTED when work on it had begun before it ended. Absent: PLANNED. */
    status: z.enum([MilestoneStatus.Planned, MilestoneStatus.Started]).optional(),
  }),
  MilestoneCancelled: z.object({ milestoneId: MilestoneId, cancelledOn: day, reason: z.string() }),
} as const

export type MilestoneEvent = {
  [Type in keyof typeof milestoneEvents]: {
    readonly type: Type
    readonly data: z.infer<(typeof milestoneEvents)[Type]>
  }
}[keyof typeof milestoneEvents] &
  DomainEvent
