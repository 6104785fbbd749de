import { type Refusal, type Refused, refuse } from '../../eventsourcing/decider.js'
import type { Life } from './locality.js'
import { LocalityRefusal } from './refusals.js'

/** What to answer when nothing was registered under an id. */
export const localityNotFound = (field = 'localityId'): Refused<LocalityRefusal> =>
  refuse(LocalityRefusal.LocalityNotFound, 'No locality has this id; register it first', field)

/** Refuses a day on which the locality does not exist. Empty when it does. */
export const refuseOutsideLife = (
  { openedOn, closedOn }: Life,
  day: string,
  field: string,
): readonly Refusal<LocalityRefusal>[] => {
  if (day < openedOn) {
    const message = `The locality was opened on ${openedOn}; give that day or a later one`
    return refuse(LocalityRefusal.LocalityNotOpen, message, field).refusals
  }
  if (closedOn !== null && day >= closedOn) {
    const message = `The locality exists no longer from ${closedOn} on; give an earlier day`
    return refuse(LocalityRefusal.LocalityClosed, message, field).refusals
  }
  return []
}
