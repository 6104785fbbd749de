import { accept, refuse, type Decision } from '../../eventsourcing/decider.js'
import type { ReleaseEvent } from './commands.js'
import type { QuarantineEvent } from './events.js'
import type { QuarantineState } from './quarantine.js'
import { QuarantineRefusal } from './refusals.js'

/** The event counts again from the next rebuild on: rows that exist stay as they are. */
export const releaseEvent =
  ({ eventId, reason }: ReleaseEvent) =>
  (state: QuarantineState): Decision<QuarantineEvent, QuarantineRefusal> => {
    if (state.status === 'quarantined') return accept({ type: 'EventReleased', data: { eventId, reason } })
    if (state.status === 'released' && state.reason === reason) return accept()
    return refuse(
      QuarantineRefusal.EventNotQuarantined,
      'This event is not in quarantine; look at the list of quarantined events',
      'eventId',
    )
  }
