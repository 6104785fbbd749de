import { createMemoryEventStore } from '../../../src/adapters/event-store/memory.js'
import type { EventStore } from '../../../src/eventsourcing/event-store.js'
import {
  projectionRunner,
  type ProjectionRunner,
  type ProjectionRunnerOptions,
  type RebuildProgress,
} from '../../../src/eventsourcing/projection-runner.js'
import { fakeWriter, type FakeWriter, Refusal } from './fake-writer.js'
import { decode, noted, notes, projections, record, recordNotes } from './noted.js'

const MINUTE = 60_000
const recordedAt = new Date('2024-04-01T09:00:00Z')

let store: EventStore
let writer: FakeWriter
let runner: ProjectionRunner | undefined

beforeEach(() => {
  store = createMemoryEventStore({ clock: () => recordedAt })
  writer = fakeWriter()
})

afterEach(async () => {
  await runner?.stop()
  await store.close()
})

const start = async (options: Partial<ProjectionRunnerOptions> = {}): Promise<ProjectionRunner> => {
  const now = () => recordedAt.getTime()
  const given = {
    name: 'read-side',
    generation: 'g',
    store,
    decode,
    projections,
    writer,
    retryAfter: [0, 0],
    now,
  }
  return (runner = await projectionRunner({ ...given, ...options }))
}

const rows = () => writer.batches.flatMap(({ operations }) => operations)

test('catches up in batches of a thousand events, each with its checkpoint', async () => {
  await recordNotes(store, 2500)
  const progress: RebuildProgress[] = []
  const caughtUp = await (await start({ onProgress: (step) => progress.push(step) })).catchUp()
  expect(caughtUp).toBe('caught-up')
  expect(writer.batches.map(({ checkpoint }) => checkpoint)).toEqual([1000n, 2000n, 2500n])
  expect(rows()).toHaveLength(2500)
  expect(progress.map(({ position, head }) => [position, head])).toEqual([
    [1000n, 2500n],
    [2000n, 2500n],
    [2500n, 2500n],
  ])
})

test('events without a handler are not decoded and just move the checkpoint', async () => {
  await record(store, { type: 'SomethingElse', data: 'not even an object' }, noted('a'))
  await record(store, { type: 'SomethingElse', data: {} })
  await (await start()).catchUp()
  expect(writer.batches).toEqual([
    { operations: [expect.objectContaining({ op: 'upsert' })], checkpoint: 3n },
  ])
})

test('goes on where the checkpoint stands', async () => {
  await recordNotes(store, 3)
  await (await start()).catchUp()
  await runner?.stop()
  await recordNotes(store, 2, 'm')
  await (await start()).catchUp()
  expect(writer.batches.map(({ checkpoint }) => checkpoint)).toEqual([3n, 5n])
})

/** The store, and when it is first subscribed to: from then on the runner is live. */
const watched = () => {
  let subscribed = (): void => undefined
  const live = new Promise<void>((resolve) => (subscribed = resolve))
  const subscribe: EventStore['subscribe'] = (...given) => {
    subscribed()
    return store.subscribe(...given)
  }
  const watchedStore = {
    subscribe,
    head: () => store.head(),
    readAll: store.readAll.bind(store),
  }
  return { watchedStore, live }
}

test('follows the log live and wakes exactly those whose position is reached', async () => {
  const { watchedStore, live } = watched()
  const following = (await start({ store: watchedStore })).follow()
  await live
  const late = runner?.waitUntil(3n, MINUTE)
  const position = await record(store, noted('a'), noted('b'))
  expect(await runner?.waitUntil(position, MINUTE)).toBe('reached')
  expect(runner?.position()).toBe(2n)
  await record(store, noted('c'))
  expect(await late).toBe('reached')
  expect((await runner?.status())?.state).toBe('following')
  await runner?.stop()
  await following
  expect(rows()).toHaveLength(3)
})

test('a subscription that breaks is taken up again where the rows stand', async () => {
  await recordNotes(store, 2)
  let subscriptions = 0
  const subscribe: EventStore['subscribe'] = (after, options) => {
    subscriptions += 1
    if (subscriptions > 1) return store.subscribe(after, options)
    return (async function* () {
      for await (const signal of store.subscribe(after, options)) {
        yield signal
        if (signal.kind === 'event') throw new Error('connection lost')
      }
    })()
  }
  const { watchedStore } = watched()
  void (await start({ store: { ...watchedStore, subscribe } })).follow()
  expect(await runner?.waitUntil(2n, MINUTE)).toBe('reached')
  await record(store, noted('a'), noted('b'))
  expect(await runner?.waitUntil(4n, MINUTE)).toBe('reached')
  await record(store, noted('c'))
  expect(await runner?.waitUntil(5n, MINUTE)).toBe('reached')
  expect(rows()).toHaveLength(5)
})

test('takes together what arrived while a batch was being written', async () => {
  let release = (): void => undefined
  const held = new Promise<void>((resolve) => (release = resolve))
  void (
    await start({ writer: { ...writer, apply: (...given) => held.then(() => writer.apply(...given)) } })
  ).follow()
  for (let note = 0; note < 50; note += 1) await record(store, noted(`n${note}`))
  release()
  expect(await runner?.waitUntil(50n, MINUTE)).toBe('reached')
  expect(writer.batches.length).toBeLessThan(10)
  expect(writer.batches.at(-1)?.checkpoint).toBe(50n)
})

test('whoever waits too short for a position is told so', async () => {
  await start()
  expect(await runner?.waitUntil(1n, 1)).toBe('timed-out')
  expect(await runner?.waitUntil(0n, 0)).toBe('reached')
})

test('a failing handler stops at its event, keeps the rows before it and names it', async () => {
  const poisoned = notes()
  const broken = {
    ...poisoned,
    on: {
      ...poisoned.on,
      NoteStruck: () => {
        throw new Error('cannot strike')
      },
    },
  }
  await record(store, noted('a'), noted('b'), { type: 'NoteStruck', data: { note: 'a' } }, noted('c'))
  const faults: unknown[] = []
  const caughtUp = await (
    await start({ projections: [broken], onFault: (fault) => faults.push(fault) })
  ).catchUp()
  expect(caughtUp).toBe('stopped')
  expect(writer.batches.map(({ checkpoint }) => checkpoint)).toEqual([2n])
  expect(rows()).toHaveLength(2)
  const status = await runner?.status()
  expect(status).toMatchObject({
    state: 'stopped',
    position: 2n,
    head: 4n,
    lagEvents: 2,
    error: { kind: 'handler', projection: 'notes', position: 3n, stream: 'notes-1', type: 'NoteStruck' },
  })
  expect(status?.error?.message).toContain('cannot strike')
  expect(faults).toHaveLength(1)
  expect(await runner?.waitUntil(4n, MINUTE)).toBe('timed-out')
})

test('an event that cannot be decoded stops the rows just before it', async () => {
  await record(store, noted('a'), { type: 'Noted', data: 'not an object' }, noted('b'))
  await (await start()).follow()
  expect(runner?.position()).toBe(1n)
  expect(runner?.fault()).toMatchObject({ kind: 'decode', position: 2n, type: 'Noted' })
})

test('a writer that fails for a moment is tried again and nothing is applied twice', async () => {
  await recordNotes(store, 3)
  let failures = 2
  writer.before = () => {
    failures -= 1
    if (failures >= 0) throw new Error('disk is busy')
  }
  expect(await (await start()).catchUp()).toBe('caught-up')
  expect(rows()).toHaveLength(3)
  expect(runner?.fault()).toBeUndefined()
})

test('a row that the writer never takes stops the rows exactly before its event', async () => {
  await record(store, noted('a'), noted('b'), noted('poison'), noted('c'))
  writer.before = (operations) => {
    const poison = operations.some(
      (operation) => operation.op === 'upsert' && operation.row['id'] === 'poison',
    )
    if (poison) throw new Refusal('constraint failed')
  }
  await (await start()).catchUp()
  expect(runner?.position()).toBe(2n)
  expect(rows()).toHaveLength(2)
  expect(runner?.fault()).toMatchObject({ kind: 'writer', position: 3n, type: 'Noted', stream: 'notes-1' })
})

test('a log that fails for a moment is read again', async () => {
  await recordNotes(store, 2)
  let failures = 2
  const readAll: EventStore['readAll'] = (after, options) => {
    failures -= 1
    return failures >= 0 ? Promise.reject(new Error('disk is busy')) : store.readAll(after, options)
  }
  const { head, subscribe } = { head: () => store.head(), subscribe: store.subscribe.bind(store) }
  expect(await (await start({ store: { head, subscribe, readAll } })).catchUp()).toBe('caught-up')
  expect(rows()).toHaveLength(2)
})

test('says how far behind the rows are, in events and in time', async () => {
  await recordNotes(store, 7)
  await start({ now: () => recordedAt.getTime() + 90_000 })
  expect(await runner?.status()).toMatchObject({ state: 'building', lagEvents: 7, lagSeconds: 90 })
  await runner?.catchUp()
  expect(await runner?.status()).toMatchObject({ lagEvents: 0, lagSeconds: 0 })
})

test('two projections may not own one table, and none may write what it does not own', async () => {
  await expect(start({ projections: [notes(), { ...notes(), name: 'others' }] })).rejects.toThrow(
    'owned by both',
  )
  await record(store, noted('a'))
  await (await start({ projections: [{ ...notes(), tables: ['Series'] }] })).catchUp()
  expect(runner?.fault()).toMatchObject({ kind: 'handler', position: 1n })
})
