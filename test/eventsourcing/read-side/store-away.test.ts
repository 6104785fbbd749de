import { createMemoryEventStore } from '../../../src/adapters/event-store/memory.js'
import type { EventStore } from '../../../src/eventsourcing/event-store.js'
import { projectionRunner, type ProjectionRunner } from '../../../src/eventsourcing/projection-runner.js'
import type { ProjectionStatus } from '../../../src/eventsourcing/projection-status.js'
import { fakeWriter, type FakeWriter } from './fake-writer.js'
import { decode, noted, projections, record, recordNotes } from './noted.js'

const MINUTE = 60_000

let store: EventStore
let writer: FakeWriter
let away: boolean
let runner: ProjectionRunner

/** The store behind a network that can be cut. */
const reachable = <Result>(work: () => Promise<Result>): Promise<Result> =>
  away ? Promise.reject(new Error('connection refused')) : work()

beforeEach(async () => {
  store = createMemoryEventStore()
  writer = fakeWriter()
  away = false
  const cut: Pick<EventStore, 'readAll' | 'subscribe' | 'head'> = {
    head: () => reachable(() => store.head()),
    readAll: (after, options) => reachable(() => store.readAll(after, options)),
    subscribe: async function* (after, options) {
      for await (const signal of store.subscribe(after, options)) {
        if (away) throw new Error('connection refused')
        yield signal
      }
    },
  }
  const given = { name: 'read-side', generation: 'g', store: cut, decode, projections, writer }
  runner = await projectionRunner({ ...given, retryAfter: [0] })
})

afterEach(async () => {
  await runner.stop()
  await store.close()
})

const rows = () => writer.batches.flatMap(({ operations }) => operations)

/** Looks at the status again and again until it is as wanted. */
const statusWhen = async (wanted: (status: ProjectionStatus) => boolean): Promise<ProjectionStatus> => {
  for (;;) {
    const status = await runner.status()
    if (wanted(status)) return status
    await new Promise((resolve) => setImmediate(resolve))
  }
}

test('a log that is away is tried again for as long as it takes, says so, and is gone on with', async () => {
  await recordNotes(store, 3)
  void runner.follow()
  await runner.waitUntil(3n, MINUTE)
  away = true
  await record(store, noted('late'))
  const status = await statusWhen(({ state }) => state === 'retrying')
  expect(status).toMatchObject({ position: 3n, error: { kind: 'store' } })
  expect(status.error?.message).toContain('connection refused')
  expect(runner.fault()).toBeUndefined()
  away = false
  expect(await runner.waitUntil(4n, MINUTE)).toBe('reached')
  expect((await statusWhen(({ state }) => state === 'following')).error).toBeUndefined()
  expect(rows()).toHaveLength(4)
})

test('a quiet log that comes back is no trouble any more, though nothing new was recorded', async () => {
  await recordNotes(store, 1)
  void runner.follow()
  await runner.waitUntil(1n, MINUTE)
  away = true
  await record(store, { type: 'SomethingElse', data: {} })
  await statusWhen(({ state }) => state === 'retrying')
  away = false
  const back = await statusWhen(({ state, position }) => state === 'following' && position === 2n)
  expect(back.error).toBeUndefined()
})

test('rows that cannot be written for a long time stop nothing, and no event is taken for poison', async () => {
  let failures = 25
  writer.before = () => {
    failures -= 1
    if (failures >= 0) throw new Error('no space left')
  }
  await recordNotes(store, 3)
  const caughtUp = runner.catchUp()
  expect(await statusWhen(({ state }) => state === 'retrying')).toMatchObject({
    error: { kind: 'writer', message: expect.stringContaining('no space left') as string },
  })
  expect(await caughtUp).toBe('caught-up')
  expect(rows()).toHaveLength(3)
})

test('a commit whose answer is lost is not applied a second time', async () => {
  let lost = 1
  writer.after = () => {
    lost -= 1
    if (lost >= 0) throw new Error('connection lost')
  }
  await recordNotes(store, 3)
  expect(await runner.catchUp()).toBe('caught-up')
  expect(writer.batches.map(({ checkpoint }) => checkpoint)).toEqual([3n])
  expect(runner.position()).toBe(3n)
})

test('rows that somebody else writes meanwhile stop it rather than count twice', async () => {
  writer.before = () => {
    writer.batches.push({ operations: [], checkpoint: 2n })
    throw new Error('connection lost')
  }
  await recordNotes(store, 3)
  expect(await runner.catchUp()).toBe('stopped')
  expect(runner.fault()).toMatchObject({
    kind: 'writer',
    message: expect.stringMatching(/somebody else/) as string,
  })
  expect(rows()).toEqual([])
})

test('stops at once while it waits for a log that is away', async () => {
  await runner.stop()
  const given = { name: 'read-side', generation: 'g', store, decode, projections, writer }
  const headless = { ...store, head: () => Promise.reject(new Error('connection refused')) }
  runner = await projectionRunner({ ...given, store: headless, retryAfter: [MINUTE] })
  const caughtUp = runner.catchUp()
  await runner.stop()
  expect(await caughtUp).toBe('stopped')
  expect(runner.fault()).toBeUndefined()
})

test('says where the log ended when it was last seen, and that it cannot be reached', async () => {
  await recordNotes(store, 5)
  await runner.status()
  away = true
  expect(await runner.status()).toMatchObject({ state: 'retrying', head: 5n, lagEvents: 5 })
})
