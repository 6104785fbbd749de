/** Why a decision about an event is refused. Part of the API contract; never changes meaning. */
export const QuarantineRefusal = {
  /** No event has the position. */
  EventNotFound: 'EVENT_NOT_FOUND',
  /** The read side does not stand still at the event. */
  EventNotFailing: 'EVENT_NOT_FAILING',
  EventAlreadyQuarantined: 'EVENT_ALREADY_QUARANTINED',
  EventNotQuarantined: 'EVENT_NOT_QUARANTINED',
} as const
export type QuarantineRefusal = (typeof QuarantineRefusal)[keyof typeof QuarantineRefusal]
