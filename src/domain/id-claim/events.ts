import { z } from 'zod'

import type { DomainEvent } from '../../eventsourcing/decider.js'

/** What lives inside an aggregate under an id of its own that the caller may choose. */
export const ClaimedKind = {
  PopulationEstimate: 'POPULATION_ESTIMATE',
  Target: 'TARGET',
  Ramp: 'RAMP',
  Observation: 'OBSERVATION',
  Phase: 'PHASE',
} as const
export type ClaimedKind = (typeof ClaimedKind)[keyof typeof ClaimedKind]

/**
 * Keeps such an id unique across aggregates: one stream per id, `idclaim-<uuid>`, where two who choose the same meet.
 * Stored for ever. Add an optional field or a new version; never change one.
 */
export const idClaimEvents = {
  IdClaimed: z.object({
    id: z.string(),
    kind: z.enum(ClaimedKind),
    /** UUID of the locality, metric, project, cycle or series that holds it. */
    ownerId: z.string(),
  }),
} as const

export type IdClaimEvent = {
  [Type in keyof typeof idClaimEvents]: {
    readonly type: Type
    readonly data: z.infer<(typeof idClaimEvents)[Type]>
  }
}[keyof typeof idClaimEvents] &
  DomainEvent
