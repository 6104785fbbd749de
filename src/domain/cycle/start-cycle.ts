import { accept, type Decision, refuse } from '../../eventsourcing/decider.js'
import type { StartCycle } from './commands.js'
import type { CycleState } from './cycle.js'
import type { CycleEvent } from './events.js'
import { CycleRefusal } from './refusals.js'
import { cycleCancelled, cycleNotFound, inFuture, type Today } from './stage-refusals.js'
import { CycleStatus } from './vocabulary.js'

/** The test begins; from now on the plan stays as it is. It may begin on another day than the plan says. */
export const startCycle =
  (command: StartCycle, clock: Today) =>
  (state: CycleState): Decision<CycleEvent, CycleRefusal> => {
    if (state.status === 'unplanned') return cycleNotFound()
    if (state.status === CycleStatus.Cancelled) return cycleCancelled()
    if (state.startedOn === command.startedOn) return accept()
    if (state.startedOn !== undefined) {
      return refuse(
        CycleRefusal.CycleAlreadyStarted,
        `The cycle started on ${state.startedOn}; to test again, plan another cycle`,
        'startedOn',
      )
    }
    if (command.startedOn > clock.today) return inFuture('startedOn', clock)
    const { cycleId, startedOn } = command
    return accept({ type: 'CycleStarted', data: { cycleId, startedOn } })
  }
