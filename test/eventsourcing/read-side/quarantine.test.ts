import { createMemoryEventStore } from '../../../src/adapters/event-store/memory.js'
import type { EventStore, Expected, Position } from '../../../src/eventsourcing/event-store.js'
import type { AnyProjection } from '../../../src/eventsourcing/projection.js'
import { projectionRunner, type ProjectionRunner } from '../../../src/eventsourcing/projection-runner.js'
import type { Quarantine } from '../../../src/eventsourcing/quarantine.js'
import { fakeWriter, type FakeWriter } from './fake-writer.js'
import { decode, noted, notes, record } from './noted.js'

const MINUTE = 60_000

let store: EventStore
let writer: FakeWriter
let runner: ProjectionRunner
let faults: string[]
const runners: ProjectionRunner[] = []

beforeEach(() => {
  store = createMemoryEventStore({ clock: () => new Date('2024-04-01T09:00:00Z') })
  writer = fakeWriter()
  faults = []
})

afterEach(async () => {
  await Promise.all(runners.splice(0).map((one) => one.stop()))
  await store.close()
})

/** «Quarantined» decides for, anything else against; what was passed over is told in a row. */
const policy: Quarantine = {
  category: 'quarantine',
  holding: (decisions) => {
    const last = decisions.at(-1)
    return last?.type === 'Quarantined' ? last : null
  },
  rows: ({ event, fault, decision }) => [
    {
      op: 'upsert',
      table: 'QuarantinedEvent',
      row: { id: event.id, error: fault.message, fromPosition: decision.position },
    },
  ],
}

const cannotStrike: AnyProjection = {
  ...notes(),
  on: {
    ...notes().on,
    NoteStruck: () => {
      throw new Error('cannot strike')
    },
  },
}
const decisions: AnyProjection = {
  name: 'decisions',
  version: 1,
  tables: ['QuarantinedEvent'],
  on: {},
  quarantine: policy,
}

const start = async (rows = writer): Promise<ProjectionRunner> => {
  const made = await projectionRunner({
    ...{ name: 'read-side', generation: 'g', store, decode, writer: rows },
    projections: [cannotStrike, decisions],
    retryAfter: [0],
    onFault: ({ message }) => faults.push(message),
  })
  runners.push(made)
  return (runner = made)
}

const strike = (note: string) => ({ type: 'NoteStruck', data: { note } })

let commands = 0
const decide = async (type: string, eventId: string, expected: Expected = 'none'): Promise<Position> => {
  const commandId = `decision-${(commands += 1)}`
  const stream = `quarantine-${eventId}`
  const outcome = await store.append({
    commandId,
    requestHash: String(commands).padStart(64, 'f'),
    writes: [
      {
        stream,
        expected,
        events: [
          {
            id: `00000000-0000-4000-9000-${String(commands).padStart(12, '0')}`,
            type,
            schema: 1,
            data: {},
            meta: { actor: 'operator', commandId, correlationId: commandId },
          },
        ],
      },
    ],
  })
  if (outcome.kind !== 'appended') throw new Error(outcome.kind)
  return outcome.position
}

const eventAt = async (position: Position): Promise<string> => {
  const [event] = (await store.readAll(position - 1n, { max: 1 })).events
  if (event === undefined) throw new Error(`There is no event at ${position}`)
  return event.id
}

/** Resolves when the runner stands still at a position. */
const standsAt = async (position: Position): Promise<void> => {
  while (runner.fault()?.position !== position) await new Promise(setImmediate)
}

const rows = (from = writer) => from.batches.flatMap(({ operations }) => operations)
const told = (from = writer) =>
  rows(from).flatMap((operation) =>
    operation.op === 'upsert' && operation.table === 'QuarantinedEvent' ? [operation.row['id']] : [],
  )

test('it stands still until the decision comes, then goes on by itself past exactly that event', async () => {
  await record(store, noted('a'), strike('a'), noted('b'))
  void (await start()).follow()
  await standsAt(2n)
  expect(await runner.waitUntil(3n, MINUTE)).toBe('timed-out')
  expect(await runner.status()).toMatchObject({ state: 'stopped', position: 1n, error: { position: 2n } })
  const poison = await eventAt(2n)
  const decided = await decide('Quarantined', poison)
  while (runner.fault() !== undefined) await new Promise(setImmediate)
  expect(await runner.waitUntil(decided, MINUTE)).toBe('reached')
  expect(told()).toEqual([poison])
  expect(rows()).toHaveLength(3)
  expect((await runner.status()).error).toBeUndefined()
  const later = await record(store, noted('c'))
  expect(await runner.waitUntil(later, MINUTE)).toBe('reached')
  expect(faults).toHaveLength(1)
})

test('another event that fails later stops it again: a decision is about one event', async () => {
  await record(store, noted('a'), strike('a'))
  void (await start()).follow()
  await standsAt(2n)
  const decided = await decide('Quarantined', await eventAt(2n))
  while (runner.fault() !== undefined) await new Promise(setImmediate)
  await runner.waitUntil(decided, MINUTE)
  await record(store, noted('b'), strike('b'))
  await standsAt(5n)
  expect(runner.position()).toBe(4n)
  await decide('Quarantined', await eventAt(5n))
  while (runner.fault() !== undefined) await new Promise(setImmediate)
  expect(await runner.waitUntil(6n, MINUTE)).toBe('reached')
  expect(told()).toEqual([await eventAt(2n), await eventAt(5n)])
})

test('decisions about other events do not let it go on', async () => {
  await record(store, noted('a'), strike('a'), noted('b'))
  await decide('Quarantined', await eventAt(3n))
  expect(await (await start()).catchUp()).toBe('stopped')
  expect(runner.awaitsDecision()).toBe(true)
  expect(runner.position()).toBe(1n)
})

test('a decision that was lifted before the event was met does not hold', async () => {
  await record(store, noted('a'), strike('a'), noted('b'))
  await decide('Quarantined', await eventAt(2n))
  await decide('Released', await eventAt(2n), 'exists')
  expect(await (await start()).catchUp()).toBe('stopped')
})

test('a rebuild looks ahead and gives the same rows as following did', async () => {
  await record(store, noted('a'), strike('a'), noted('b'), strike('b'), noted('c'))
  void (await start()).follow()
  for (const position of [2n, 4n]) {
    await standsAt(position)
    await decide('Quarantined', await eventAt(position))
    while (runner.fault()?.position === position) await new Promise(setImmediate)
  }
  await runner.waitUntil(await store.head(), MINUTE)
  const fresh = fakeWriter()
  expect(await (await start(fresh)).catchUp()).toBe('caught-up')
  expect(rows(fresh)).toEqual(rows())
  expect(runner.position()).toBe(await store.head())
})

test('one that starts where another stood takes the decision that came meanwhile', async () => {
  await record(store, noted('a'), strike('a'), noted('b'))
  await (await start()).catchUp()
  await runner.stop()
  await decide('Quarantined', await eventAt(2n))
  expect(await (await start()).catchUp()).toBe('caught-up')
  expect(told()).toHaveLength(1)
})

test('an event that cannot be read is passed over like one that cannot be shown', async () => {
  await record(store, noted('a'), { type: 'Noted', data: 'not an object' }, noted('b'))
  await decide('Quarantined', await eventAt(2n))
  expect(await (await start()).catchUp()).toBe('caught-up')
  expect(told()).toEqual([await eventAt(2n)])
})

test('whoever stops it while it waits for a decision need not wait', async () => {
  await record(store, strike('a'))
  const following = (await start()).follow()
  await standsAt(1n)
  await runner.stop()
  await following
  expect(runner.position()).toBe(0n)
})
