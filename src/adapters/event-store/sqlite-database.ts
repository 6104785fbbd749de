import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

import Database from 'libsql'
import AsynchronousDatabase from 'libsql/promise'

import { CHAIN } from './sqlite-record.js'
import { createTables, FORMAT, SETTLE, UNSETTLED_ROW } from './sqlite-tables.js'

const PAGE_BYTES = 4_096
const WAL_PAGES = 6_000
/** Pages of it after which they are copied into the file: a third of its length is left for what comes meanwhile. */
export const FOLD_PAGES = 4_000
/** 16 MB of pages: what is settled was written just before, and need not be read from the file. */
const PAGE_CACHE = 'cache_size = -16000'

/** The file cannot serve as a log of events; the message says why and what to do. */
export class EventFileFault extends Error {
  override readonly name = 'EventFileFault'
}

export interface DatabaseOptions {
  /** How long to wait for another connection's transaction, in milliseconds. */
  readonly busyTimeout: number
  /** The file may not grow beyond this many pages of 4 KiB; then appends fail as on a full disk. */
  readonly maximumPages?: number
}

const createWhereEmpty = (database: Database.Database): void => {
  database.exec('BEGIN IMMEDIATE')
  try {
    if (database.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get() === undefined) createTables(database)
    database.exec('COMMIT')
  } catch (error) {
    database.exec('ROLLBACK')
    throw error
  }
}

/** Says that a log has another format than this release reads, and what to do. */
export const otherFormat = (format: number): string => {
  const remedy =
    format < FORMAT
      ? 'Export it with the release that wrote it (`waymark events export`), and import it with this one.'
      : 'Use the release that wrote it, or a newer one.'
  return `has format ${String(format)}, this release reads format ${String(FORMAT)}. ${remedy}`
}

/** Refuses what is no log of events, or one of another release. */
export const requireFormat = (database: Database.Database, file: string): void => {
  const tables = database.prepare(`SELECT name FROM sqlite_schema WHERE name = 'head'`).get()
  if (tables === undefined) {
    throw new EventFileFault(`${file} is a SQLite file, but not a log of events. Name another data folder.`)
  }
  const head = database.prepare('SELECT format FROM head').get() as { format: number } | undefined
  if (head === undefined) throw new EventFileFault(`${file} has lost its head row. Run \`waymark verify\`.`)
  if (head.format !== FORMAT) throw new EventFileFault(`${file} ${otherFormat(head.format)}`)
}

const SETTLED_END =
  `SELECT head.position, head.chain, ${CHAIN} AS found FROM head ` +
  'LEFT JOIN event ON event.position = head.position'

/** A log without the event at which it was settled last has lost its end: nothing may be written in its place. */
export const requireWhole = (database: Database.Database, file: string): void => {
  const row = database.prepare(SETTLED_END).get() as { position: number; chain: string; found: string | null }
  if (row.position === 0 || row.chain === row.found) return
  throw new EventFileFault(
    `${file} lacks event ${String(row.position)} as it was recorded: its end was lost or altered. ` +
      'Run `waymark verify`, and restore a backup.',
  )
}

/** Settles what is not, as a process leaves it that was killed. */
export const settleRest = (database: Database.Database): void => {
  if (database.prepare(UNSETTLED_ROW).get() !== undefined) database.exec(SETTLE)
}

/** A full disk keeps no log from being closed: what is not settled now is settled when it is opened again. */
export const settleWherePossible = (database: Database.Database): void => {
  try {
    settleRest(database)
  } catch {
    if (database.inTransaction) database.exec('ROLLBACK')
  }
}

/**
 * Gives the write-ahead log its full length before the first append. A commit that lengthens a file waits for the
 * file system's journal too, which takes many times as long as one that overwrites; without this the first
 * thousands of appends after each start would be slow. What is written is rolled back: frames without a commit
 * are no part of the log.
 */
const growWriteAheadLog = (database: Database.Database): void => {
  database.pragma('cache_size = 100')
  database.exec('BEGIN IMMEDIATE')
  database.exec('CREATE TABLE ballast (bytes BLOB)')
  database.exec(`INSERT INTO ballast VALUES (zeroblob(${WAL_PAGES * PAGE_BYTES}))`)
  database.exec('ROLLBACK')
  database.pragma(PAGE_CACHE)
  database.exec(
    `BEGIN IMMEDIATE; UPDATE head SET format = format + 1; UPDATE head SET format = format - 1; COMMIT`,
  )
}

/** What each connection that commits has to be told. */
const settingsOf = ({ maximumPages }: Pick<DatabaseOptions, 'maximumPages'>): readonly string[] => [
  'synchronous = FULL',
  // Hot pages are copied into the file by `createFold`; at this length of the log, when that could not, by a commit.
  `wal_autocheckpoint = ${WAL_PAGES}`,
  ...(maximumPages === undefined ? [] : [`max_page_count = ${maximumPages}`]),
]

const attempt = <Result>(file: string, open: () => Result): Result => {
  try {
    return open()
  } catch (error) {
    if (error instanceof EventFileFault) throw error
    const reason = error instanceof Error ? error.message : String(error)
    throw new EventFileFault(`Cannot open the log of events ${file}: ${reason}`, { cause: error })
  }
}

/** Opens the log for writing and creates it when it is missing: WAL, every commit on disk before it returns. */
export const openForWriting = (file: string, options: DatabaseOptions): Database.Database =>
  attempt(file, () => {
    const database = new Database(file)
    try {
      database.pragma(`busy_timeout = ${String(options.busyTimeout)}`)
      database.pragma('journal_mode = WAL')
      for (const setting of settingsOf({})) database.pragma(setting)
      createWhereEmpty(database)
      requireFormat(database, file)
      requireWhole(database, file)
      growWriteAheadLog(database)
      settleRest(database)
      if (options.maximumPages !== undefined) {
        database.pragma(`max_page_count = ${options.maximumPages}`)
      }
      return database
    } catch (error) {
      database.close()
      throw error
    }
  })

/** A further connection for commits on this thread, to a log that `openForWriting` has opened. */
export const openForCommits = (
  file: string,
  { busyTimeout, maximumPages }: DatabaseOptions,
): Database.Database =>
  attempt(file, () => {
    const database = new Database(file, { timeout: busyTimeout })
    for (const setting of settingsOf({ maximumPages })) database.pragma(setting)
    return database
  })

/** A connection that runs whole scripts on another thread, one after the other. */
export interface ScriptRunner {
  run(script: string): Promise<void>
  isIdle(): boolean
  /** Resolves when nothing runs. */
  idle(): Promise<void>
  /** Waits for what runs. */
  close(): Promise<void>
}

/** A second connection to a log that `openForWriting` has opened. */
export const openForScripts = (file: string, options: DatabaseOptions): ScriptRunner =>
  attempt(file, () => {
    const database = new AsynchronousDatabase(file, { timeout: options.busyTimeout })
    const execute = (script: string): Promise<void> => database.exec(script) as Promise<void>
    const settings = [...settingsOf(options), PAGE_CACHE].map((setting) => `PRAGMA ${setting}`).join(';')
    let preparing: Promise<void> | undefined
    let isReady = false
    let last: Promise<void> = Promise.resolve()
    let running = 0
    const prepare = (): Promise<void> =>
      execute(settings).then(() => {
        isReady = true
      })
    const inTurn = (script: string): Promise<void> => {
      preparing ??= prepare()
      return Promise.all([preparing, last]).then(() => execute(script))
    }
    const end = (): void => {
      running -= 1
    }
    const run = (script: string): Promise<void> => {
      // At once when nothing runs: while it waited for promises, others would get their turn, and keep it for long.
      const done = isReady && running === 0 ? execute(script) : inTurn(script)
      running += 1
      last = done.then(end, end)
      return done
    }
    return {
      run,
      isIdle: () => running === 0,
      idle: () => last,
      close: async () => {
        await last
        database.close()
      },
    }
  })

/** Opens a log that exists so that nothing can be written through it; works beside a running server. */
export const openForReading = (file: string): Database.Database =>
  attempt(file, () => {
    if (!existsSync(file)) throw new EventFileFault(`There is no log of events at ${file}`)
    const database = new Database(`${pathToFileURL(resolve(file)).href}?mode=ro`)
    database.pragma('busy_timeout = 5000')
    return database
  })
