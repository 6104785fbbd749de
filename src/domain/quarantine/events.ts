import { z } from 'zod'

import type { DomainEvent } from '../../eventsourcing/decider.js'

/**
 * What operators decide about events that cannot be shown: one stream per event, `quarantine-<id of the event>`. No
 * positions: a log that is moved to another store keeps its events' ids, not their positions.
 * Stored for ever. Add an optional field or a new version; never change one.
 */
export const quarantineEvents = {
  EventQuarantined: z.object({
    eventId: z.string(),
    eventType: z.string(),
    stream: z.string(),
    reason: z.string(),
  }),
  EventReleased: z.object({ eventId: z.string(), reason: z.string() }),
} as const

export type QuarantineEvent = {
  [Type in keyof typeof quarantineEvents]: {
    readonly type: Type
    readonly data: z.infer<(typeof quarantineEvents)[Type]>
  }
}[keyof typeof quarantineEvents] &
  DomainEvent
