import { copyFileSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import Database from 'libsql'

import { openSqliteEventStore } from '../../../src/adapters/event-store/sqlite.js'
import { verifySqliteLog } from '../../../src/adapters/event-store/verify-sqlite.js'
import type { StreamWrite } from '../../../src/eventsourcing/event-store.js'
import type { FindingCode } from '../../../src/eventsourcing/log-verification.js'
import { batch } from '../../support/event-store-batches.js'
import { temporaryFolder } from '../../support/temporary-folder.js'

/** As a team's own system may have called it: of a UUID's versions, only 5 is derived from a command. */
const underForeignId = ({ events, ...write }: StreamWrite): StreamWrite => ({
  ...write,
  events: events.map((event) => ({ ...event, id: '018f2b6e-7c1a-7d3e-9b4a-2f6c8e1d5a70' })),
})
const clock = () => new Date('2026-03-01T09:00:00.000Z')

describe('verify', () => {
  let folder: ReturnType<typeof temporaryFolder>
  let file: string
  beforeEach(async () => {
    folder = temporaryFolder()
    file = join(folder.path, 'events.db')
    const store = openSqliteEventStore(file, { clock })
    for (let n = 0; n < 30; n += 1) {
      const text = `reading number ${n} of a series`
      const { writes, ...command } = batch(`c${n}`, `series-${n % 4}`, { data: { text }, result: { n } })
      await store.append({ ...command, writes: n === 11 ? writes.map(underForeignId) : writes })
    }
    await store.append({ ...batch('eventless', 'none', { result: { n: 30 } }), writes: [] })
    await store.close()
  })
  afterEach(() => folder.remove())

  const tamper = (...statements: readonly string[]): void => {
    const database = new Database(file)
    for (const statement of statements) database.exec(statement)
    database.close()
  }
  const found = () => verifySqliteLog(file).findings.map(({ code, position }) => [code, position])

  test('an untouched log has no findings, and the report says what was checked', () => {
    const report = verifySqliteLog(file)
    expect(report).toMatchObject({ events: 30, streams: 4, commands: 31, head: 30n, findings: [], more: 0 })
    expect(report.chain).toMatch(/^[0-9a-f]{64}$/)
  })

  test('works beside a server that has the log open', async () => {
    const store = openSqliteEventStore(file, { clock })
    await store.append(batch('while-open', 'series-9'))
    expect(verifySqliteLog(file)).toMatchObject({ events: 31, findings: [] })
    expect((await store.append(batch('after', 'series-9'))).kind).toBe('appended')
    await store.close()
  })

  const swapPositions = [
    'UPDATE event SET position = -10 WHERE position = 10',
    'UPDATE event SET position = 10 WHERE position = 20',
    'UPDATE event SET position = 20 WHERE position = -10',
  ]
  const swapPayloads = [
    'CREATE TEMP TABLE a AS SELECT * FROM event WHERE position = 10',
    ...[
      [10, 'event f WHERE f.position = 20'],
      [20, 'a f'],
    ].map(
      ([to, from]) =>
        "UPDATE event SET (content, record) = (SELECT f.content, json_set(event.record, '$.meta', " +
        `f.record -> '$.meta', '$.payloadHash', f.record ->> 'payloadHash') FROM ${from}) WHERE position = ${to}`,
    ),
  ]
  test.each<[string, readonly string[], readonly (readonly [FindingCode, number | null])[]]>([
    [
      'a changed letter of the data',
      [`UPDATE event SET content = replace(content, '7', '8') WHERE position = 8`],
      [['PAYLOAD_ALTERED', 8]],
    ],
    [
      'changed metadata',
      [`UPDATE event SET record = replace(record, 'a tester', 'somebody') WHERE position = 8`],
      [['PAYLOAD_ALTERED', 8]],
    ],
    [
      'a changed type',
      [`UPDATE event SET content = json_set(content, '$.type', 'Other') WHERE position = 8`],
      [['CHAIN_BROKEN', 8]],
    ],
    [
      'a changed schema',
      [`UPDATE event SET content = json_set(content, '$.schema', 2) WHERE position = 8`],
      [['CHAIN_BROKEN', 8]],
    ],
    [
      'a changed id',
      [`UPDATE event SET record = json_set(record, '$.id', 'x') WHERE position = 8`],
      [['CHAIN_BROKEN', 8]],
    ],
    [
      'a changed time',
      [
        `UPDATE event SET record = json_set(record, '$.recordedAt', record ->> 'recordedAt' + 1) WHERE position = 30`,
      ],
      [['CHAIN_BROKEN', 30]],
    ],
    [
      'a time set back',
      [
        `UPDATE event SET record = json_set(record, '$.recordedAt', record ->> 'recordedAt' - 1) WHERE position = 8`,
      ],
      [
        ['CHAIN_BROKEN', 8],
        ['TIME_REVERSED', 8],
      ],
    ],
    [
      'a changed chain',
      [`UPDATE event SET record = json_set(record, '$.chain', '0') WHERE position = 8`],
      [['CHAIN_BROKEN', 8]],
    ],
    [
      'a changed stream link',
      [`UPDATE event SET record = json_set(record, '$.streamPrevious', '0') WHERE position = 8`],
      [['STREAM_CHAIN_BROKEN', 8]],
    ],
    ['a renamed stream', [`UPDATE stream SET name = 'series-99' WHERE id = 1`], [['CHAIN_BROKEN', 1]]],
    ['another category', [`UPDATE stream SET category = 'cycle' WHERE id = 1`], [['STREAM_DISAGREES', null]]],
    ['a deleted event', ['DELETE FROM event WHERE position = 8'], [['POSITIONS_MISSING', 9]]],
    ['the first event deleted', ['DELETE FROM event WHERE position = 1'], [['POSITIONS_MISSING', 2]]],
    ['the last event deleted', ['DELETE FROM event WHERE position = 30'], [['POSITIONS_MISSING', 30]]],
    ['all events deleted', ['DELETE FROM event'], [['POSITIONS_MISSING', 30]]],
    [
      'an event deleted and those behind it moved up',
      ['DELETE FROM event WHERE position = 8', 'UPDATE event SET position = position - 1 WHERE position > 8'],
      [['CHAIN_BROKEN', 8]],
    ],
    [
      'two swapped events',
      swapPositions,
      [
        ['CHAIN_BROKEN', 10],
        ['CHAIN_BROKEN', 20],
      ],
    ],
    [
      'two swapped payloads, hashes and all',
      swapPayloads,
      [
        ['CHAIN_BROKEN', 10],
        ['CHAIN_BROKEN', 20],
      ],
    ],
    [
      'a revision left out',
      ['UPDATE event SET revision = 100 WHERE position = 30'],
      [
        ['CHAIN_BROKEN', 30],
        ['REVISION_BROKEN', 30],
      ],
    ],
    [
      'white space in the data',
      [`UPDATE event SET content = replace(content, '{"text"', '{ "text"') WHERE position = 8`],
      [['NOT_CANONICAL', 8]],
    ],
    [
      'something added to the record',
      [`UPDATE event SET record = json_insert(record, '$.note', 'x') WHERE position = 8`],
      [['NOT_CANONICAL', 8]],
    ],
    [
      'content that is no JSON',
      [`UPDATE event SET content = '{' WHERE position = 8`],
      [['NOT_CANONICAL', 8]],
    ],
    [
      'a record that is no JSON',
      [`UPDATE event SET record = '{' WHERE position = 8`],
      [
        ['NOT_CANONICAL', 8],
        ['CHAIN_BROKEN', 8],
        ['COMMAND_ALTERED', 8],
      ],
    ],
    [
      'a forged event behind the head',
      [
        `INSERT INTO event SELECT 31, stream_id, 1000, NULL, NULL, content, record FROM event WHERE position = 30`,
      ],
      [
        ['CHAIN_BROKEN', 31],
        ['COMMANDS_MISSING', 31],
      ],
    ],
    ['a head row that was set back', ['UPDATE head SET position = 29'], [['HEAD_DISAGREES', 29]]],
    ['a head row that is gone', ['DELETE FROM head'], [['HEAD_DISAGREES', null]]],
    ['a head with another format', ['UPDATE head SET format = 7'], [['HEAD_DISAGREES', null]]],
    ['a head row that counts fewer commands', ['UPDATE head SET commands = 29'], [['HEAD_DISAGREES', 29]]],
    ['a head row that counts none', ['UPDATE head SET commands = 0'], [['HEAD_DISAGREES', 0]]],
    [
      'a head row that was set back to another command, hash and all',
      [
        `UPDATE head SET (commands, command_chain) = (SELECT sequence, record ->> 'check' FROM event WHERE position = 7)`,
      ],
      [['HEAD_DISAGREES', 8]],
    ],
    [
      'a head row that was set back to another event, hash and all',
      [
        "UPDATE head SET (position, chain, recorded_at) = (SELECT position, record ->> 'chain', " +
          "record ->> 'recordedAt' FROM event WHERE position = 7)",
      ],
      [['HEAD_DISAGREES', 8]],
    ],
    [
      'the last command without events deleted, and none counted',
      [
        'DELETE FROM eventless_command',
        `DELETE FROM command_key WHERE command = 'eventless'`,
        'UPDATE head SET commands = 0',
      ],
      [['HEAD_DISAGREES', 0]],
    ],
    ['a head row without a position', ['UPDATE head SET position = 0'], [['HEAD_DISAGREES', 0]]],
    ['a head row that counts more', ['UPDATE head SET commands = 32'], [['COMMANDS_MISSING', null]]],
    [
      'a changed result',
      [`UPDATE event SET record = json_set(record, '$.result.n', 8) WHERE command = 'c7'`],
      [['COMMAND_ALTERED', 8]],
    ],
    [
      'a changed request hash',
      [`UPDATE event SET record = json_set(record, '$.requestHash', 'x') WHERE command = 'c7'`],
      [['COMMAND_ALTERED', 8]],
    ],
    [
      'a changed command id',
      [`UPDATE event SET command = 'x' WHERE command = 'c7'`],
      [['COMMAND_ALTERED', 8]],
    ],
    [
      'a deleted command',
      [`UPDATE event SET (command, sequence) = (NULL, NULL) WHERE command = 'c7'`],
      [['COMMANDS_MISSING', 9]],
    ],
    [
      'the last command deleted',
      [`UPDATE event SET (command, sequence) = (NULL, NULL) WHERE command = 'c29'`],
      [['COMMANDS_MISSING', 30]],
    ],
    [
      'a changed result of a command without events',
      [`UPDATE eventless_command SET result = '{"n":8}'`],
      [['COMMAND_ALTERED', 30]],
    ],
    [
      'a command without events beyond the head',
      ['UPDATE eventless_command SET position = 99'],
      [['COMMAND_ALTERED', 99]],
    ],
    ['a deleted command without events', ['DELETE FROM eventless_command'], [['COMMANDS_MISSING', null]]],
    ['a dropped table', ['DROP TABLE foreign_event'], [['TABLES_ALTERED', null]]],
    [
      'an event id from elsewhere that is not found',
      ['DELETE FROM foreign_event'],
      [['TABLES_ALTERED', null]],
    ],
    [
      'an event id from elsewhere in whose place another is found',
      [
        "UPDATE foreign_event SET (id, position) = (SELECT record ->> 'id', position FROM event WHERE position = 9)",
      ],
      [['TABLES_ALTERED', null]],
    ],
    [
      'a command that has lost its number',
      [`UPDATE event SET sequence = NULL WHERE command = 'c7'`],
      [
        ['NOT_CANONICAL', 8],
        ['COMMANDS_MISSING', 9],
      ],
    ],
    [
      'an event id from elsewhere that is found at another event',
      ['UPDATE foreign_event SET position = 9'],
      [['TABLES_ALTERED', null]],
    ],
    [
      'a stream that leads to another event',
      ['UPDATE stream_event SET position = 9 WHERE position = 8'],
      [['TABLES_ALTERED', null]],
    ],
    [
      'an event that its stream does not lead to',
      ['DELETE FROM stream_event WHERE position = 8'],
      [['TABLES_ALTERED', null]],
    ],
    [
      'a command that is not found',
      [`DELETE FROM command_key WHERE command = 'c7'`],
      [['TABLES_ALTERED', null]],
    ],
    [
      'a command that is found elsewhere',
      [`UPDATE command_key SET position = 9 WHERE command = 'c7'`],
      [['TABLES_ALTERED', null]],
    ],
    [
      'a command that nobody gave',
      [`INSERT INTO command_key VALUES ('forged', 31, 30)`],
      [['TABLES_ALTERED', null]],
    ],
    ['a trigger', ['CREATE TRIGGER t AFTER INSERT ON event BEGIN SELECT 1; END'], [['TABLES_ALTERED', null]]],
  ])('finds %s', (_, statements, findings) => {
    tamper(...statements)
    expect(found()).toEqual(expect.arrayContaining(findings.map((finding) => [...finding])))
  })

  test('reads what is not settled yet, as a server that was killed leaves it', async () => {
    const store = openSqliteEventStore(file, { clock })
    for (let n = 40; n < 45; n += 1) await store.append(batch(`c${n}`, `series-${n % 4}`))
    const left = join(folder.path, 'left.db')
    for (const ending of ['', '-wal']) copyFileSync(`${file}${ending}`, `${left}${ending}`)
    await store.close()
    expect(verifySqliteLog(left)).toMatchObject({ events: 35, commands: 36, head: 35n, findings: [] })
    const database = new Database(left)
    expect(database.prepare('SELECT position FROM head').get()).toMatchObject({ position: 30 })
    database.exec(`DELETE FROM event WHERE position = 33`)
    database.close()
    expect(verifySqliteLog(left).findings).toContainEqual(
      expect.objectContaining({ code: 'POSITIONS_MISSING', position: 34 }),
    )
  })

  test('a head row that is gone is reported once, not as one that disagrees with everything', () => {
    tamper('DELETE FROM head')
    expect(found()).toEqual([['HEAD_DISAGREES', null]])
  })

  test('one alteration is reported where it is, not at every later event', () => {
    tamper(`UPDATE event SET content = replace(content, '7', '8') WHERE position = 8`)
    expect(found()).toEqual([['PAYLOAD_ALTERED', 8]])
    expect(verifySqliteLog(file).findings[0]?.message).toMatch(/not what was recorded/)
  })

  test('finds an answer in the record of an event that is not the last of its command', async () => {
    const store = openSqliteEventStore(file, { clock })
    await store.append(batch('two', 'series-9', { events: 2 }))
    await store.close()
    tamper(
      `UPDATE event SET record = replace(record, '"id":', '"check":"x","id":') WHERE position = 31`,
      `UPDATE event SET record = replace(record, '"streamPrevious":', '"requestHash":"x","result":1,"streamPrevious":') WHERE position = 31`,
    )
    expect(found()).toEqual([['NOT_CANONICAL', 31]])
  })

  test('a log of an earlier release is not called damaged: what to do with it is all that is said', () => {
    tamper('UPDATE head SET format = 2', 'DROP TABLE event')
    const { findings } = verifySqliteLog(file)
    expect(findings).toEqual([expect.objectContaining({ code: 'HEAD_DISAGREES' })])
    expect(findings[0]?.message).toMatch(
      /has format 2, this release reads format 3. Export it with the release/,
    )
  })

  test('data that are no JSON any more are reported where they are, and nothing behind them', () => {
    tamper(`UPDATE event SET content = replace(content, '{"text":"', '{"text":') WHERE position = 8`)
    expect(new Set(found().map(String))).toEqual(new Set(['NOT_CANONICAL,8', 'PAYLOAD_ALTERED,8']))
  })

  test('finds a byte that was changed in the file itself', () => {
    const bytes = readFileSync(file)
    const at = bytes.indexOf('reading number 17 of a series')
    bytes[at] = (bytes[at] ?? 0) ^ 0x01
    writeFileSync(file, bytes)
    expect(found()).toContainEqual(['PAYLOAD_ALTERED', 18])
  })

  test('finds a read side that has seen more than the log has', () => {
    const checkpoints = [
      { name: 'old', position: 30n },
      { name: 'live', position: 31n },
    ]
    const { findings } = verifySqliteLog(file, { checkpoints })
    expect(findings).toEqual([expect.objectContaining({ code: 'READ_SIDE_AHEAD', position: 31 })])
    expect(findings[0]?.message).toContain('live')
  })

  test('reports a file that SQLite can no longer read, instead of failing', () => {
    const whole = readFileSync(file)
    for (let page = 0; page < whole.length / 4_096; page += 1) {
      const bytes = Buffer.from(whole)
      bytes.fill(0xa5, page * 4_096, (page + 1) * 4_096)
      writeFileSync(file, bytes)
      expect([page, verifySqliteLog(file).findings.length > 0]).toEqual([page, true])
    }
    writeFileSync(file, 'no database at all')
    expect(found()).toEqual(expect.arrayContaining([['FILE_DAMAGED', null]]))
  })

  test('reports a file that was cut short', () => {
    truncateSync(file, 3 * 4_096)
    expect(found()).toContainEqual(['FILE_DAMAGED', null])
  })

  test('reports a missing file', () => {
    expect(verifySqliteLog(join(folder.path, 'nothing.db'))).toMatchObject({
      events: 0,
      findings: [{ code: 'FILE_DAMAGED', message: expect.stringContaining('no log of events') as string }],
    })
  })
})
