import { accept, type Decision, refuse } from '../../eventsourcing/decider.js'
import { sameContent } from '../same-content.js'
import { without } from '../without.js'
import type { RecordPopulation, WithdrawPopulation } from './commands.js'
import type { LocalityEvent } from './events.js'
import { localityNotFound } from './life-refusals.js'
import type { Estimate, LocalityState } from './locality.js'
import { LocalityRefusal } from './refusals.js'

type Estimated = Pick<RecordPopulation, 'year' | 'basis' | 'ageBand' | 'source' | 'vintage'>

const sameEstimate = (one: Estimated, other: Estimated): boolean =>
  one.year === other.year &&
  one.basis === other.basis &&
  one.ageBand === other.ageBand &&
  one.source === other.source &&
  one.vintage === other.vintage

/** The estimate that holds for the same year, basis, age band, source and vintage; undefined when there is none. */
export const estimateLike = (state: LocalityState, estimated: Estimated): Estimate | undefined =>
  state.status === 'unregistered'
    ? undefined
    : [...state.populations.values()].find((one) => one.withdrawnFor === null && sameEstimate(one, estimated))

/**
 * One figure for a year, basis, age band, source and vintage. Years before the locality opened are taken:
 * statistics offices estimate back. Years after it ended are not.
 */
export const recordPopulation =
  (command: RecordPopulation) =>
  (state: LocalityState): Decision<LocalityEvent, LocalityRefusal> => {
    if (state.status === 'unregistered') return localityNotFound()
    const known = state.populations.get(command.estimateId)
    if (known !== undefined) return repeated(known, command)
    const like = estimateLike(state, command)
    if (like?.people === command.people) return accept()
    if (like !== undefined) {
      const message = `${like.people} people are recorded for this year, basis, age band, source and vintage; withdraw that estimate first, or name the new vintage`
      return refuse(LocalityRefusal.PopulationAlreadyRecorded, message, 'people')
    }
    if (state.ending !== null && command.year > Number(state.ending.on.slice(0, 4))) {
      const message = `The locality exists no longer from ${state.ending.on} on; give an earlier year`
      return refuse(LocalityRefusal.LocalityClosed, message, 'year')
    }
    return accept({ type: 'PopulationEstimated', data: without(command) })
  }

const repeated = (known: Estimate, command: RecordPopulation): Decision<LocalityEvent, LocalityRefusal> => {
  if (known.withdrawnFor !== null) {
    const message = 'The estimate with this id was withdrawn; record it again under a new id'
    return refuse(LocalityRefusal.PopulationWithdrawn, message, 'estimateId')
  }
  if (sameContent(without(known, 'withdrawnFor'), command)) return accept()
  const message = 'Another estimate has this id; give the new one an id of its own'
  return refuse(LocalityRefusal.PopulationIdTaken, message, 'estimateId')
}

/** Takes an estimate back. Twice for the same reason is nothing new. */
export const withdrawPopulation =
  (command: WithdrawPopulation) =>
  (state: LocalityState): Decision<LocalityEvent, LocalityRefusal> => {
    if (state.status === 'unregistered') return localityNotFound()
    const known = state.populations.get(command.estimateId)
    if (known === undefined) {
      const message = 'This locality has no population estimate with this id; look up its estimates'
      return refuse(LocalityRefusal.PopulationNotFound, message, 'estimateId')
    }
    if (known.withdrawnFor === command.reason) return accept()
    if (known.withdrawnFor !== null) {
      const message = 'The estimate was withdrawn before for another reason; nothing is left to withdraw'
      return refuse(LocalityRefusal.PopulationWithdrawn, message, 'estimateId')
    }
    return accept({ type: 'PopulationEstimateWithdrawn', data: command })
  }
