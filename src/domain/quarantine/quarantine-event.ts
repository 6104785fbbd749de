import { accept, refuse, type Decision } from '../../eventsourcing/decider.js'
import type { QuarantineEvent as Command } from './commands.js'
import type { QuarantineEvent } from './events.js'
import type { QuarantineState } from './quarantine.js'
import { QuarantineRefusal } from './refusals.js'

/** An event at which the read side stands still. */
export interface StandingEvent {
  readonly eventId: string
  readonly position: bigint
  readonly type: string
  readonly stream: string
}

/** What a decision about an event rests on, beside earlier ones. */
export interface ReadSideFacts {
  /** The end of the log. */
  readonly head: bigint
  /** Null while the read side goes on. */
  readonly standing: StandingEvent | null
}

type QuarantineDecision = Decision<QuarantineEvent, QuarantineRefusal>

const notFailing = (message: string, field: string): QuarantineDecision =>
  refuse(QuarantineRefusal.EventNotFailing, message, field)

/**
 * The read side may go on without one event. Only an event at which it stands still, and named by the operator, so
 * that nobody passes over another one than was looked at.
 */
export const quarantineEvent =
  ({ position, eventId, reason }: Command, { head, standing }: ReadSideFacts) =>
  (state: QuarantineState): QuarantineDecision => {
    const field = eventId === undefined ? 'position' : 'eventId'
    if (state.status === 'quarantined') {
      // Said twice: nothing new happened.
      if (state.reason === reason) return accept()
      const message = `This event is in quarantine already, because: ${state.reason}. Release it first to decide anew`
      return refuse(QuarantineRefusal.EventAlreadyQuarantined, message, field)
    }
    if (position !== undefined && (position < 1n || position > head)) {
      const message = `The log ends at position ${head}; give the position at which the read side stands still`
      return refuse(QuarantineRefusal.EventNotFound, message, 'position')
    }
    if (standing === null) {
      return notFailing('The read side stands still at no event, so there is none to pass over', field)
    }
    const { eventId: id, position: at, type, stream } = standing
    const where = `The read side stands still at position ${at}, event ${id} (${type}); name that event`
    if (eventId !== undefined && eventId !== id) return notFailing(where, 'eventId')
    if (position !== undefined && position !== at) return notFailing(where, 'position')
    return accept({ type: 'EventQuarantined', data: { eventId: id, eventType: type, stream, reason } })
  }
