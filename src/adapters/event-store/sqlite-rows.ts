import type Database from 'libsql'

import type { StoredCommand, StoredEvent } from './ledger.js'
import { contentText, recordText } from './sqlite-record.js'
import { endsAt, noneSettled } from './sqlite-tables.js'

export type Bound = string | number | null
type Row = readonly Bound[]

export interface StoredStream {
  readonly id: number
  readonly name: string
  readonly category: string
}

/** An event, the number of its stream, and the command whose last event it is. */
export interface PlacedEvent {
  readonly event: StoredEvent
  readonly streamId: number
  readonly command: StoredCommand | null
}

/** Where the stored log ends, as far as a writer must know to find that nobody else has written. */
export interface StoredEnd {
  readonly chain: string
  /** Sequence of the last command without events. */
  readonly eventless: number
}

/** What a group adds to the tables. */
export interface Additions {
  /** Where the log ended when the group was settled; if it ends elsewhere now, nothing may be written. */
  readonly after: StoredEnd
  /** Of all its commands; if one of them is settled, nothing may be written either. */
  readonly commandIds: readonly string[]
  readonly streams: readonly StoredStream[]
  readonly events: readonly PlacedEvent[]
  /** Commands that recorded nothing. */
  readonly eventless: readonly StoredCommand[]
}

/** Bytes of additions as a script, about. */
export const sizeOf = ({ events, eventless }: Additions): number =>
  events.reduce(
    (size, { event, command }) =>
      size + event.data.length + event.meta.length + (command === null ? 400 : command.result.length + 800),
    0,
  ) + eventless.reduce((size, { result }) => size + result.length + 400, 0)

const PAGE_BYTES = 4_096

/** Pages that the commit of a group writes, about: the one that is not full yet, new ones, and the way to those. */
export const pagesOf = (additions: Additions): number =>
  1 + 2 * (additions.streams.length + additions.eventless.length) + (1.5 * sizeOf(additions)) / PAGE_BYTES

const streamRow = ({ id, name, category }: StoredStream): Row => [id, name, category]

/** The values of an event's row, in the order of its columns. */
export const eventRow = ({ event, streamId, command }: PlacedEvent): Bound[] => [
  event.position,
  streamId,
  event.revision,
  command === null ? null : command.id,
  command === null ? null : command.sequence,
  contentText(event),
  recordText(event, command),
]

export const EVENT_COLUMNS = 7

/** Keys of the events whose ids are not derived from the id of a command. */
const foreignRows = (events: readonly PlacedEvent[]): Row[] => {
  const rows: Row[] = []
  for (const { event } of events) if (!event.derived) rows.push([event.id, event.position])
  return rows
}

const eventlessRow = ({ id, sequence, requestHash, result, position, check }: StoredCommand): Row => [
  sequence,
  id,
  requestHash,
  result,
  position,
  check,
]

const keyRow = ({ id, sequence, position }: StoredCommand): Row => [id, sequence, position]

const marks = (count: number): string => Array.from({ length: count }, () => '?').join(', ')

/** Inserts many rows with few statements: one for 32 rows, one for 8, one for each of the rest. */
const createBulkInsert = (database: Database.Database, table: string, columns: number) => {
  const row = `(${marks(columns)})`
  const statements = [32, 8, 1].map((size) => ({
    length: size * columns,
    statement: database.prepare<[Row]>(
      `INSERT INTO ${table} VALUES ${Array.from({ length: size }, () => row).join(', ')}`,
    ),
  }))
  return (rows: Row): void => {
    let next = 0
    for (const { length, statement } of statements) {
      for (; rows.length - next >= length; next += length) statement.run(rows.slice(next, next + length))
    }
  }
}

const IDS = '(SELECT value FROM json_each(?))'

/** Writes additions within the open transaction; false when they do not fit any more, and nothing was written. */
export const createRowWriter = (database: Database.Database): ((additions: Additions) => boolean) => {
  const fits = database.prepare<[string, number, string]>(
    `SELECT ${endsAt('?', '?')} AND ${noneSettled(IDS)} AS so`,
  )
  const insertStreams = createBulkInsert(database, 'stream', 3)
  const insertEvents = createBulkInsert(database, 'event', EVENT_COLUMNS)
  const insertForeign = createBulkInsert(database, 'foreign_event', 2)
  const insertEventless = createBulkInsert(database, 'eventless_command', 6)
  const insertKeys = createBulkInsert(database, 'command_key', 3)
  return ({ after, commandIds, streams, events, eventless }) => {
    const { so } = fits.get(after.chain, after.eventless, JSON.stringify(commandIds)) as { so: number }
    if (so !== 1) return false
    insertStreams(streams.flatMap(streamRow))
    insertEvents(events.flatMap(eventRow))
    insertForeign(foreignRows(events).flat())
    insertEventless(eventless.flatMap(eventlessRow))
    insertKeys(eventless.flatMap(keyRow))
    return true
  }
}

/** The only event of additions that are nothing else: one row. */
export const loneEventOf = ({ streams, events, eventless }: Additions): PlacedEvent | null => {
  if (streams.length > 0 || eventless.length > 0 || events.length !== 1) return null
  return events[0]?.event.derived === true ? events[0] : null
}

const literal = (value: Bound): string => {
  if (typeof value === 'number') return String(value)
  if (value === null) return 'NULL'
  return `'${value.includes("'") ? value.replaceAll("'", "''") : value}'`
}

/** The parts of a statement that inserts rows; none where there is no row. */
const insertion = (parts: string[], table: string, rows: readonly Row[]): void => {
  for (const [index, row] of rows.entries()) {
    parts.push(index === 0 ? `INSERT OR ROLLBACK INTO ${table} VALUES (` : '),(')
    for (let column = 0; column < row.length; column += 1) {
      if (column > 0) parts.push(',')
      parts.push(literal(row[column] ?? null))
    }
  }
  if (rows.length > 0) parts.push(');')
}

/** Fails when the additions do not fit any more, for no command may have no result. Else it writes nothing. */
const requireFit = ({ after: { chain, eventless }, commandIds }: Additions): string =>
  "INSERT OR ROLLBACK INTO eventless_command SELECT 0, '', '', NULL, 0, '' " +
  `WHERE NOT (${endsAt(literal(chain), literal(eventless))} ` +
  `AND ${noneSettled(`(${commandIds.map(literal).join(',')})`)});`

/**
 * The same as one text for a connection that works on another thread and takes no parameters. No stored text has
 * control characters (JSON escapes them, names are checked), so doubling the quotes is all that a literal needs.
 * When the additions do not fit any more, the text fails. Whatever fails ends the transaction at once: one left open
 * would hold others up until somebody asks for its end.
 */
export const scriptOf = (additions: Additions): string => {
  const parts = ['BEGIN IMMEDIATE;', requireFit(additions)]
  insertion(parts, 'stream', additions.streams.map(streamRow))
  insertion(parts, 'event', additions.events.map(eventRow))
  insertion(parts, 'foreign_event', foreignRows(additions.events))
  insertion(parts, 'eventless_command', additions.eventless.map(eventlessRow))
  insertion(parts, 'command_key', additions.eventless.map(keyRow))
  parts.push('COMMIT')
  return parts.join('')
}
