import { accept, type Decision, refuseAll } from '../../eventsourcing/decider.js'
import { without } from '../without.js'
import type { RenameLocality } from './commands.js'
import type { LocalityEvent } from './events.js'
import { localityNotFound, refuseOutsideLife } from './life-refusals.js'
import { life, type LocalityState, nameOn } from './locality.js'
import type { LocalityRefusal } from './refusals.js'

/** The name from a day on, until the next later name. A second word on the same day takes the place of the first. */
export const renameLocality =
  (command: RenameLocality) =>
  (state: LocalityState): Decision<LocalityEvent, LocalityRefusal> => {
    if (state.status === 'unregistered') return localityNotFound()
    const refusals = refuseOutsideLife(life(state), command.effectiveOn, 'effectiveOn')
    if (refusals.length > 0) return refuseAll(refusals)
    if (nameOn(state, command.effectiveOn) === command.name) return accept()
    return accept({ type: 'LocalityRenamed', data: without(command, 'expectedRevision') })
  }
