import type { Decider } from '../../eventsourcing/decider.js'
import type { LocalityId, PopulationEstimateId } from '../ids.js'
import { type Timeline, valueOn, withChange } from './effective.js'
import type { LocalityEvent } from './events.js'
import type { LocalityKind, SuccessionKind } from './vocabulary.js'

type Data<Type extends LocalityEvent['type']> = Extract<LocalityEvent, { type: Type }>['data']

/** A code that it holds, or held until `validTo`, the first day on which it held it no longer. */
export type HeldCode = Readonly<{ scheme: string; code: string; validFrom: string; validTo: string | null }>

/** How it ended. `on` is the first day on which it exists no longer. */
export type Ending = Readonly<{
  by: 'CLOSED' | SuccessionKind
  on: string
  successorIds: readonly LocalityId[]
  reason: string
}>

export type Estimate = Data<'PopulationEstimated'> & { readonly withdrawnFor: string | null }

export type RegisteredLocality = Readonly<{
  status: 'registered'
  /** As first registered: a repeated `registerLocality` is compared with it. */
  registered: Data<'LocalityRegistered'>
  localityId: LocalityId
  kind: LocalityKind
  openedOn: string
  names: Timeline<string>
  parents: Timeline<LocalityId | null>
  codes: readonly HeldCode[]
  ending: Ending | null
  predecessors: readonly Data<'LocalityPreceded'>[]
  populations: ReadonlyMap<PopulationEstimateId, Estimate>
}>

export type LocalityState = Readonly<{ status: 'unregistered' }> | RegisteredLocality

/** From when until when a locality exists; `closedOn` is the first day on which it exists no longer. */
export type Life = Readonly<{ openedOn: string; closedOn: string | null }>

/** When it exists. */
export const life = (state: RegisteredLocality): Life => ({
  openedOn: state.openedOn,
  closedOn: state.ending?.on ?? null,
})

/** When it exists, for other aggregates to decide on; null when it was never registered. */
export const lifeOf = (state: LocalityState): Life | null =>
  state.status === 'unregistered' ? null : life(state)

/** Its name on a day; before it opened, its first name. */
export const nameOn = (state: RegisteredLocality, day: string): string =>
  valueOn(state.names, day) ?? state.registered.name

/** Its parent on a day; null at the top of the tree, and before it opened. */
export const parentOn = (state: RegisteredLocality, day: string): LocalityId | null =>
  valueOn(state.parents, day) ?? null

const registered = (data: Data<'LocalityRegistered'>): RegisteredLocality => ({
  status: 'registered',
  registered: data,
  localityId: data.localityId,
  kind: data.kind,
  openedOn: data.openedOn,
  names: [{ value: data.name, effectiveOn: data.openedOn }],
  parents: [{ value: data.parentId, effectiveOn: data.openedOn }],
  codes: data.codes.map((code) => ({ ...code, validTo: null })),
  ending: null,
  predecessors: [],
  populations: new Map(),
})

const sameHolding = (held: HeldCode, { scheme, code, validFrom }: Omit<HeldCode, 'validTo'>): boolean =>
  held.scheme === scheme && held.code === code && held.validFrom === validFrom

const withWithdrawn = (
  populations: RegisteredLocality['populations'],
  { estimateId, reason }: Data<'PopulationEstimateWithdrawn'>,
): RegisteredLocality['populations'] => {
  const known = populations.get(estimateId)
  return known === undefined
    ? populations
    : new Map(populations).set(estimateId, { ...known, withdrawnFor: reason })
}

const evolve = (state: LocalityState, event: LocalityEvent): LocalityState => {
  if (event.type === 'LocalityRegistered') return registered(event.data)
  if (state.status === 'unregistered') return state
  switch (event.type) {
    case 'LocalityRenamed':
      return { ...state, names: withChange(state.names, event.data.name, event.data.effectiveOn) }
    case 'LocalityMoved':
      return { ...state, parents: withChange(state.parents, event.data.parentId, event.data.effectiveOn) }
    case 'LocalityCodeAssigned': {
      const { scheme, code, validFrom } = event.data
      return { ...state, codes: [...state.codes, { scheme, code, validFrom, validTo: null }] }
    }
    case 'LocalityCodeEnded': {
      const { data } = event
      const ended = (held: HeldCode) => (sameHolding(held, data) ? { ...held, validTo: data.validTo } : held)
      return { ...state, codes: state.codes.map(ended) }
    }
    case 'LocalityClosed': {
      const { closedOn, reason } = event.data
      return { ...state, ending: { by: 'CLOSED', on: closedOn, successorIds: [], reason } }
    }
    case 'LocalitySucceeded': {
      const { kind, effectiveOn, successorIds, reason } = event.data
      return { ...state, ending: { by: kind, on: effectiveOn, successorIds, reason } }
    }
    case 'LocalityPreceded':
      return { ...state, predecessors: [...state.predecessors, event.data] }
    case 'PopulationEstimated': {
      const estimate = { ...event.data, withdrawnFor: null }
      return { ...state, populations: new Map(state.populations).set(estimate.estimateId, estimate) }
    }
    case 'PopulationEstimateWithdrawn':
      return { ...state, populations: withWithdrawn(state.populations, event.data) }
  }
}

/** A place, an organisation or another part of the system of care, through its names, parents, codes and ends. */
export const locality: Decider<LocalityState, LocalityEvent> = {
  category: 'locality',
  initial: { status: 'unregistered' },
  evolve,
}
