import { createMemoryEventStore } from '../../../src/adapters/event-store/memory.js'
import { readingAhead } from '../../../src/adapters/read-store/read-ahead.js'
import type { Recorded } from '../../../src/eventsourcing/event-store.js'
import { routeThrough } from '../../../src/eventsourcing/read-side-routing.js'
import { decode, noted, projections, record, recordNotes } from '../../eventsourcing/read-side/noted.js'

const positions = (events: readonly Recorded[]) => events.map(({ position }) => Number(position))

test('gives the same pages as the log itself, whoever asks for what', async () => {
  const store = createMemoryEventStore()
  await recordNotes(store, 7)
  const { store: ahead } = readingAhead(store, routeThrough(decode, projections), () => undefined)
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

test('the next page is what the rows need before it is asked for, each event once, and failures are told then', async () => {
  const store = createMemoryEventStore()
  await recordNotes(store, 4)
  await record(store, noted('e'), { type: 'Noted', data: null })
  const decoding = jest.fn(decode)
  const prepared: number[] = []
  const plain = routeThrough(decode, projections)
  const ahead = readingAhead(store, routeThrough(decoding, projections), (operations) =>
    prepared.push(operations.length),
  )
  const seen = () => positions(decoding.mock.calls.map(([event]) => event))
  await ahead.store.readAll(0n, { max: 2 })
  await ahead.store.head()
  // The rows of the first page are to be on their way before anything is done for the next.
  expect(seen()).toEqual([])
  ahead.makeReady()
  await ahead.store.head()
  expect(seen()).toEqual([3, 4])
  const second = await ahead.store.readAll(2n, { max: 2 })
  expect(ahead.route(second.events)).toEqual(plain(second.events))
  ahead.makeReady()
  ahead.makeReady()
  await ahead.store.head()
  expect(seen()).toEqual([3, 4, 5, 6])
  const last = await ahead.store.readAll(4n, { max: 2 })
  expect(ahead.route(last.events)).toMatchObject({ upTo: 5n, fault: { kind: 'decode', position: 6n } })
  expect(seen()).toHaveLength(4)
  // What cannot be applied as it is need not be written out.
  expect(prepared).toEqual([plain(second.events).operations.length])
})

test('two pages are read ahead and no more, and of a page that cannot be read whoever asks for it hears', async () => {
  const store = createMemoryEventStore()
  await recordNotes(store, 9)
  const asked: bigint[] = []
  let broken = false
  const readAll: typeof store.readAll = (after, options) => {
    asked.push(after)
    return broken ? Promise.reject(new Error('no disk')) : store.readAll(after, options)
  }
  const ahead = readingAhead({ ...store, readAll }, routeThrough(decode, projections), () => undefined)
  const settled = () => new Promise((resolve) => setImmediate(resolve))
  await ahead.store.readAll(0n, { max: 2 })
  await settled()
  expect(asked).toEqual([0n, 2n, 4n])
  broken = true
  expect(positions((await ahead.store.readAll(2n, { max: 2 })).events)).toEqual([3, 4])
  await settled()
  expect(asked).toEqual([0n, 2n, 4n, 6n])
  ahead.makeReady()
  expect(positions((await ahead.store.readAll(4n, { max: 2 })).events)).toEqual([5, 6])
  await expect(ahead.store.readAll(6n, { max: 2 })).rejects.toThrow('no disk')
  broken = false
  expect(positions((await ahead.store.readAll(6n, { max: 2 })).events)).toEqual([7, 8])
})
