import { z } from 'zod'

import { EventId } from '../ids.js'
import { Reason } from '../values.js'

export const QuarantineEvent = z
  .strictObject({
    position: z.bigint({ error: 'Give the position as the status of the projections shows it' }).optional(),
    eventId: EventId.optional(),
    reason: Reason,
  })
  .refine(({ position, eventId }) => position !== undefined || eventId !== undefined, {
    error: 'Name the event by its position or its id, as the status of the projections shows them',
    path: ['position'],
  })
export type QuarantineEvent = z.infer<typeof QuarantineEvent>

export const ReleaseEvent = z.strictObject({ eventId: EventId, reason: Reason })
export type ReleaseEvent = z.infer<typeof ReleaseEvent>
