import { accept, type Decision } from '../../eventsourcing/decider.js'
import { sameContent } from '../same-content.js'
import { without } from '../without.js'
import type { CancelCycle } from './commands.js'
import type { CycleState } from './cycle.js'
import type { CycleEvent } from './events.js'
import type { CycleRefusal } from './refusals.js'
import { cycleCancelled, cycleDecided, cycleNotFound, refuseDay, type Today } from './stage-refusals.js'
import { CycleStatus } from './vocabulary.js'

/** Gives a cycle up before it is decided, and says why. */
export const cancelCycle =
  (command: CancelCycle, clock: Today) =>
  (state: CycleState): Decision<CycleEvent, CycleRefusal> => {
    if (state.status === 'unplanned') return cycleNotFound()
    const data = without(command, 'expectedRevision')
    if (state.status === CycleStatus.Cancelled) {
      return sameContent(state.cancellation, data) ? accept() : cycleCancelled()
    }
    if (state.status === CycleStatus.Decided) return cycleDecided('It is complete and cannot be cancelled')
    return (
      refuseDay(state, command.cancelledOn, 'cancelledOn', clock) ?? accept({ type: 'CycleCancelled', data })
    )
  }
