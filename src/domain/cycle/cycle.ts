import type { Decider } from '../../eventsourcing/decider.js'
import type { ObservationId } from '../ids.js'
import type { CycleEvent, CyclePlan } from './events.js'
import { CycleStatus } from './vocabulary.js'

type Data<Type extends CycleEvent['type']> = Extract<CycleEvent, { type: Type }>['data']

/** A cycle that has been planned, wherever it stands now. */
export type KnownCycle = Readonly<{
  status: CycleStatus
  /** As first written: a repeated `planCycle` is compared with it. */
  planned: Data<'CyclePlanned'>
  /** As it stands now; fixed once the cycle has started. */
  plan: CyclePlan
  startedOn?: string
  observations: ReadonlyMap<ObservationId, Data<'ObservationRecorded'>>
  study?: Data<'CycleStudied'>
  decision?: Data<'CycleDecided'>
  cancellation?: Data<'CycleCancelled'>
}>

export type CycleState = Readonly<{ status: 'unplanned' }> | KnownCycle

const evolve = (state: CycleState, event: CycleEvent): CycleState => {
  if (event.type === 'CyclePlanned') {
    return {
      status: CycleStatus.Planned,
      planned: event.data,
      plan: event.data.plan,
      observations: new Map(),
    }
  }
  return state.status === 'unplanned' ? state : evolveKnown(state, event)
}

const evolveKnown = (state: KnownCycle, event: Exclude<CycleEvent, { type: 'CyclePlanned' }>): KnownCycle => {
  switch (event.type) {
    case 'CyclePlanRevised':
      return { ...state, plan: event.data.plan }
    case 'CycleStarted':
      return { ...state, status: CycleStatus.Started, startedOn: event.data.startedOn }
    case 'ObservationRecorded':
      return {
        ...state,
        observations: new Map(state.observations).set(event.data.observationId, event.data),
      }
    case 'CycleStudied':
      return { ...state, status: CycleStatus.Studied, study: event.data }
    case 'CycleDecided':
      return { ...state, status: CycleStatus.Decided, decision: event.data }
    case 'CycleCancelled':
      return { ...state, status: CycleStatus.Cancelled, cancellation: event.data }
  }
}

/**
 * A PDSA cycle: planned, started (Do), studied, decided (Act); or cancelled on the way.
 *
 * Dates are checked against the day before which nothing of the kind can have happened, never against the day on
 * which they are recorded: a team that writes its cycle down late is welcome, and the log shows that it was late.
 */
export const cycle: Decider<CycleState, CycleEvent> = {
  category: 'cycle',
  initial: { status: 'unplanned' },
  evolve,
}
