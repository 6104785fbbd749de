import { accept, type Decision, refuse } from '../../eventsourcing/decider.js'
import { sameContent } from '../same-content.js'
import { without } from '../without.js'
import type { DecideCycle } from './commands.js'
import type { CycleState } from './cycle.js'
import type { CycleEvent } from './events.js'
import { CycleRefusal } from './refusals.js'
import { cycleCancelled, cycleDecided, cycleNotFound, refuseDay, type Today } from './stage-refusals.js'
import { CycleStatus } from './vocabulary.js'

/**
 * Act: adopts, adapts or abandons the change.
 *
 * Next steps are not demanded. Whether ADAPT has a successor and ADOPT a plan to implement it is one of the
 * fidelity criteria that are counted from events afterwards (McNicholas 2019; Taylor 2014); to refuse the decision
 * would only teach people to type a full stop.
 */
export const decideCycle =
  (command: DecideCycle, clock: Today) =>
  (state: CycleState): Decision<CycleEvent, CycleRefusal> => {
    if (state.status === 'unplanned') return cycleNotFound()
    if (state.status === CycleStatus.Cancelled) return cycleCancelled()
    const data = without(command, 'expectedRevision')
    if (state.status === CycleStatus.Decided) {
      if (sameContent(state.decision, data)) return accept()
      return cycleDecided('A decision stands; to decide differently, plan another cycle')
    }
    if (state.status !== CycleStatus.Studied) {
      return refuse(
        CycleRefusal.CycleNotStudied,
        'Study the cycle before deciding: compare its results with the predictions',
        'cycleId',
      )
    }
    return refuseDay(state, command.decidedOn, 'decidedOn', clock) ?? accept({ type: 'CycleDecided', data })
  }
