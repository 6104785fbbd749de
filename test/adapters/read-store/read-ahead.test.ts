import { createMemoryEventStore } from '../../../src/adapters/event-store/memory.js'
import { readingAhead } from '../../../src/adapters/read-store/read-ahead.js'
import type { Recorded } from '../../../src/eventsourcing/event-store.js'
import { decode, noted, projections, record, recordNotes } from '../../eventsourcing/read-side/noted.js'

const positions = (events: readonly Recorded[]) => events.map(({ position }) => Number(position))

test('gives the same pages as the log itself, whoever asks for what', async () => {
  const store = createMemoryEventStore()
  await recordNotes(store, 7)
  const { store: ahead } = readingAhead(store, decode, projections)
  for (const [after, max] of [
    [0n, 3],
    [3n, 3],
    [0n, 3],
    [3n, 2],
    [5n, 3],
    [7n, 3],
    [6n, 1],
    [7n, 1],
  ] as const)
    expect(await ahead.readAll(after, { max })).toEqual(await store.readAll(after, { max }))
  await ahead.readAll(4n, { max: 3 })
  await record(store, noted('later'))
  // What was read ahead at the end of the log then is not all that there is now.
  expect(positions((await ahead.readAll(7n, { max: 3 })).events)).toEqual([8])
})

test('events of the next page are decoded before they are asked for, each once, and failures are told then', async () => {
  const store = createMemoryEventStore()
  await recordNotes(store, 4)
  await record(store, noted('e'), { type: 'Noted', data: null })
  const decoding = jest.fn(decode)
  const ahead = readingAhead(store, decoding, projections)
  const seen = () => positions(decoding.mock.calls.map(([event]) => event))
  await ahead.store.readAll(0n, { max: 2 })
  await ahead.store.head()
  expect(seen()).toEqual([3, 4])
  const { events } = await ahead.store.readAll(2n, { max: 2 })
  for (const event of events) expect(ahead.decode(event)).toMatchObject({ position: event.position })
  await ahead.store.head()
  expect(seen()).toEqual([3, 4, 5, 6])
  const [fine, broken] = (await ahead.store.readAll(4n, { max: 2 })).events
  expect(ahead.decode(fine as Recorded)).toMatchObject({ position: 5n })
  expect(seen()).toHaveLength(4)
  expect(() => ahead.decode(broken as Recorded)).toThrow('no object')
})
