import { join } from 'node:path'

import Database from 'libsql'

import { openSqliteLogReader } from '../../../src/adapters/event-store/sqlite-log-reader.js'
import { openSqliteEventStore } from '../../../src/adapters/event-store/sqlite.js'
import type { EventStore } from '../../../src/eventsourcing/event-store.js'
import { noted, record, recordNotes } from '../../eventsourcing/read-side/noted.js'
import { temporaryFolder } from '../../support/temporary-folder.js'

let folder: ReturnType<typeof temporaryFolder>
let store: EventStore
const file = () => join(folder.path, 'events.db')

beforeEach(() => {
  folder = temporaryFolder()
  store = openSqliteEventStore(file())
})
afterEach(async () => {
  await store.close()
  folder.remove()
})

test('reads what the process that writes the log has recorded, page by page', async () => {
  await recordNotes(store, 5)
  const reader = openSqliteLogReader(file())
  const written = await store.readAll(0n, { max: 3 })
  expect(await reader.readAll(0n, { max: 3 })).toEqual(written)
  await record(store, noted('later'))
  expect(await reader.head()).toBe(6n)
  expect((await reader.readAll(5n, { max: 3 })).events.map(({ position }) => position)).toEqual([6n])
  await reader.close()
})

test('does not read a log of another format, and says what to do', async () => {
  await store.close()
  const database = new Database(file())
  database.exec('UPDATE head SET format = 2')
  database.close()
  expect(() => openSqliteLogReader(file())).toThrow(/format 2.*Export it with the release that wrote it/)
})

test('follows what is recorded after it began, until it is closed', async () => {
  const reader = openSqliteLogReader(file())
  const seen: bigint[] = []
  const following = (async () => {
    for await (const signal of reader.subscribe(0n, { signal: new AbortController().signal })) {
      if (signal.kind === 'event') seen.push(signal.event.position)
      if (seen.length === 2) void reader.close()
    }
  })()
  await record(store, noted('a'), noted('b'))
  await following
  expect(seen).toEqual([1n, 2n])
})

test('keeps nobody from folding the write-ahead log in', async () => {
  await recordNotes(store, 3)
  const reader = openSqliteLogReader(file())
  await reader.readAll(0n, { max: 10 })
  await store.close()
  expect(await reader.head()).toBe(3n)
  await reader.close()
})

test('a log that is not there is named', () => {
  expect(() => openSqliteLogReader(join(folder.path, 'nowhere.db'))).toThrow(
    /There is no log of events at .*nowhere/,
  )
})
