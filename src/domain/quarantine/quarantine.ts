import type { Decider } from '../../eventsourcing/decider.js'
import type { QuarantineEvent } from './events.js'

/** What was decided last about one event. */
export type QuarantineState = Readonly<
  { status: 'undecided' } | { status: 'quarantined' | 'released'; reason: string }
>

const evolve = (_state: QuarantineState, event: QuarantineEvent): QuarantineState => {
  switch (event.type) {
    case 'EventQuarantined':
      return { status: 'quarantined', reason: event.data.reason }
    case 'EventReleased':
      return { status: 'released', reason: event.data.reason }
  }
}

/** One event that cannot be shown: passed over only by an operator's decision, which another one can lift. */
export const quarantine: Decider<QuarantineState, QuarantineEvent> = {
  category: 'quarantine',
  initial: { status: 'undecided' },
  evolve,
}
