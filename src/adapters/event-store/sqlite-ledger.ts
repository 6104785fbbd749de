import type Database from 'libsql'
import { LRUCache } from 'lru-cache'

import { streamHash, type Sha256 } from '../../eventsourcing/hash-chain.js'
import { categoryOf } from '../../eventsourcing/stream-name.js'
import type { Entry, Head, Ledger, StoredCommand, StoredEvent, StreamEnd } from './ledger.js'

type Bound = string | number

interface KnownStream extends StreamEnd {
  readonly id: number
}

interface HeadRow {
  readonly position: number
  readonly chain: Sha256
  readonly recorded_at: number
  readonly commands: number
  readonly command_chain: Sha256
}

interface EndRow {
  readonly stream_id: number
  readonly id: string
  readonly revision: number
  readonly type: string
  readonly schema: number
  readonly payload_hash: Sha256
  readonly stream_previous: Sha256
}

interface CommandRow {
  readonly sequence: number
  readonly id: string
  readonly request_hash: string
  readonly result: string
  readonly position: number
  readonly check_hash: Sha256
}

/** Inserts many rows with few statements: one for 32 rows, one for 8, one for each of the rest. */
const createBulkInsert = (database: Database.Database, table: string, columns: number) => {
  const row = `(${Array.from({ length: columns }, () => '?').join(', ')})`
  const statements = [32, 8, 1].map((size) => ({
    size,
    statement: database.prepare<Bound[]>(
      `INSERT INTO ${table} VALUES ${Array.from({ length: size }, () => row).join(', ')}`,
    ),
  }))
  return (rows: readonly (readonly Bound[])[]): void => {
    let next = 0
    for (const { size, statement } of statements) {
      for (; rows.length - next >= size; next += size) statement.run(...rows.slice(next, next + size).flat())
    }
  }
}

const STREAMS_KEPT = 20_000
const ABSENT_KEPT = 10_000

/**
 * The log as the writer sees it: what is stored, and on top of it what the open transaction has settled.
 * What is kept in memory is right as long as nobody else writes; `commit` finds that out. After each transaction
 * comes `commit`, `reload` or `forget`.
 */
export class SqliteLedger implements Ledger {
  head: Head
  #storedHead: Head
  /** Ends of streams that are stored. */
  readonly #kept = new LRUCache<string, KnownStream>({ max: STREAMS_KEPT })
  /** Commands that were looked for and not found; they cannot have come since, except from somebody else. */
  readonly #absent = new Set<string>()
  readonly #streams = new Map<string, KnownStream>()
  readonly #commands = new Map<string, StoredCommand>()
  readonly #foreignIds = new Set<string>()
  #events: (readonly Bound[])[] = []

  readonly #selectHead
  readonly #selectStream
  readonly #selectEnd
  readonly #selectCommand
  readonly #selectForeignId
  readonly #insertStream
  readonly #insertEvents
  readonly #insertCommands
  readonly #updateHead
  readonly #commit

  constructor(database: Database.Database) {
    this.#selectHead = database.prepare(
      'SELECT position, chain, recorded_at, commands, command_chain FROM head',
    )
    this.#selectStream = database.prepare<[string]>('SELECT id FROM stream WHERE name = ?')
    this.#selectEnd = database.prepare<[number]>(
      'SELECT stream_id, id, revision, type, schema, payload_hash, stream_previous FROM event ' +
        'WHERE stream_id = ? ORDER BY revision DESC LIMIT 1',
    )
    this.#selectCommand = database.prepare<[string]>('SELECT * FROM command WHERE id = ?')
    this.#selectForeignId = database.prepare<[string]>(
      `SELECT 1 FROM event WHERE id = ? AND substr(id, 15, 1) <> '5'`,
    )
    this.#insertStream = database.prepare<[string, string]>(
      'INSERT INTO stream (name, category) VALUES (?, ?)',
    )
    this.#insertEvents = createBulkInsert(database, 'event', 12)
    this.#insertCommands = createBulkInsert(database, 'command', 6)
    this.#updateHead = database.prepare<Bound[]>(
      'UPDATE head SET position = ?, chain = ?, recorded_at = ?, commands = ?, command_chain = ? ' +
        'WHERE chain = ? AND command_chain = ?',
    )
    this.#commit = database.prepare('COMMIT')
    this.#storedHead = this.readHead()
    this.head = this.#storedHead
  }

  readHead(): Head {
    const row = this.#selectHead.get() as HeadRow | undefined
    if (row === undefined) throw new Error('The log has lost its head row; run verify')
    const { position, chain, commands } = row
    return { position, chain, recordedAt: row.recorded_at, commands, commandChain: row.command_chain }
  }

  /** Forgets what was kept in memory and reads the head again. */
  reload(): void {
    this.forget()
    this.#storedHead = this.readHead()
    this.head = this.#storedHead
  }

  streamEnd(name: string): KnownStream | null {
    const known = this.#streams.get(name) ?? this.#kept.get(name)
    if (known !== undefined) return known
    const stream = this.#selectStream.get(name) as { id: number } | undefined
    if (stream === undefined) return null
    const row = this.#selectEnd.get(stream.id) as EndRow | undefined
    if (row === undefined) return null
    const header = { ...row, stream: name, position: 0, recordedAt: 0 }
    const hash = streamHash(row.stream_previous, row.payload_hash, header)
    const end = { id: stream.id, revision: row.revision, hash }
    this.#kept.set(name, end)
    return end
  }

  command(id: string): StoredCommand | null {
    const pending = this.#commands.get(id)
    if (pending !== undefined) return pending
    if (this.#absent.has(id)) return null
    const row = this.#selectCommand.get(id) as CommandRow | undefined
    if (row === undefined) {
      if (this.#absent.size >= ABSENT_KEPT) this.#absent.clear()
      this.#absent.add(id)
      return null
    }
    const { sequence, result, position } = row
    return { sequence, id: row.id, requestHash: row.request_hash, result, position, check: row.check_hash }
  }

  hasEvent(id: string): boolean {
    return this.#foreignIds.has(id) || this.#selectForeignId.get(id) !== undefined
  }

  enter({ events, streams, command, head }: Entry): void {
    for (const [name, end] of streams) {
      const id = this.streamEnd(name)?.id ?? this.#addStream(name)
      this.#streams.set(name, { ...end, id })
    }
    for (const event of events) {
      if (!event.derived) this.#foreignIds.add(event.id)
      this.#events.push(this.#rowOf(event))
    }
    this.#commands.set(command.id, command)
    this.head = head
  }

  #addStream(name: string): number {
    return Number(this.#insertStream.run(name, categoryOf(name)).lastInsertRowid)
  }

  #rowOf(event: StoredEvent): readonly Bound[] {
    const stream = this.#streams.get(event.stream)
    if (stream === undefined) throw new Error(`Stream ${event.stream} has no row`)
    return [
      event.position,
      event.id,
      stream.id,
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
  }

  /**
   * Writes what was entered and commits. False when the log is not as it was settled on, because somebody else wrote:
   * then nothing is committed.
   */
  commit(): boolean {
    if (!this.#moveHead()) return false
    if (this.#commands.size > 0) {
      this.#insertEvents(this.#events)
      this.#insertCommands(
        [...this.#commands.values()].map((command) => [
          command.id,
          command.sequence,
          command.requestHash,
          command.result,
          command.position,
          command.check,
        ]),
      )
    }
    this.#commit.run()
    for (const [name, end] of this.#streams) this.#kept.set(name, end)
    for (const id of this.#commands.keys()) this.#absent.delete(id)
    this.#storedHead = this.head
    this.#reset()
    return true
  }

  #moveHead(): boolean {
    const { position, chain, recordedAt, commands, commandChain } = this.head
    const { chain: storedChain, commandChain: storedCommands } = this.#storedHead
    const moved = this.#updateHead.run(
      position,
      chain,
      recordedAt,
      commands,
      commandChain,
      storedChain,
      storedCommands,
    )
    return moved.changes === 1
  }

  /** After a failure: what was entered is not stored. */
  forget(): void {
    this.head = this.#storedHead
    this.#kept.clear()
    this.#absent.clear()
    this.#reset()
  }

  #reset(): void {
    this.#streams.clear()
    this.#commands.clear()
    this.#foreignIds.clear()
    this.#events = []
  }
}
