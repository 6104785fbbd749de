import { z } from 'zod'

import { LocalityId, MetricId, ProjectId, RampId } from '../ids.js'
import { ExpectedRevision, IsoDate, line, prose, Reason } from '../values.js'

const charter = {
  title: line('the title'),
  aim: prose('the aim: what is to improve, for whom, by how much and by when', 4_000),
  population: prose('whom it is for', 2_000).optional(),
  metricIds: z.array(MetricId).max(50, { error: 'Link at most 50 metrics' }).default([]),
  team: z
    .array(z.strictObject({ name: line('the name'), role: line('the role').optional() }))
    .max(100, { error: 'Name at most 100 people' })
    .default([]),
  sponsor: line('the sponsor').optional(),
  startOn: IsoDate,
  endOn: IsoDate.optional(),
}

export const CharterProject = z.strictObject({ projectId: ProjectId, localityId: LocalityId, ...charter })
export type CharterProject = z.infer<typeof CharterProject>

export const ReviseProjectCharter = z.strictObject({
  projectId: ProjectId,
  ...charter,
  reason: Reason,
  expectedRevision: ExpectedRevision.optional(),
})
export type ReviseProjectCharter = z.infer<typeof ReviseProjectCharter>

export const AddRamp = z.strictObject({
  projectId: ProjectId,
  rampId: RampId,
  title: line('the title'),
  changeIdea: prose('the change idea', 2_000),
  rationale: prose('the rationale', 4_000).optional(),
})
export type AddRamp = z.infer<typeof AddRamp>

export const CloseProject = z.strictObject({
  projectId: ProjectId,
  closedOn: IsoDate,
  summary: prose('the summary', 10_000),
  expectedRevision: ExpectedRevision.optional(),
})
export type CloseProject = z.infer<typeof CloseProject>

export const ReopenProject = z.strictObject({
  projectId: ProjectId,
  reason: Reason,
  expectedRevision: ExpectedRevision.optional(),
})
export type ReopenProject = z.infer<typeof ReopenProject>
