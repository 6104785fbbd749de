import { join } from 'node:path'

import { openKurrentEventStore } from '../../../src/adapters/event-store/kurrentdb.js'
import { createMemoryEventStore } from '../../../src/adapters/event-store/memory.js'
import { openPostgresEventStore } from '../../../src/adapters/event-store/postgres.js'
import { openSqliteEventStore } from '../../../src/adapters/event-store/sqlite.js'
import type { EventStore, Expected, Recorded } from '../../../src/eventsourcing/event-store.js'
import type { Json } from '../../../src/eventsourcing/json.js'
import type { AnyProjection } from '../../../src/eventsourcing/projection.js'
import { projectionRunner, type ProjectionRunner } from '../../../src/eventsourcing/projection-runner.js'
import { startKurrentPeer } from '../../support/kurrent-peer/peer.js'
import { postgresForTests } from '../../support/postgres.js'
import { temporaryFolder } from '../../support/temporary-folder.js'
import { fakeWriter, type FakeWriter } from './fake-writer.js'
import { decode, noted, notes } from './noted.js'

interface Opened {
  readonly store: EventStore
  /** Of another process, where the store can be opened by several. */
  readonly elsewhere: EventStore
  dispose(): Promise<void>
}

const stores: readonly (readonly [string, () => Promise<Opened>])[] = [
  [
    'memory',
    () => {
      const store = createMemoryEventStore()
      return Promise.resolve({ store, elsewhere: store, dispose: () => store.close() })
    },
  ],
  [
    'SQLite',
    () => {
      const folder = temporaryFolder()
      const store = openSqliteEventStore(join(folder.path, 'events.db'))
      const dispose = async (): Promise<void> => {
        await store.close()
        folder.remove()
      }
      return Promise.resolve({ store, elsewhere: store, dispose })
    },
  ],
  [
    'PostgreSQL',
    async () => {
      const database = await postgresForTests()
      const store = await openPostgresEventStore(database.url)
      const elsewhere = await openPostgresEventStore(database.url)
      const dispose = async (): Promise<void> => {
        await elsewhere.close()
        await store.close()
        await database.dispose()
      }
      return { store, elsewhere, dispose }
    },
  ],
  [
    'KurrentDB on the wire',
    async () => {
      const peer = await startKurrentPeer({ version: '26.1.0' })
      const store = await openKurrentEventStore(`${peer.url}&discoveryInterval=10`)
      const elsewhere = await openKurrentEventStore(`${peer.url}&discoveryInterval=10`)
      const dispose = async (): Promise<void> => {
        await elsewhere.close()
        await store.close()
        peer.stop()
      }
      return { store, elsewhere, dispose }
    },
  ],
]

const projections: readonly AnyProjection[] = [
  {
    ...notes(),
    on: {
      ...notes().on,
      NoteStruck: () => {
        throw new Error('cannot strike')
      },
    },
  },
  {
    name: 'decisions',
    version: 1,
    tables: ['QuarantinedEvent'],
    on: {},
    quarantine: {
      category: 'quarantine',
      holding: (decisions) => decisions.at(-1) ?? null,
      rows: ({ event, decision }) => [
        {
          op: 'upsert',
          table: 'QuarantinedEvent',
          row: { id: event.id, position: event.position, fromPosition: decision.position },
        },
      ],
    },
  },
]

describe.each(stores)('on %s', (_, open) => {
  let opened: Opened
  const runners: ProjectionRunner[] = []

  beforeEach(async () => {
    opened = await open()
  })

  afterEach(async () => {
    await Promise.all(runners.splice(0).map((runner) => runner.stop()))
    await opened.dispose()
  })

  const start = async (writer: FakeWriter): Promise<ProjectionRunner> => {
    const { store } = opened
    const runner = await projectionRunner({
      ...{ name: 'read-side', generation: 'g', store, decode, writer, projections, retryAfter: [0] },
    })
    runners.push(runner)
    return runner
  }

  const all = async (): Promise<readonly Recorded[]> => (await opened.store.readAll(0n, { max: 100 })).events

  let commands = 0
  const record = async (
    store: EventStore,
    stream: string,
    expected: Expected,
    ...events: readonly { readonly type: string; readonly data: Json }[]
  ): Promise<bigint> => {
    const commandId = `command-${(commands += 1)}`
    const meta = { actor: 'tester', commandId, correlationId: commandId }
    const outcome = await store.append({
      commandId,
      requestHash: String(commands).padStart(64, '0'),
      writes: [
        {
          stream,
          expected,
          events: events.map((event, index) => ({
            ...event,
            id: `00000000-0000-4000-8000-00000000${commands}00${index}`,
            schema: 1,
            meta,
          })),
        },
      ],
    })
    if (outcome.kind !== 'appended') throw new Error(outcome.kind)
    return outcome.position
  }

  test('the decision lets the rows go on past the one event, live and when they are made afresh', async () => {
    await record(
      opened.store,
      'notes-1',
      'none',
      noted('a'),
      { type: 'NoteStruck', data: { note: 'a' } },
      noted('b'),
    )
    const live = fakeWriter()
    const runner = await start(live)
    void runner.follow()
    while (runner.fault() === undefined) await new Promise(setImmediate)
    const poison = (await all()).find(({ type }) => type === 'NoteStruck')
    if (poison === undefined) throw new Error('The event is not in the log')
    expect(runner.fault()).toMatchObject({ position: poison.position, eventId: poison.id })

    const decided = await record(opened.elsewhere, `quarantine-${poison.id}`, 'none', {
      type: 'Quarantined',
      data: {},
    })
    while (runner.fault() !== undefined) await new Promise(setImmediate)
    expect(await runner.waitUntil(decided, 60_000)).toBe('reached')
    const later = await record(opened.store, 'notes-1', 'exists', noted('c'))
    expect(await runner.waitUntil(later, 60_000)).toBe('reached')

    const afresh = fakeWriter()
    expect(await (await start(afresh)).catchUp()).toBe('caught-up')
    const rows = (writer: FakeWriter) => writer.batches.flatMap(({ operations }) => operations)
    expect(rows(live)).toHaveLength(4)
    expect(rows(afresh)).toEqual(rows(live))
  })
})
