import { z } from 'zod'

import type { DomainEvent } from '../../eventsourcing/decider.js'
import { LocalityId, MetricId, ProjectId, RampId } from '../ids.js'

const day = z.iso.date()

const charter = {
  title: z.string(),
  /** What is to improve, for whom, by how much and by when. */
  aim: z.string(),
  /** Whom it is for: cohort or risk stratum. */
  population: z.string().optional(),
  metricIds: z.array(MetricId),
  team: z.array(z.object({ name: z.string(), role: z.string().optional() })),
  sponsor: z.string().optional(),
  startOn: day,
  endOn: day.optional(),
}

/** Stored for ever. Add an optional field or a new version; never change one. */
export const projectEvents = {
  ProjectChartered: z.object({ projectId: ProjectId, localityId: LocalityId, ...charter }),
  ProjectCharterRevised: z.object({ projectId: ProjectId, ...charter, reason: z.string() }),
  /** A ramp is a row of cycles that test one change idea, from small to large. */
  RampAdded: z.object({
    projectId: ProjectId,
    rampId: RampId,
    title: z.string(),
    changeIdea: z.string(),
    rationale: z.string().optional(),
  }),
  ProjectClosed: z.object({ projectId: ProjectId, closedOn: day, summary: z.string() }),
  ProjectReopened: z.object({ projectId: ProjectId, reason: z.string() }),
} as const

export type ProjectEvent = {
  [Type in keyof typeof projectEvents]: {
    readonly type: Type
    readonly data: z.infer<(typeof projectEvents)[Type]>
  }
}[keyof typeof projectEvents] &
  DomainEvent
