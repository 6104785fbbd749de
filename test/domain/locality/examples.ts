import { LocalityId, PopulationEstimateId } from '../../../src/domain/ids.js'
import { RegisterLocality } from '../../../src/domain/locality/commands.js'
import type { LocalityEvent } from '../../../src/domain/locality/events.js'
import { locality, type LocalityState } from '../../../src/domain/locality/locality.js'
import type { Localities } from '../../../src/domain/locality/tree.js'

const id = (number: number) => LocalityId.parse(`018f2b6e-0000-7000-8000-${String(number).padStart(12, '0')}`)

/** Invented names. */
export const northshire = id(1)
export const coast = id(2)
export const harbour = id(3)
export const quayPractice = id(4)
export const trust = id(5)
export const hills = id(6)
export const estimateId = PopulationEstimateId.parse('018f2b6e-0000-7000-8000-0000000000e1')
export const otherEstimateId = PopulationEstimateId.parse('018f2b6e-0000-7000-8000-0000000000e2')

export type Registered = Extract<LocalityEvent, { type: 'LocalityRegistered' }>['data']

/** «A place called Coast, opened on 1 April 2020, at the top of the tree», unless said otherwise. */
export const registered = (data: Partial<Registered> = {}): LocalityEvent => ({
  type: 'LocalityRegistered',
  data: {
    localityId: coast,
    kind: 'PLACE',
    name: 'Coast',
    openedOn: '2020-04-01',
    parentId: null,
    codes: [],
    ...data,
  },
})

export const register = (values: Partial<RegisterLocality> = {}): RegisterLocality =>
  RegisterLocality.parse({
    localityId: coast,
    kind: 'PLACE',
    name: 'Coast',
    openedOn: '2020-04-01',
    ...values,
  })

export const moved = (
  localityId: LocalityId,
  parentId: LocalityId | null,
  effectiveOn: string,
): LocalityEvent => ({
  type: 'LocalityMoved',
  data: { localityId, parentId, effectiveOn },
})

export const closed: LocalityEvent = {
  type: 'LocalityClosed',
  data: { localityId: coast, closedOn: '2023-04-01', reason: 'Reorganised' },
}

export const stateOf = (...history: readonly LocalityEvent[]): LocalityState =>
  history.reduce(locality.evolve, locality.initial)

/** The localities as facts, each from its history. */
export const known = (...histories: readonly (readonly LocalityEvent[])[]): { ancestors: Localities } => ({
  ancestors: new Map(
    histories.map((history) => {
      const state = stateOf(...history)
      if (state.status === 'unregistered') throw new Error('An example begins with its registration')
      return [state.localityId, state]
    }),
  ),
})
