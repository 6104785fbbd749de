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
import { EventFileFault, openForReading, openForWriting } from './sqlite-database.js'
import { SqliteLedger } from './sqlite-ledger.js'
import { createRowWriter } from './sqlite-rows.js'
import { entriesOf, type StoredCommandRow, type StoredEventRow } from './transfer-entries.js'
import { settleEntry, type FoundEvent, type TransferLedger } from './transfer-settlement.js'

const PAGE = 500

const EVENTS =
  'SELECT e.position, s.name AS stream, e.revision, e.id, e.type, e.schema, e.recorded_at AS recordedAt, ' +
  'e.data, e.meta FROM event e JOIN stream s ON s.id = e.stream_id WHERE e.position > ? ORDER BY e.position'

const COMMANDS =
  'SELECT id, request_hash AS requestHash, result, position FROM command WHERE sequence > ? ORDER BY sequence'

/** The command that recorded the event at a position: those that stand there too came later and recorded nothing. */
const COMMAND_AT = 'SELECT min(sequence) AS sequence, position FROM command WHERE position >= ?'

const pagesOf = function* <Row>(rows: Iterable<Row>): Generator<readonly Row[]> {
  let page: Row[] = []
  for (const row of rows) {
    page.push(row)
    if (page.length < PAGE) continue
    yield page
    page = []
  }
  yield page
}

/** A process that was killed at its very beginning leaves a file without tables. */
const isEmpty = (database: Database.Database): boolean =>
  database.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get() === undefined

const requireLog = (database: Database.Database, file: string): void => {
  if (database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'head'").get() !== undefined) return
  throw new EventFileFault(`${file} is a SQLite file, but not a log of events. Name another data folder.`)
}

const readEnd = (database: Database.Database, file: string): LogEnd => {
  requireLog(database, file)
  const row = database
    .prepare('SELECT position AS events, chain, commands, command_chain AS commandChain FROM head')
    .get() as LogEnd | undefined
  if (row === undefined) throw new EventFileFault(`${file} has lost its head row. Run \`waymark verify\`.`)
  const { events, chain, commands, commandChain } = row
  return { events, chain, commands, commandChain }
}

/** Where to begin so that what comes after a position is read. */
const beginningAfter = (database: Database.Database, after: number) => {
  if (after === 0) return { sequence: 0, position: 0 }
  const found = database.prepare<[number]>(COMMAND_AT).get(after) as {
    readonly sequence: number | null
    readonly position: number | null
  }
  const { sequence, position } = found
  return sequence === null || position === null ? null : { sequence, position }
}

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
        const commands = database.prepare<[number]>(COMMANDS).iterate(begin.sequence)
        const events = database.prepare<[number]>(EVENTS).iterate(begin.position)
        return entriesOf(
          pagesOf(commands as Iterable<StoredCommandRow>),
          pagesOf(events as Iterable<StoredEventRow>),
        )
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
      'SELECT e.id, s.name AS stream, e.type, e.schema, e.payload_hash AS payloadHash ' +
        'FROM event e JOIN stream s ON s.id = e.stream_id WHERE e.position >= ? ORDER BY e.position LIMIT ?',
    )
  }

  eventsFrom(first: number, count: number): readonly FoundEvent[] {
    if (count === 0) return []
    const stored = this.#events.all(first, count) as FoundEvent[]
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
  const writeRows = createRowWriter(database)

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

  const record = (entries: readonly LogEntry[]): number => {
    database.exec('BEGIN IMMEDIATE')
    try {
      requireUntouched(ledger)
      const recorded = enter(entries)
      const additions = ledger.additions()
      if (additions !== null) writeRows(additions)
      database.exec('COMMIT')
      ledger.keep()
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
      // Everything into the one file, so that a copy of it is a whole backup.
      database.pragma('wal_checkpoint(TRUNCATE)')
      database.close()
      return Promise.resolve()
    },
  }
}
