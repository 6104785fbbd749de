import { join } from 'node:path'

import { openPostgresEventStore } from '../../../src/adapters/event-store/postgres.js'
import { openSqliteEventStore } from '../../../src/adapters/event-store/sqlite.js'
import { verifyPostgresLog } from '../../../src/adapters/event-store/verify-postgres.js'
import { verifySqliteLog } from '../../../src/adapters/event-store/verify-sqlite.js'
import type { EventStore } from '../../../src/eventsourcing/event-store.js'
import type { FindingCode } from '../../../src/eventsourcing/log-verification.js'
import { batch, newEvent } from '../../support/event-store-batches.js'
import { copyOf, postgresForTests, runOn, type TestDatabase } from '../../support/postgres.js'
import { temporaryFolder } from '../../support/temporary-folder.js'

const clock = () => new Date('2026-03-01T09:00:00.000Z')

const fill = async (store: EventStore): Promise<void> => {
  for (let n = 0; n < 30; n += 1) {
    const text = `reading number ${n} of a series – “Ä” \\ 🏥`
    await store.append(batch(`c${n}`, `series-${n % 4}`, { data: { text }, result: { n } }))
  }
}

describe('verify a log in PostgreSQL', () => {
  let original: TestDatabase
  let database: TestDatabase
  beforeAll(async () => {
    original = await postgresForTests()
    const store = await openPostgresEventStore(original.url, { clock })
    await fill(store)
    await store.close()
  })
  beforeEach(async () => {
    database = await copyOf(original)
  })
  afterEach(() => database.dispose())
  afterAll(() => original.dispose())

  const found = async () =>
    (await verifyPostgresLog(database.url)).findings.map(({ code, position }) => [code, position])

  test('an untouched log has no findings, and the report says what was checked', async () => {
    const report = await verifyPostgresLog(database.url)
    expect(report).toMatchObject({ events: 30, streams: 4, commands: 30, head: 30n, findings: [], more: 0 })
    expect(report.chain).toMatch(/^[0-9a-f]{64}$/)
  })

  test('works beside a server that has the log open', async () => {
    const store = await openPostgresEventStore(database.url, { clock })
    await store.append(batch('while-open', 'series-9'))
    expect(await verifyPostgresLog(database.url)).toMatchObject({ events: 31, findings: [] })
    expect((await store.append(batch('after', 'series-9'))).kind).toBe('appended')
    await store.close()
  })

  const event = 'waymark.event'
  test.each<[string, readonly string[], readonly (readonly [FindingCode, number | null])[]]>([
    [
      'a changed letter of the data',
      [`UPDATE ${event} SET data = replace(data, '7', '8') WHERE position = 8`],
      [['PAYLOAD_ALTERED', 8]],
    ],
    [
      'changed metadata',
      [`UPDATE ${event} SET meta = replace(meta, 'a tester', 'me') WHERE position = 8`],
      [['PAYLOAD_ALTERED', 8]],
    ],
    ['a changed type', [`UPDATE ${event} SET type = 'Other' WHERE position = 8`], [['CHAIN_BROKEN', 8]]],
    [
      'a changed time',
      [`UPDATE ${event} SET recorded_at = recorded_at + 1 WHERE position = 30`],
      [['CHAIN_BROKEN', 30]],
    ],
    [
      'a changed stream link',
      [`UPDATE ${event} SET stream_previous = sha256('') WHERE position = 8`],
      [['STREAM_CHAIN_BROKEN', 8]],
    ],
    [
      'a renamed stream',
      [`UPDATE waymark.stream SET name = 'series-99' WHERE id = 1`],
      [['CHAIN_BROKEN', 1]],
    ],
    [
      'another category',
      [`UPDATE waymark.stream SET category = 'cycle' WHERE id = 1`],
      [['STREAM_DISAGREES', null]],
    ],
    ['a deleted event', [`DELETE FROM ${event} WHERE position = 8`], [['POSITIONS_MISSING', 9]]],
    ['the last event deleted', [`DELETE FROM ${event} WHERE position = 30`], [['POSITIONS_MISSING', 30]]],
    [
      'two swapped events',
      [
        `UPDATE ${event} SET position = -10 WHERE position = 10`,
        `UPDATE ${event} SET position = 10 WHERE position = 20`,
        `UPDATE ${event} SET position = 20 WHERE position = -10`,
      ],
      [
        ['CHAIN_BROKEN', 10],
        ['CHAIN_BROKEN', 20],
      ],
    ],
    ['a head row that was set back', ['UPDATE waymark.head SET position = 29'], [['HEAD_DISAGREES', 30]]],
    ['a head row that is gone', ['DELETE FROM waymark.head'], [['HEAD_DISAGREES', null]]],
    [
      'a changed result',
      [`UPDATE waymark.command SET result = '{"n":8}' WHERE id = 'c7'`],
      [['COMMAND_ALTERED', 8]],
    ],
    ['a deleted command', [`DELETE FROM waymark.command WHERE id = 'c7'`], [['COMMANDS_MISSING', 9]]],
    ['a dropped index', ['DROP INDEX waymark.event_stream'], [['TABLES_ALTERED', null]]],
    [
      'a trigger',
      [
        `CREATE FUNCTION waymark.nothing() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END'`,
        `CREATE TRIGGER t BEFORE INSERT ON ${event} FOR EACH ROW EXECUTE FUNCTION waymark.nothing()`,
      ],
      [['TABLES_ALTERED', null]],
    ],
    [
      'another function that appends',
      [
        `DO $$ BEGIN EXECUTE replace(pg_get_functiondef((SELECT oid FROM pg_proc WHERE proname = 'append_3')), 'before +', '1 + before +'); END $$`,
      ],
      [['TABLES_ALTERED', null]],
    ],
    [
      'another function that appends what is settled',
      [
        `DO $$ BEGIN EXECUTE replace(pg_get_functiondef((SELECT oid FROM pg_proc WHERE proname = 'append_settled_1')), 'before +', '1 + before +'); END $$`,
      ],
      [['TABLES_ALTERED', null]],
    ],
    ['a log that is gone', ['DROP SCHEMA waymark CASCADE'], [['FILE_DAMAGED', null]]],
  ])('finds %s', async (_, statements, findings) => {
    await runOn(database.url, ...statements)
    expect(await found()).toEqual(expect.arrayContaining(findings.map((finding) => [...finding])))
  })

  test('finds a read side that has seen more than the log has', async () => {
    const { findings } = await verifyPostgresLog(database.url, {
      checkpoints: [{ name: 'live', position: 31n }],
    })
    expect(findings).toEqual([expect.objectContaining({ code: 'READ_SIDE_AHEAD', position: 31 })])
  })
})

test('PostgreSQL and SQLite give the same log the same hashes', async () => {
  const folder = temporaryFolder()
  const database = await postgresForTests()
  const file = join(folder.path, 'events.db')
  const stores = [
    openSqliteEventStore(file, { clock }),
    await openPostgresEventStore(database.url, { clock }),
  ]
  for (const store of stores) {
    await fill(store)
    const foreign = { ...newEvent('odd'), id: 'a "quoted" \\ id – ä', type: 'Type "x"' }
    await store.append({
      ...batch('odd "key" \\', 'odd "stream" \\-ä 🏥'),
      writes: [{ stream: 'odd "stream" \\-ä 🏥', expected: 'none', events: [foreign] }],
    })
    await store.append(batch('again', 'odd "stream" \\-ä 🏥', { events: 3 }))
    await store.append({ commandId: 'nothing', requestHash: 'c'.repeat(64), writes: [] })
    await store.close()
  }
  const report = verifySqliteLog(file)
  expect(report).toMatchObject({ events: 34, commands: 33, findings: [] })
  expect(await verifyPostgresLog(database.url)).toEqual(report)
  await database.dispose()
  folder.remove()
})
