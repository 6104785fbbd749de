import type Database from 'libsql'

import { streamHash, type Sha256 } from '../../eventsourcing/hash-chain.js'
import { RecentlyUsed } from '../../eventsourcing/recently-used.js'
import { categoryOf } from '../../eventsourcing/stream-name.js'
import type { Entry, Head, Ledger, StoredCommand, StreamEnd } from './ledger.js'
import type { Additions, PlacedEvent, StoredStream } from './sqlite-rows.js'

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

const STREAMS_KEPT = 20_000
const ABSENT_KEPT = 10_000

/** What is stored, as one connection sees it. */
const createLookups = (database: Database.Database) => {
  const head = database.prepare('SELECT position, chain, recorded_at, commands, command_chain FROM head')
  const lastStream = database.prepare('SELECT coalesce(max(id), 0) AS id FROM stream')
  const stream = database.prepare<[string]>('SELECT id FROM stream WHERE name = ?')
  const end = database.prepare<[number]>(
    'SELECT id, revision, type, schema, payload_hash, stream_previous FROM event ' +
      'WHERE stream_id = ? ORDER BY revision DESC LIMIT 1',
  )
  const command = database.prepare<[string]>('SELECT * FROM command WHERE id = ?')
  const knownCommands = database.prepare<[string]>(
    'SELECT id FROM command WHERE id IN (SELECT value FROM json_each(?))',
  )
  const foreignId = database.prepare<[string]>(
    `SELECT 1 FROM event WHERE id = ? AND substr(id, 15, 1) <> '5'`,
  )
  return {
    head: () => head.get() as HeadRow | undefined,
    lastStream: () => (lastStream.get() as { id: number }).id,
    stream: (name: string) => stream.get(name) as { id: number } | undefined,
    end: (id: number) => end.get(id) as EndRow | undefined,
    command: (id: string) => command.get(id) as CommandRow | undefined,
    knownCommands: (ids: readonly string[]) =>
      new Set((knownCommands.all(JSON.stringify(ids)) as { id: string }[]).map(({ id }) => id)),
    hasForeignId: (id: string) => foreignId.get(id) !== undefined,
  }
}

/**
 * The log as the writer sees it: what is stored, and on top of it what was entered since the last commit. What is
 * kept in memory is right as long as nobody else writes; whoever writes the additions finds that out by the head.
 * After them comes `keep` when they are stored, `forget` when they are not, `reload` when somebody else wrote.
 */
export class SqliteLedger implements Ledger {
  head: Head
  #storedHead: Head
  readonly #stored
  /** Ends of streams that are stored. */
  readonly #kept = new RecentlyUsed<KnownStream>(STREAMS_KEPT)
  /** Commands that were looked for and not found; they cannot have come since, except from somebody else. */
  readonly #absent = new Set<string>()
  #lastStream: number
  readonly #streams = new Map<string, KnownStream>()
  readonly #commands = new Map<string, StoredCommand>()
  readonly #foreignIds = new Set<string>()
  #newStreams: StoredStream[] = []
  #events: PlacedEvent[] = []

  constructor(database: Database.Database) {
    this.#stored = createLookups(database)
    this.#lastStream = this.#stored.lastStream()
    this.#storedHead = this.readHead()
    this.head = this.#storedHead
  }

  /** Where the stored log ends. */
  readHead(): Head {
    const row = this.#stored.head()
    if (row === undefined) throw new Error('The log has lost its head row; run verify')
    const { position, chain, commands } = row
    return { position, chain, recordedAt: row.recorded_at, commands, commandChain: row.command_chain }
  }

  /** True when nobody else has written since. */
  isCurrent(): boolean {
    const { chain, commandChain } = this.readHead()
    return chain === this.#storedHead.chain && commandChain === this.#storedHead.commandChain
  }

  streamEnd(name: string): KnownStream | null {
    const known = this.#streams.get(name) ?? this.#kept.get(name)
    if (known !== undefined) return known
    const stream = this.#stored.stream(name)
    const row = stream && this.#stored.end(stream.id)
    if (stream === undefined || row === undefined) return null
    const hash = streamHash(row.stream_previous, row.payload_hash, {
      ...row,
      stream: name,
      position: 0,
      recordedAt: 0,
    })
    const end = { id: stream.id, revision: row.revision, hash }
    this.#kept.set(name, end)
    return end
  }

  command(id: string): StoredCommand | null {
    return this.#commands.get(id) ?? this.storedCommand(id)
  }

  /** Finds out at once which of these commands are not on disk, to spare each a look of its own. */
  lookForCommands(ids: readonly string[]): void {
    const unsure = ids.filter((id) => !this.#absent.has(id))
    if (unsure.length === 0) return
    const known = this.#stored.knownCommands(unsure)
    for (const id of unsure) if (!known.has(id)) this.#keepAbsent(id)
  }

  #keepAbsent(id: string): void {
    if (this.#absent.size >= ABSENT_KEPT) this.#absent.clear()
    this.#absent.add(id)
  }

  /** A command that is on disk. */
  storedCommand(id: string): StoredCommand | null {
    if (this.#absent.has(id)) return null
    const row = this.#stored.command(id)
    if (row === undefined) {
      this.#keepAbsent(id)
      return null
    }
    const { sequence, result, position } = row
    return { sequence, id: row.id, requestHash: row.request_hash, result, position, check: row.check_hash }
  }

  hasEvent(id: string): boolean {
    return this.#foreignIds.has(id) || this.#stored.hasForeignId(id)
  }

  enter({ events, streams, command, head }: Entry): void {
    for (const [name, { revision, hash }] of streams) {
      const id = this.streamEnd(name)?.id ?? this.#addStream(name)
      this.#streams.set(name, { id, revision, hash })
    }
    for (const event of events) {
      if (!event.derived) this.#foreignIds.add(event.id)
      this.#events.push({ event, streamId: this.#streams.get(event.stream)?.id ?? 0 })
    }
    this.#commands.set(command.id, command)
    this.head = head
  }

  #addStream(name: string): number {
    this.#lastStream += 1
    this.#newStreams.push({ id: this.#lastStream, name, category: categoryOf(name) })
    return this.#lastStream
  }

  /** What was entered since the last commit; null when nothing was. */
  additions(): Additions | null {
    if (this.#commands.size === 0) return null
    return {
      after: this.#storedHead,
      head: this.head,
      streams: this.#newStreams,
      events: this.#events,
      commands: [...this.#commands.values()],
    }
  }

  /** The additions are stored. */
  keep(): void {
    for (const [name, end] of this.#streams) this.#kept.set(name, end)
    for (const id of this.#commands.keys()) this.#absent.delete(id)
    this.#storedHead = this.head
    this.#reset()
  }

  /** The additions are not stored. */
  forget(): void {
    this.#lastStream -= this.#newStreams.length
    this.head = this.#storedHead
    this.#reset()
  }

  /** Somebody else wrote: begins anew from what is stored. */
  reload(): void {
    this.#reset()
    this.#kept.clear()
    this.#absent.clear()
    this.#lastStream = this.#stored.lastStream()
    this.#storedHead = this.readHead()
    this.head = this.#storedHead
  }

  #reset(): void {
    this.#streams.clear()
    this.#commands.clear()
    this.#foreignIds.clear()
    this.#newStreams = []
    this.#events = []
  }
}
