import type Database from 'libsql'

import type { Head, StoredCommand, StoredEvent } from './ledger.js'

type Bound = string | number
type Row = readonly Bound[]

export interface StoredStream {
  readonly id: number
  readonly name: string
  readonly category: string
}

/** An event, and the number of its stream. */
export interface PlacedEvent {
  readonly event: StoredEvent
  readonly streamId: number
}

/** What a group adds to the tables. */
export interface Additions {
  /** Where the log ended when the group was settled; if it ends elsewhere now, nothing may be written. */
  readonly after: Head
  readonly head: Head
  readonly streams: readonly StoredStream[]
  readonly events: readonly PlacedEvent[]
  readonly commands: readonly StoredCommand[]
}

const streamRow = ({ id, name, category }: StoredStream): Row => [id, name, category]

const eventRow = ({ event, streamId }: PlacedEvent): Row => [
  event.position,
  event.id,
  streamId,
  event.revision,
  event.type,
  event.schema,
  event.recordedAt,
  event.data,
  event.meta,
  event.payloadHash,
  event.streamPrevious,
  event.chain,
]

const commandRow = ({ id, sequence, requestHash, result, position, check }: StoredCommand): Row => [
  id,
  sequence,
  requestHash,
  result,
  position,
  check,
]

/** Inserts many rows with few statements: one for 32 rows, one for 8, one for each of the rest. */
const createBulkInsert = (database: Database.Database, table: string, columns: number) => {
  const row = `(${Array.from({ length: columns }, () => '?').join(', ')})`
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

const headRow = ({ after, head }: Additions): Row => [
  head.position,
  head.chain,
  head.recordedAt,
  head.commands,
  head.commandChain,
  after.chain,
  after.commandChain,
]

/** Writes additions within the open transaction; false when the log ends elsewhere than they were settled on. */
export const createRowWriter = (database: Database.Database): ((additions: Additions) => boolean) => {
  const insertStreams = createBulkInsert(database, 'stream', 3)
  const insertEvents = createBulkInsert(database, 'event', 12)
  const insertCommands = createBulkInsert(database, 'command', 6)
  const updateHead = database.prepare<[Row]>(
    'UPDATE head SET position = ?, chain = ?, recorded_at = ?, commands = ?, command_chain = ? ' +
      'WHERE chain = ? AND command_chain = ?',
  )
  return (additions) => {
    if (updateHead.run(headRow(additions)).changes !== 1) return false
    insertStreams(additions.streams.flatMap(streamRow))
    insertEvents(additions.events.flatMap(eventRow))
    insertCommands(additions.commands.flatMap(commandRow))
    return true
  }
}

const literal = (value: Bound): string =>
  typeof value === 'number' ? String(value) : `'${value.includes("'") ? value.replaceAll("'", "''") : value}'`

const insertion = (table: string, rows: readonly Row[]): string =>
  rows.length === 0
    ? ''
    : `INSERT OR ROLLBACK INTO ${table} VALUES ${rows.map((row) => `(${row.map(literal).join(',')})`).join(',')};`

/**
 * The same as one text for a connection that works on another thread and takes no parameters. No stored text has
 * control characters (JSON escapes them, names are checked), so doubling the quotes is all that a literal needs.
 * When the log ends elsewhere than the additions were settled on, the text fails: `format` may not be null. Whatever
 * fails ends the transaction at once: one left open would hold others up until somebody asks for its end.
 */
export const scriptOf = ({ after, head, streams, events, commands }: Additions): string =>
  'BEGIN IMMEDIATE;' +
  `UPDATE OR ROLLBACK head SET format = CASE WHEN chain = ${literal(after.chain)} ` +
  `AND command_chain = ${literal(after.commandChain)} THEN format END, ` +
  `position = ${head.position}, chain = ${literal(head.chain)}, recorded_at = ${head.recordedAt}, ` +
  `commands = ${head.commands}, command_chain = ${literal(head.commandChain)};` +
  insertion('stream', streams.map(streamRow)) +
  insertion('event', events.map(eventRow)) +
  insertion('command', commands.map(commandRow)) +
  'COMMIT'
