import { accept, type Decision, refuse } from '../../eventsourcing/decider.js'
import { sameContent } from '../same-content.js'
import type { CloseLocality } from './commands.js'
import type { LocalityEvent } from './events.js'
import { localityNotFound } from './life-refusals.js'
import type { Ending, LocalityState } from './locality.js'
import { LocalityRefusal } from './refusals.js'

/**
 * Ends a locality once. Its codes, children and readings stay as they are: nothing ends silently.
 *
 * @param field of the command that names the locality, for a refusal of the locality itself
 * @param dayField of the command that names the day
 */
export const endLocality =
  (ending: Ending, event: LocalityEvent, field: string, dayField: string) =>
  (state: LocalityState): Decision<LocalityEvent, LocalityRefusal> => {
    if (state.status === 'unregistered') return localityNotFound(field)
    if (state.ending !== null) {
      if (sameContent(state.ending, ending)) return accept()
      const how = { CLOSED: 'was closed', MERGE: 'went into another', SPLIT: 'was split' }[state.ending.by]
      const message = `The locality ${how} on ${state.ending.on}, and a locality ends once; leave it out`
      return refuse(LocalityRefusal.LocalityAlreadyEnded, message, field)
    }
    if (ending.on <= state.openedOn) {
      const message = `The locality was opened on ${state.openedOn}; give a later day, the first on which it exists no longer`
      return refuse(LocalityRefusal.LocalityNotOpen, message, dayField)
    }
    return accept(event)
  }

/** It exists no longer, from that day on, and nothing took its place. */
export const closeLocality = ({ localityId, closedOn, reason }: CloseLocality) =>
  endLocality(
    { by: 'CLOSED', on: closedOn, successorIds: [], reason },
    { type: 'LocalityClosed', data: { localityId, closedOn, reason } },
    'localityId',
    'closedOn',
  )
