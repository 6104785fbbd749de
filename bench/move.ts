import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import Database from 'libsql'
import { Client } from 'pg'

import { openPostgresLogSource } from '../src/adapters/event-store/postgres-log-source.js'
import { openPostgresLogDestination } from '../src/adapters/event-store/postgres-transfer.js'
import { openSqliteEventStore } from '../src/adapters/event-store/sqlite.js'
import { openSqliteLogDestination, openSqliteLogSource } from '../src/adapters/event-store/sqlite-transfer.js'
import { exportLogFile } from '../src/adapters/log-file/export-log-file.js'
import { importLogFile, type ImportStore } from '../src/adapters/log-file/import-log-file.js'
import type { Engine } from '../src/adapters/log-file/log-text.js'
import { eventIdOf } from '../src/eventsourcing/event-id.js'
import type { AppendBatch } from '../src/eventsourcing/event-store.js'
import type { LogSnapshot } from '../src/eventsourcing/log-transfer.js'
import { startPostgres } from './postgres/server.js'
import { benchResult, type BenchResult } from './result.js'

/** `MOVE_EVENTS=1000000 npm run bench -- move` */
const EVENTS = Number(process.env['MOVE_EVENTS'] ?? 100_000)
const STREAMS = 1_284
const TOGETHER = 500

type Row = readonly (string | number)[]

/** Records hold what is recorded of commands as well. */
const EVENT_ROWS = 'SELECT position, revision, command, sequence, content, record FROM event'
const COMMAND_ROWS =
  'SELECT sequence, command, request_hash, result, position, check_hash FROM eventless_command'

/** Commands with one event, some with several on two streams, some that recorded nothing. */
const commandOf = (number: number): AppendBatch => {
  const commandId = `reading ${number}`
  const events = number % 11 === 0 ? 0 : number % 5 === 0 ? 4 : 1
  let index = 0
  const write = (stream: number, count: number) => ({
    stream: `series-${stream % STREAMS}`,
    // Whoever moves a log has nothing to do with how it came about.
    expected: 'any' as const,
    events: Array.from({ length: count }, () => ({
      id: eventIdOf(commandId, index++),
      type: 'ReadingRecorded',
      schema: 1,
      data: {
        seriesId: `series-${stream}`,
        period: '2024-03-01',
        value: (number * 7919) % 997,
        source: 'bench',
      },
      meta: { actor: 'bench', commandId, correlationId: 'bench' },
    })),
  })
  const writes =
    events === 0 ? [] : events === 1 ? [write(number, 1)] : [write(number, 3), write(number + 1, 1)]
  return { commandId, requestHash: '0'.repeat(64), result: { number }, writes }
}

const fill = async (file: string): Promise<void> => {
  const store = openSqliteEventStore(file)
  let number = 0
  while ((await store.head()) < BigInt(EVENTS)) {
    const commands = Array.from({ length: TOGETHER }, () => commandOf(number++))
    await Promise.all(commands.map((command) => store.append(command)))
  }
  await store.close()
}

/** Of every column of every row, the hashes among them. */
const digestOf = (file: string): string => {
  const database = new Database(file)
  const digest = createHash('sha256')
  for (const text of [`${EVENT_ROWS} ORDER BY position`, `${COMMAND_ROWS} ORDER BY sequence`]) {
    for (const row of database.prepare(text).raw().iterate() as Iterable<Row>)
      digest.update(JSON.stringify(row))
  }
  database.close()
  return digest.digest('hex')
}

const perSecond = async (events: number, work: () => Promise<unknown>): Promise<number> => {
  const started = process.hrtime.bigint()
  await work()
  return events / (Number(process.hrtime.bigint() - started) / 1e9)
}

const rowsOf = (file: string): Row[][] => {
  const database = new Database(file)
  const rows = database.prepare(`${EVENT_ROWS} ORDER BY position`).raw().all() as Row[]
  database.close()
  return Array.from({ length: Math.ceil(rows.length / 1_000) }, (_, page) =>
    rows.slice(page * 1_000, (page + 1) * 1_000),
  )
}

/** Rows that are there already, put into a bare table: no hash is computed, nothing is checked. */
const bareSqlite = (file: string, pages: readonly (readonly Row[])[]): Promise<void> => {
  const database = new Database(file)
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL')
  database.exec('CREATE TABLE bare (position INTEGER PRIMARY KEY, a, b, c, d, e)')
  const insert = database.prepare<[Row]>('INSERT INTO bare VALUES (?, ?, ?, ?, ?, ?)')
  for (const page of pages) {
    database.exec('BEGIN')
    for (const row of page) insert.run(row)
    database.exec('COMMIT')
  }
  database.close()
  return Promise.resolve()
}

const barePostgres = async (url: string, pages: readonly (readonly Row[])[]): Promise<void> => {
  const client = new Client({ connectionString: url })
  await client.connect()
  const names = 'abcde'.split('')
  await client.query(
    `CREATE TABLE bare (position bigint PRIMARY KEY, ${names.map((name) => `${name} text`).join(', ')})`,
  )
  const lists = names.map((_name, index) => `$${index + 2}::text[]`).join(', ')
  const text = `INSERT INTO bare SELECT * FROM unnest($1::bigint[], ${lists})`
  for (const page of pages) {
    const columns = Array.from({ length: 6 }, (_, column) => page.map((row) => row[column]))
    await client.query({ name: 'bare', text, values: columns })
  }
  await client.end()
}

const readRows = (file: string): Promise<void> => {
  const database = new Database(file)
  let bytes = 0
  for (const row of database.prepare(EVENT_ROWS).raw().iterate() as Iterable<Row>)
    bytes += String(row[5]).length
  database.close()
  return bytes > 0 ? Promise.resolve() : Promise.reject(new Error('There are no rows'))
}

const exporting = async (engine: Engine, open: Promise<LogSnapshot | null>, file: string): Promise<void> => {
  const log = await open
  if (log === null) throw new Error('There is no log')
  const { chain, commandChain } = await exportLogFile(log, file, { engine })
  await log.close()
  console.error(`  ${engine.padEnd(10)} chain ${chain}, commands ${commandChain}`)
}

const importing = async (file: string, store: ImportStore): Promise<void> => {
  const { equal } = await importLogFile(file, store, () => undefined)
  if (!equal) throw new Error('The hashes of the store are not those of the file')
}

const measure = async (folder: string, url: string): Promise<BenchResult[]> => {
  const [original, first, second, back] = ['a.db', '1.jsonl', '2.jsonl', 'b.db'].map((name) =>
    join(folder, name),
  ) as [string, string, string, string]
  await fill(original)
  const source = openSqliteLogSource(original)
  const events = (await source?.end())?.events ?? 0
  await source?.close()
  const pages = rowsOf(original)
  const postgres = { look: () => openPostgresLogSource(url), open: () => openPostgresLogDestination(url) }
  const sqlite = {
    look: () => Promise.resolve(openSqliteLogSource(back)),
    open: () => Promise.resolve(openSqliteLogDestination(back)),
  }
  const rate = (work: () => Promise<unknown>): Promise<number> => perSecond(events, work)
  const figures = {
    read: await rate(() => readRows(original)),
    exportSqlite: await rate(() =>
      exporting('embedded', Promise.resolve(openSqliteLogSource(original)), first),
    ),
    barePostgres: await rate(() => barePostgres(url, pages)),
    importPostgres: await rate(() => importing(first, postgres)),
    exportPostgres: await rate(() => exporting('postgresql', openPostgresLogSource(url), second)),
    bareSqlite: await rate(() => bareSqlite(join(folder, 'bare.db'), pages)),
    importSqlite: await rate(() => importing(second, sqlite)),
  }
  const [before, after] = [digestOf(original), digestOf(back)]
  console.error(
    `  ${events} events, ${Math.round(statSync(first).size / 1e6)} MB; every row hashed: ${before}`,
  )
  if (before !== after) throw new Error(`The log came back otherwise: ${after}`)
  console.error('  SQLite → PostgreSQL → SQLite: every row and every hash is the same')
  const { read } = figures
  return [
    benchResult('export from SQLite, beside reading rows', 'events/s', figures.exportSqlite, read),
    benchResult(
      'import to PostgreSQL, beside bare rows',
      'events/s',
      figures.importPostgres,
      figures.barePostgres,
    ),
    benchResult('export from PostgreSQL, beside reading SQLite', 'events/s', figures.exportPostgres, read),
    benchResult('import to SQLite, beside bare rows', 'events/s', figures.importSqlite, figures.bareSqlite),
  ]
}

/** A log moved from SQLite to PostgreSQL and back through files; fails when one hash differs. */
export const run = async (): Promise<BenchResult[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'waymark-bench-'))
  const server = await startPostgres({ durable: true })
  try {
    return await measure(folder, server.url)
  } finally {
    await server.dispose()
    rmSync(folder, { recursive: true, force: true })
  }
}
