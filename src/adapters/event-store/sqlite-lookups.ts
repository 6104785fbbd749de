import type Database from 'libsql'

import type { Sha256 } from '../../eventsourcing/hash-chain.js'
import type { Head, StoredCommand } from './ledger.js'
import { COMMAND_ROW, type CommandRow, type EventTexts, toStoredCommand } from './sqlite-record.js'
import { EVENTLESS_COLUMNS, STORED_END } from './sqlite-tables.js'
import { SqliteTail } from './sqlite-tail.js'

interface EndRow {
  readonly position: number
  readonly chain: Sha256
  readonly recorded_at: number
  readonly commands: number
  readonly command_chain: Sha256
  /** Sequence of the last command without events. */
  readonly eventless: number
}

interface StreamEndRow extends EventTexts {
  readonly streamId: number
  readonly revision: number
}

interface UnsettledRow {
  readonly position: number
  readonly stream: string
  readonly command: string | null
}

const END_OF_STREAM = 'SELECT stream_id AS streamId, revision, content, record FROM event'

/** What is stored, as one connection sees it. */
export const createLookups = (database: Database.Database) => {
  const end = database.prepare(STORED_END)
  const settled = database.prepare('SELECT position, commands FROM head')
  const unsettled = database.prepare(
    'SELECT e.position, s.name AS stream, e.command FROM event e JOIN stream s ON s.id = e.stream_id ' +
      'WHERE e.position > (SELECT position FROM head) ORDER BY e.position',
  )
  const lastPosition = database.prepare('SELECT coalesce(max(position), 0) AS position FROM event')
  const lastStream = database.prepare('SELECT coalesce(max(id), 0) AS id FROM stream')
  const streamEndAt = database.prepare<[number]>(`${END_OF_STREAM} WHERE position = ?`)
  const settledStreamEnd = database.prepare<[string]>(
    `${END_OF_STREAM} WHERE position = (SELECT position FROM stream_event ` +
      'WHERE stream_id = (SELECT id FROM stream WHERE name = ?) ORDER BY revision DESC LIMIT 1)',
  )
  const commandAt = database.prepare<[number]>(
    `SELECT ${COMMAND_ROW} WHERE position = ? AND sequence IS NOT NULL`,
  )
  const key = database.prepare<[string]>('SELECT sequence, position FROM command_key WHERE command = ?')
  const eventless = database.prepare<[number]>(
    `SELECT ${EVENTLESS_COLUMNS} FROM eventless_command WHERE sequence = ?`,
  )
  const knownCommands = database.prepare<[string]>(
    'SELECT command AS id FROM command_key WHERE command IN (SELECT value FROM json_each(?))',
  )
  const foreignId = database.prepare<[string]>('SELECT 1 FROM foreign_event WHERE id = ?')
  const commandEndingAt = (position: number): StoredCommand | undefined => {
    const row = commandAt.get(position) as CommandRow | undefined
    return row && toStoredCommand(row)
  }
  return {
    end: () => end.get() as EndRow,
    /** Up to where streams and commands are found by their tables. */
    settled: () => settled.get() as { position: number; commands: number } | undefined,
    unsettled: () => unsettled.all() as UnsettledRow[],
    lastPosition: () => (lastPosition.get() as { position: number }).position,
    lastStream: () => (lastStream.get() as { id: number }).id,
    streamEndAt: (position: number) => streamEndAt.get(position) as StreamEndRow | undefined,
    settledStreamEnd: (name: string) => settledStreamEnd.get(name) as StreamEndRow | undefined,
    /** The command whose last event is at a position. */
    commandAt: commandEndingAt,
    settledCommand: (id: string): StoredCommand | undefined => {
      const found = key.get(id) as { sequence: number; position: number } | undefined
      if (found === undefined) return undefined
      const withEvents = commandEndingAt(found.position)
      if (withEvents?.sequence === found.sequence) return withEvents
      const without = eventless.get(found.sequence) as StoredCommand | undefined
      if (without !== undefined) return without
      throw new Error(`The key of command ${id} leads nowhere; run \`waymark verify\``)
    },
    settledCommands: (ids: readonly string[]) =>
      new Set((knownCommands.all(JSON.stringify(ids)) as { id: string }[]).map(({ id }) => id)),
    hasForeignId: (id: string) => foreignId.get(id) !== undefined,
  }
}

/** What is stored at the end of the log, whoever wrote it. */
export const endOf = (stored: ReturnType<typeof createLookups>) => {
  const settled = stored.settled()
  if (settled === undefined) throw new Error('The log has lost its head row; run verify')
  const { position, chain, recorded_at: recordedAt, commands, command_chain, eventless } = stored.end()
  const tail = new SqliteTail(settled.position)
  for (const row of stored.unsettled()) tail.add(row.position, row.stream, row.command)
  const head: Head = { position, chain, recordedAt, commands, commandChain: command_chain }
  return { head, eventless, settled, tail, lastStream: stored.lastStream() }
}
