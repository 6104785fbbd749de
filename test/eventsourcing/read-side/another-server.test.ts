import { createMemoryEventStore } from '../../../src/adapters/event-store/memory.js'
import type { EventStore } from '../../../src/eventsourcing/event-store.js'
import { projectionRunner, type ProjectionRunner } from '../../../src/eventsourcing/projection-runner.js'
import { fakeWriter, type FakeWriter } from './fake-writer.js'
import { decode, noted, projections, record, recordNotes } from './noted.js'

const MINUTE = 60_000
const clock = () => new Date('2024-04-01T09:00:00Z')

/** A server with a log, as it was sent as many events of another as it had received. */
const serverWith = async (events: number, of?: EventStore): Promise<EventStore> => {
  const store = createMemoryEventStore({ clock })
  const page = await of?.readAll(0n, { max: events })
  for (const { stream, id, type, schema, data, meta } of page?.events ?? []) {
    const commandId = `${meta.commandId} ${id}`
    const writes = [{ stream, expected: 'any' as const, events: [{ id, type, schema, data, meta }] }]
    await store.append({ commandId, requestHash: '0'.repeat(64), writes })
  }
  return store
}

let first: EventStore
let answering: EventStore
let history: number
let writer: FakeWriter
let runner: ProjectionRunner

/** From now on another server answers, as after a failover. */
const takeOver = (by: EventStore): void => {
  answering = by
  history += 1
}

const address: Pick<EventStore, 'readAll' | 'subscribe' | 'head' | 'history'> = {
  history: () => history,
  head: () => answering.head(),
  readAll: (after, options) => answering.readAll(after, options),
  subscribe: async function* (after, options) {
    const begun = history
    for await (const signal of answering.subscribe(after, options)) {
      if (begun !== history) throw new Error('another server answers')
      yield signal
    }
  },
}

beforeEach(async () => {
  first = await serverWith(0)
  await recordNotes(first, 3)
  answering = first
  history = 0
  writer = fakeWriter()
  const given = { name: 'read-side', generation: 'g', store: address, decode, projections, writer }
  runner = await projectionRunner({ ...given, retryAfter: [0] })
})

afterEach(async () => {
  await runner.stop()
})

const titles = () =>
  writer.batches.flatMap(({ operations }) =>
    operations.flatMap((operation) => (operation.op === 'upsert' ? [operation.row['title']] : [])),
  )

/** The subscription notices at the next event that the first server is still given. */
const nudge = () => record(first, noted('unheard of'))

test('rows go on with a server that took over and has all that they show', async () => {
  void runner.follow()
  await runner.waitUntil(3n, MINUTE)
  const next = await serverWith(3, first)
  takeOver(next)
  await nudge()
  await record(next, noted('later'))
  expect(await runner.waitUntil(4n, MINUTE)).toBe('reached')
  expect(titles()).toEqual(['n0', 'n1', 'n2', 'later'])
  expect(runner.fault()).toBeUndefined()
})

test('rows stop at once, and say what to do, when the server that took over lacks what they show', async () => {
  const following = runner.follow()
  await runner.waitUntil(3n, MINUTE)
  takeOver(await serverWith(2, first))
  await nudge()
  await following
  expect(runner.fault()).toMatchObject({
    kind: 'ahead',
    message: expect.stringMatching(/up to position 3.*ends at 2.*waymark read-side rebuild/) as string,
  })
  expect(titles()).toEqual(['n0', 'n1', 'n2'])
})

test('rows stop also when the log without their last event has gone on beyond them', async () => {
  const following = runner.follow()
  await runner.waitUntil(3n, MINUTE)
  const next = await serverWith(2, first)
  await recordNotes(next, 2, 'other')
  takeOver(next)
  await nudge()
  await following
  expect(runner.fault()).toMatchObject({
    kind: 'ahead',
    message: expect.stringMatching(/position 3 that is not in the event log any more/) as string,
  })
  expect(titles()).toEqual(['n0', 'n1', 'n2'])
})

test('rows that were complete when they were opened know their last event too', async () => {
  await runner.catchUp()
  await runner.stop()
  const opened = { name: 'read-side', generation: 'g', store: address, decode, projections, writer }
  runner = await projectionRunner({ ...opened, retryAfter: [0] })
  expect(await runner.catchUp()).toBe('caught-up')
  const next = await serverWith(2, first)
  await recordNotes(next, 2, 'other')
  takeOver(next)
  expect(await runner.catchUp()).toBe('stopped')
  expect(runner.fault()?.kind).toBe('ahead')
})

test('what was read from the server before is read again from the one that took over', async () => {
  await runner.catchUp()
  const next = await serverWith(3, first)
  await recordNotes(next, 1, 'other')
  await recordNotes(first, 1, 'lost')
  const { readAll } = address
  let reads = 0
  const between = {
    ...address,
    readAll: async (...asked: Parameters<typeof readAll>) => {
      const page = await readAll(...asked)
      reads += 1
      if (page.events.some(({ data }) => JSON.stringify(data).includes('lost'))) takeOver(next)
      return page
    },
  }
  await runner.stop()
  const given = { name: 'read-side', generation: 'g', store: between, decode, projections, writer }
  runner = await projectionRunner({ ...given, retryAfter: [0] })
  expect(await runner.catchUp()).toBe('caught-up')
  expect(reads).toBeGreaterThan(1)
  expect(titles()).toEqual(['n0', 'n1', 'n2', 'other0'])
})
