import { createMemoryEventStore } from '../../src/adapters/event-store/memory.js'
import { eventIdOf } from '../../src/eventsourcing/event-id.js'
import type { EventStore } from '../../src/eventsourcing/event-store.js'
import { foldable, keepRecentStates } from '../../src/eventsourcing/recent-states.js'
import { createStateCache } from '../../src/eventsourcing/state-cache.js'
import { codec, counter } from '../support/counter.js'

const addTo = async (
  store: EventStore,
  stream: string,
  by: number,
  key: string,
  expected: 'none' | 'exists' = 'none',
): Promise<void> => {
  const meta = { actor: 'a tester', commandId: key, correlationId: key }
  const event = { id: eventIdOf(key, 0), type: 'Added', schema: 1, data: { by }, meta }
  await store.append({
    commandId: key,
    requestHash: 'f'.repeat(64),
    writes: [{ stream, expected, events: [event] }],
  })
}

/** Streams 1 to 4, the first one used again at the end, and one of a category that nobody decides on. */
const filled = async () => {
  const store = createMemoryEventStore()
  for (const n of [1, 2, 3, 4]) await addTo(store, `counter-${n}`, n, `first ${n}`)
  await addTo(store, 'other-1', 1, 'other')
  await addTo(store, 'counter-1', 10, 'again', 'exists')
  const states = createStateCache(store, codec, 100)
  const keep = (events: number, signal = new AbortController().signal): Promise<number> =>
    keepRecentStates({ store, states, aggregates: [foldable(counter)], events, signal })
  return { store, states, keep }
}

test('what the last events belong to is folded whole, once, and nothing before it', async () => {
  const { states, keep } = await filled()
  expect(await keep(3)).toBe(2)
  expect(states.peek(counter, 'counter-1')).toEqual({ state: { total: 11, name: '' }, revision: 1n })
  expect(states.peek(counter, 'counter-4')).toEqual({ state: { total: 4, name: '' }, revision: 0n })
  expect(states.peek(counter, 'counter-3')).toBeUndefined()
})

test('a log that is shorter than what is asked for is folded whole', async () => {
  const { states, keep } = await filled()
  expect(await keep(1_000)).toBe(4)
  expect(states.peek(counter, 'counter-2')?.state.total).toBe(2)
})

test('an empty log has nothing to fold', async () => {
  const store = createMemoryEventStore()
  const states = createStateCache(store, codec, 100)
  const { signal } = new AbortController()
  expect(await keepRecentStates({ store, states, aggregates: [foldable(counter)], events: 5, signal })).toBe(
    0,
  )
})

test('nothing more is folded once it is ended', async () => {
  const { states, keep } = await filled()
  expect(await keep(1_000, AbortSignal.abort())).toBe(0)
  expect(states.peek(counter, 'counter-1')).toBeUndefined()
})

test('while others work it rests after each stream, and it does not while nobody does', async () => {
  const { store, states } = await filled()
  const { signal } = new AbortController()
  const rests = async (others: number): Promise<readonly number[]> => {
    const rested: number[] = []
    await keepRecentStates({
      ...{ store, states, aggregates: [foldable(counter)], events: 1_000, signal },
      letOthersWork: () => Promise.resolve(others),
      rest: (milliseconds) => Promise.resolve(rested.push(milliseconds)),
    })
    return rested
  }
  expect(await rests(5)).toEqual([20, 20, 20, 20])
  expect(await rests(0.1)).toEqual([])
})
