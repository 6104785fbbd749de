import path from 'node:path'

import { openPostgresEventStore } from '../../../src/adapters/event-store/postgres.js'
import { openSqliteEventStore } from '../../../src/adapters/event-store/sqlite.js'
import type { Content, EventStore } from '../../../src/eventsourcing/event-store.js'
import type { Json } from '../../../src/eventsourcing/json.js'
import { allOf, batch, newEvent } from '../../support/event-store-batches.js'
import { postgresForTests } from '../../support/postgres.js'
import { temporaryFolder } from '../../support/temporary-folder.js'

interface Opened {
  readonly store: EventStore
  readonly dispose: () => Promise<void>
}

const sqlite = async (): Promise<Opened> => {
  const folder = temporaryFolder()
  const store = openSqliteEventStore(path.join(folder.path, 'events.db'))
  const dispose = async (): Promise<void> => {
    await store.close()
    folder.remove()
  }
  return Promise.resolve({ store, dispose })
}

const postgresql = async (): Promise<Opened> => {
  const database = await postgresForTests()
  const store = await openPostgresEventStore(database.url)
  return {
    store,
    dispose: async () => {
      await store.close()
      await database.dispose()
    },
  }
}

const contentsOf = async (store: EventStore, stream: string, from = 0n): Promise<readonly Content[]> => {
  if (store.readContents === undefined) throw new Error('This store has no contents to read')
  const contents: Content[] = []
  for await (const page of store.readContents(stream, from)) contents.push(...page)
  return contents
}

const sameAsEvents = async (store: EventStore, stream: string, from = 0n): Promise<number> => {
  const events = await allOf(store.readStream(stream, { from }))
  const contents = await contentsOf(store, stream, from)
  expect(contents).toEqual(events.map(({ type, schema, data }) => ({ type, schema, data })))
  return contents.length
}

const awkward: readonly Json[] = [
  'a\nb, "c" \u0000\u2028 ‘A&E’ 🏥',
  { list: [1, null, true, { ä: 'é' }], text: '],[' },
  [],
  null,
  1e-7,
]

describe.each([
  ['SQLite', sqlite],
  ['PostgreSQL', postgresql],
])('what a stream says, read from %s', (_name, open) => {
  let opened: Opened
  beforeEach(async () => {
    opened = await open()
  })
  afterEach(() => opened.dispose())

  test('nothing for a stream that is not there', async () => {
    expect(await contentsOf(opened.store, 'thing-1')).toEqual([])
  })

  test('is what its events say, whatever stands in their data', async () => {
    const events = awkward.map((data, index) => ({
      ...newEvent('c-1', index, data),
      type: `Happened, "${String(index)}"`,
      schema: index + 1,
    }))
    await opened.store.append({
      ...batch('c-1', 'thing-1'),
      writes: [{ stream: 'thing-1', expected: 'none', events }],
    })
    await opened.store.append(batch('c-2', 'thing-2', { data: 'of another stream' }))
    expect(await sameAsEvents(opened.store, 'thing-1')).toBe(awkward.length)
  })

  test('comes whole and in order, from any revision, however long the stream', async () => {
    await opened.store.append(batch('c-1', 'thing-1', { events: 1_001 }))
    expect(await sameAsEvents(opened.store, 'thing-1')).toBe(1_001)
    expect(await sameAsEvents(opened.store, 'thing-1', 499n)).toBe(502)
    expect(await sameAsEvents(opened.store, 'thing-1', 1n)).toBe(1_000)
    expect(await sameAsEvents(opened.store, 'thing-1', 1_001n)).toBe(0)
  })
})
