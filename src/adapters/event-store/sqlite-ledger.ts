import type Database from 'libsql'

import { streamHash } from '../../eventsourcing/hash-chain.js'
import { RecentlyUsed } from '../../eventsourcing/recently-used.js'
import { categoryOf } from '../../eventsourcing/stream-name.js'
import type { Entry, Head, Ledger, StoredCommand, StreamEnd } from './ledger.js'
import { createLookups } from './sqlite-lookups.js'
import type { Additions, PlacedEvent, StoredStream } from './sqlite-rows.js'
import { SqliteTail, type Unsettled } from './sqlite-tail.js'

/** Up to where the log is settled: its last event, and how many commands. */
export interface Settled {
  readonly position: number
  readonly commands: number
}

interface KnownStream extends StreamEnd {
  readonly id: number
}

const STREAMS_KEPT = 20_000

/** What is stored at the end of the log, whoever wrote it. */
const endOf = (stored: ReturnType<typeof createLookups>) => {
  const settled = stored.settled()
  if (settled === undefined) throw new Error('The log has lost its head row; run verify')
  const { position, chain, recorded_at: recordedAt, commands, command_chain, eventless } = stored.end()
  const tail = new SqliteTail(settled.position)
  for (const row of stored.unsettled()) tail.add(row.position, row.stream, row.command)
  const head: Head = { position, chain, recordedAt, commands, commandChain: command_chain }
  return { head, eventless, settled, tail, lastStream: stored.lastStream() }
}

const hastyOf = (log: Omit<Ledger, 'head'> & { readonly head: () => Head }): Ledger => ({
  ...log,
  get head() {
    return log.head()
  },
})

/**
 * The log as the writer sees it: what is stored, and on top of it what was entered since the last commit. What is
 * kept in memory is right as long as nobody else writes; whoever writes the additions finds that out by the head.
 * After them comes `keep` when they are stored, `forget` when they are not, `reload` when somebody else wrote.
 */
export class SqliteLedger implements Ledger {
  head: Head
  #storedHead: Head
  /** Sequence of the last command without events that is stored. */
  #storedEventless: number
  /** Up to where streams and commands are found by their tables; after it, by the tail. */
  #settled: Settled
  #tail: SqliteTail
  readonly #stored
  /** Ends of streams that are stored. */
  readonly #kept = new RecentlyUsed<KnownStream>(STREAMS_KEPT)
  #lastStream: number
  readonly #streams = new Map<string, KnownStream>()
  readonly #commands = new Map<string, StoredCommand>()
  readonly #foreignIds = new Set<string>()
  #newStreams: StoredStream[] = []
  #events: PlacedEvent[] = []
  #eventless: StoredCommand[] = []

  constructor(database: Database.Database) {
    this.#stored = createLookups(database)
    const { head, eventless, settled, tail, lastStream } = endOf(this.#stored)
    this.head = head
    this.#storedHead = head
    this.#storedEventless = eventless
    this.#settled = settled
    this.#tail = tail
    this.#lastStream = lastStream
  }

  /** What is not settled. */
  get tail(): Unsettled {
    return this.#tail
  }

  /** Where the stored log ends, whoever wrote it. */
  storedPosition(): number {
    return this.#stored.lastPosition()
  }

  /** How many commands or events are stored and not settled, whichever are more. */
  get unsettled(): number {
    const { position, commands } = this.#storedHead
    return Math.max(position - this.#settled.position, commands - this.#settled.commands)
  }

  /** True when nobody else has written since, and none of the commands entered since the last commit is stored. */
  isRight(): boolean {
    return this.isCurrent() && this.storedAmong([...this.#commands.keys()]).size === 0
  }

  /** True when nobody else has written since. */
  isCurrent(): boolean {
    const { chain, command_chain: commandChain } = this.#stored.end()
    return chain === this.#storedHead.chain && commandChain === this.#storedHead.commandChain
  }

  streamEnd(name: string): KnownStream | null {
    const known = this.#streams.get(name) ?? this.#kept.get(name)
    if (known !== undefined) return known
    const position = this.#tail.lastPositionOf(name)
    const row =
      position === undefined ? this.#stored.settledStreamEnd(name) : this.#stored.streamEndAt(position)
    if (row === undefined) return null
    const hash = streamHash(row.stream_previous, row.payload_hash, {
      ...row,
      stream: name,
      position: 0,
      recordedAt: 0,
    })
    const end = { id: row.streamId, revision: row.revision, hash }
    this.#kept.set(name, end)
    return end
  }

  command(id: string): StoredCommand | null {
    return this.#commands.get(id) ?? this.storedCommand(id)
  }

  /**
   * The same log to somebody in a hurry: commands that are settled are not looked for, which takes as long as all of a
   * command's hashes. Writing the additions fails when there is such a command.
   */
  readonly hasty: Ledger = hastyOf({
    head: () => this.head,
    streamEnd: (stream) => this.streamEnd(stream),
    hasEvent: (id) => this.hasEvent(id),
    command: (id) => this.#commands.get(id) ?? this.#unsettledCommand(id),
  })

  /** Which of these commands are on disk. */
  storedAmong(ids: readonly string[]): ReadonlySet<string> {
    const stored = new Set(this.#stored.settledCommands(ids))
    for (const id of ids) if (this.#tail.positionOf(id) !== undefined) stored.add(id)
    return stored
  }

  /** Takes in what somebody else wrote, unless the next commit will find it anyway. */
  refresh(): void {
    if (this.#commands.size === 0 && this.storedPosition() !== this.#storedHead.position) this.reload()
  }

  /** A command that is on disk. */
  storedCommand(id: string): StoredCommand | null {
    return this.#unsettledCommand(id) ?? this.#stored.settledCommand(id) ?? null
  }

  #unsettledCommand(id: string): StoredCommand | null {
    const position = this.#tail.positionOf(id)
    return position === undefined ? null : (this.#stored.commandAt(position) ?? null)
  }

  hasEvent(id: string): boolean {
    return this.#foreignIds.has(id) || this.#stored.hasForeignId(id)
  }

  enter({ events, streams, command, head }: Entry): void {
    for (const [name, { revision, hash }] of streams) {
      const id = this.streamEnd(name)?.id ?? this.#addStream(name)
      this.#streams.set(name, { id, revision, hash })
    }
    for (const [index, event] of events.entries()) {
      if (!event.derived) this.#foreignIds.add(event.id)
      const streamId = this.#streams.get(event.stream)?.id ?? 0
      this.#events.push({ event, streamId, command: index === events.length - 1 ? command : null })
    }
    if (events.length === 0) this.#eventless.push(command)
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
      after: { chain: this.#storedHead.chain, eventless: this.#storedEventless },
      commandIds: [...this.#commands.keys()],
      streams: this.#newStreams,
      events: this.#events,
      eventless: this.#eventless,
    }
  }

  /** The additions are stored. */
  keep(): void {
    for (const [name, end] of this.#streams) this.#kept.set(name, end)
    for (const { event, command } of this.#events) {
      this.#tail.add(event.position, event.stream, command === null ? null : command.id)
    }
    this.#storedHead = this.head
    this.#storedEventless = this.#eventless.at(-1)?.sequence ?? this.#storedEventless
    this.#reset()
  }

  /** The additions are not stored. */
  forget(): void {
    this.#lastStream -= this.#newStreams.length
    this.head = this.#storedHead
    this.#reset()
  }

  /** Where the stored log ends now, for `settledUpTo` once everything up to there is settled. */
  get storedEnd(): Settled {
    const { position, commands } = this.#storedHead
    return { position, commands }
  }

  /** Everything up to there is settled. */
  settledUpTo(end: Settled): void {
    if (end.position < this.#settled.position) return
    this.#settled = end
    this.#tail.settledUpTo(end.position)
  }

  /** Somebody else wrote: begins anew from what is stored. */
  reload(): void {
    // First, for what follows may fail: nothing may be left that was entered.
    this.forget()
    this.#kept.clear()
    const { head, eventless, settled, tail, lastStream } = endOf(this.#stored)
    this.head = head
    this.#storedHead = head
    this.#storedEventless = eventless
    this.#settled = settled
    this.#tail = tail
    this.#lastStream = lastStream
  }

  #reset(): void {
    this.#streams.clear()
    this.#commands.clear()
    // An empty collection is made anew as well when it is cleared, and this is done for each commit.
    if (this.#foreignIds.size > 0) this.#foreignIds.clear()
    if (this.#newStreams.length > 0) this.#newStreams = []
    this.#events = []
    if (this.#eventless.length > 0) this.#eventless = []
  }
}
