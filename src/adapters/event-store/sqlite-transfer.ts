import { existsSync } from 'node:fs'

import type Database from 'libsql'

import {
  LogTransferFault,
  type LogEnd,
  type LogEntry,
  type LogSnapshot,
  type OpenLogDestination,
} from '../../eventsourcing/log-transfer.js'
import type { Entry, StoredEvent } from './ledger.js'
import { commandsAfter } from './sqlite-commands.js'
import {
  openForReading,
  openForWriting,
  requireFormat,
  requireWhole,
  settleRest,
  settleWherePossible,
} from './sqlite-database.js'
import { SqliteLedger } from './sqlite-ledger.js'
import { createLookups } from './sqlite-lookups.js'
import {
  EVENT_ROW,
  type EventRow,
  parseContent,
  parseRecord,
  toFoundEvent,
  toStoredCommand,
} from './sqlite-record.js'
import { createRowWriter } from './sqlite-rows.js'
import { commandOfRow, entriesOf, type EventOfRow } from './transfer-entries.js'
import { settleEntry, type FoundEvent, type TransferLedger } from './transfer-settlement.js'

const PAGE = 500
/** So many events or commands are settled at once. */
const UNSETTLED = 5_000

const EVENTS = `SELECT ${EVENT_ROW} WHERE e.position > ? ORDER BY e.position`

/** The command that recorded the event at a position. */
const COMMAND_AT =
  'SELECT sequence, position FROM event WHERE position >= ? AND sequence IS NOT NULL ORDER BY position LIMIT 1'

/** Reads a row, or says what cannot be read. */
const readable = <Row extends { readonly position: number }, Value>(read: (row: Row) => Value) => {
  return (row: Row): Value => {
    try {
      return read(row)
    } catch {
      throw new LogTransferFault(
        `The event at position ${row.position} cannot be read. Run \`waymark verify\`, and move from a good copy.`,
      )
    }
  }
}

const readFound = readable(toFoundEvent)
const readEvent = readable(({ position, stream, revision, content, record }: EventRow): EventOfRow => {
  const { type, schema, data } = parseContent(content)
  const { id, meta, recordedAt } = parseRecord(record)
  return { position, stream, revision, id, type, schema, recordedAt, data, meta }
})
const readCommand = readable(toStoredCommand)

const pagesOf = function* <Row, Value>(
  rows: Iterable<Row>,
  read: (row: Row) => Value,
): Generator<readonly Value[]> {
  let page: Value[] = []
  for (const row of rows) {
    page.push(read(row))
    if (page.length < PAGE) continue
    yield page
    page = []
  }
  yield page
}

/** A process that was killed at its very beginning leaves a file without tables. */
const isEmpty = (database: Database.Database): boolean =>
  database.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get() === undefined

const readEnd = (database: Database.Database, file: string): LogEnd => {
  requireFormat(database, file)
  requireWhole(database, file)
  const { position: events, chain, commands, command_chain: commandChain } = createLookups(database).end()
  return { events, chain, commands, commandChain }
}

/** The last of what comes before what is to be read. */
interface Beginning {
  readonly sequence: number
  readonly position: number
}

/** Where to begin so that what comes after a position is read; null when there is nothing after it. */
const beginningAfter = (database: Database.Database, after: number): Beginning | null =>
  after === 0
    ? { sequence: 0, position: 0 }
    : ((database.prepare<[number]>(COMMAND_AT).get(after) as Beginning | undefined) ?? null)

/**
 * Opens a log for moving it elsewhere, as it is at this moment; works beside a server, whose later appends are not
 * seen. Nothing can be written through it.
 *
 * @returns null when there is no log yet
 * @throws EventFileFault when the file cannot serve as a log of events
 */
export const openSqliteLogSource = (file: string): LogSnapshot | null => {
  if (!existsSync(file)) return null
  const database = openForReading(file)
  try {
    database.exec('BEGIN')
    if (isEmpty(database)) {
      database.close()
      return null
    }
    const end = readEnd(database, file)
    return {
      end: () => Promise.resolve(end),
      entries: (after) => {
        const begin = beginningAfter(database, Number(after))
        if (begin === null) return entriesOf([], [])
        const events = database.prepare<[number]>(EVENTS).iterate(begin.position) as Iterable<EventRow>
        const commands = commandsAfter(database, begin, readCommand)
        return entriesOf(pagesOf(commands, commandOfRow), pagesOf(events, readEvent))
      },
      close: () => {
        database.close()
        return Promise.resolve()
      },
    }
  } catch (error) {
    database.close()
    throw error
  }
}

/** The log of one file, and the events of the group in hand. */
class SqliteTransferLedger extends SqliteLedger implements TransferLedger {
  readonly #events
  #group: StoredEvent[] = []

  constructor(database: Database.Database) {
    super(database)
    this.#events = database.prepare<[number, number]>(
      `SELECT ${EVENT_ROW} WHERE e.position >= ? ORDER BY e.position LIMIT ?`,
    )
  }

  eventsFrom(first: number, count: number): readonly FoundEvent[] {
    if (count === 0) return []
    const stored = (this.#events.all(first, count) as EventRow[]).map(readFound)
    const inGroup = this.#group.filter(({ position }) => position >= first)
    return [...stored, ...inGroup].slice(0, count)
  }

  override enter(entry: Entry): void {
    super.enter(entry)
    this.#group.push(...entry.events)
  }

  /** The group is stored, or given up. */
  endGroup(): void {
    this.#group = []
  }
}

const requireUntouched = (ledger: SqliteLedger): void => {
  if (ledger.isCurrent()) return
  throw new LogTransferFault(
    'Another process has written to this log while it was being moved. Stop that process; the log is no copy of the ' +
      'other any more, so move into an empty one.',
  )
}

/**
 * Opens a log that takes entries from elsewhere, and makes it when it is missing. Whatever `receive` has answered is
 * on disk. Whoever opens it holds the data folder, so that no server writes meanwhile.
 *
 * @throws EventFileFault when the file cannot serve as a log of events
 */
export const openSqliteLogDestination = (file: string): OpenLogDestination => {
  const database = openForWriting(file, { busyTimeout: 5_000 })
  const ledger = new SqliteTransferLedger(database)
  const insertRows = createRowWriter(database)

  const enter = (entries: readonly LogEntry[]): number => {
    let recorded = 0
    for (const entry of entries) {
      const settled = settleEntry(entry, ledger)
      if (settled === null) continue
      ledger.enter(settled)
      recorded += 1
    }
    return recorded
  }

  const settle = (): void => {
    if (ledger.unsettled < UNSETTLED) return
    const end = ledger.storedEnd
    settleRest(database)
    ledger.settledUpTo(end)
  }

  const record = (entries: readonly LogEntry[]): number => {
    database.exec('BEGIN IMMEDIATE')
    try {
      requireUntouched(ledger)
      const recorded = enter(entries)
      const additions = ledger.additions()
      if (additions !== null && !insertRows(additions)) {
        throw new LogTransferFault(
          'The log disagrees with its keys. Run `waymark verify`, and move into a good one.',
        )
      }
      database.exec('COMMIT')
      ledger.keep()
      settle()
      return recorded
    } catch (error) {
      // A full disk may have ended the transaction already.
      if (database.inTransaction) database.exec('ROLLBACK')
      ledger.forget()
      throw error
    } finally {
      ledger.endGroup()
    }
  }

  return {
    receive: (entries) =>
      new Promise((resolve) => {
        resolve(record(entries))
      }),
    close: () => {
      settleWherePossible(database)
      // Everything into the one file, so that a copy of it is a whole backup.
      database.pragma('wal_checkpoint(TRUNCATE)')
      database.close()
      return Promise.resolve()
    },
  }
}
