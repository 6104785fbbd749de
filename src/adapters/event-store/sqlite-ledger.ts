import type Database from 'libsql'

import { streamHash } from '../../eventsourcing/hash-chain.js'
import { RecentlyUsed } from '../../eventsourcing/recently-used.js'
import { categoryOf } from '../../eventsourcing/stream-name.js'
import type { Entry, Head, Ledger, StoredCommand } from './ledger.js'
import { type Entered, EnteredGroups, type KnownStream } from './sqlite-entered.js'
import { createLookups, endOf } from './sqlite-lookups.js'
import { parseContent, parseRecord } from './sqlite-record.js'
import type { Additions } from './sqlite-rows.js'
import type { SqliteTail, Unsettled } from './sqlite-tail.js'

/** Up to where the log is settled: its last event, and how many commands. */
export interface Settled {
  readonly position: number
  readonly commands: number
}

const STREAMS_KEPT = 20_000

const hastyOf = (log: Omit<Ledger, 'head'> & { readonly head: () => Head }): Ledger => ({
  ...log,
  get head() {
    return log.head()
  },
})

/**
 * The log as the writer sees it: what is stored, on top of it the groups that are on their way, and on top of those
 * what was entered since. What is kept in memory is right as long as nobody else writes; whoever writes the additions
 * finds that out by the head. After them comes `keep` when they are stored, `forget` when they are not, `reload` when
 * somebody else wrote. Additions that are stored later are sent first.
 */
export class SqliteLedger implements Ledger {
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
  #groups: EnteredGroups

  constructor(database: Database.Database) {
    this.#stored = createLookups(database)
    const { head, eventless, settled, tail, lastStream } = endOf(this.#stored)
    this.#storedHead = head
    this.#storedEventless = eventless
    this.#settled = settled
    this.#tail = tail
    this.#lastStream = lastStream
    this.#groups = new EnteredGroups(head, eventless)
  }

  get head(): Head {
    return this.#groups.entered.head
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

  /** True when nobody else has written since, and none of the commands is stored that are sent or entered. */
  isRight(): boolean {
    return this.isCurrent() && this.storedAmong(this.#groups.commandIds()).size === 0
  }

  /** True when nobody else has written since. */
  isCurrent(): boolean {
    const { chain, command_chain: commandChain } = this.#stored.end()
    return chain === this.#storedHead.chain && commandChain === this.#storedHead.commandChain
  }

  streamEnd(name: string): KnownStream | null {
    const known = this.#groups.streamEnd(name) ?? this.#kept.get(name)
    if (known !== undefined) return known
    const position = this.#tail.lastPositionOf(name)
    const row =
      position === undefined ? this.#stored.settledStreamEnd(name) : this.#stored.streamEndAt(position)
    if (row === undefined) return null
    const { revision, streamId } = row
    const { type, schema } = parseContent(row.content)
    const { id, payloadHash, streamPrevious } = parseRecord(row.record)
    const header = { stream: name, revision, id, type, schema, position: 0, recordedAt: 0 }
    const end = { id: streamId, revision, hash: streamHash(streamPrevious, payloadHash, header) }
    this.#kept.set(name, end)
    return end
  }

  command(id: string): StoredCommand | null {
    return this.#groups.command(id) ?? this.storedCommand(id)
  }

  /**
   * The same log to somebody in a hurry: commands that are settled are not looked for, which takes as long as all of a
   * command's hashes. Writing the additions fails when there is such a command.
   */
  readonly hasty: Ledger = hastyOf({
    head: () => this.head,
    streamEnd: (stream) => this.streamEnd(stream),
    hasEvent: (id) => this.hasEvent(id),
    command: (id) => this.#groups.command(id) ?? this.#unsettledCommand(id),
  })

  /** Which of these commands are on disk. */
  storedAmong(ids: readonly string[]): ReadonlySet<string> {
    const stored = new Set(this.#stored.settledCommands(ids))
    for (const id of ids) if (this.#tail.positionOf(id) !== undefined) stored.add(id)
    return stored
  }

  /** Takes in what somebody else wrote, unless the next commit will find it anyway. */
  refresh(): void {
    if (this.#groups.areEmpty && this.storedPosition() !== this.#storedHead.position) this.reload()
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
    return this.#groups.hasForeignId(id) || this.#stored.hasForeignId(id)
  }

  enter({ events, streams, command, head }: Entry): void {
    const { entered } = this.#groups
    for (const [name, { revision, hash }] of streams) {
      const id = this.streamEnd(name)?.id ?? this.#addStream(name)
      entered.streams.set(name, { id, revision, hash })
    }
    for (const [index, event] of events.entries()) {
      if (!event.derived) entered.foreignIds.add(event.id)
      const streamId = entered.streams.get(event.stream)?.id ?? 0
      entered.events.push({ event, streamId, command: index === events.length - 1 ? command : null })
    }
    if (events.length === 0) entered.eventless.push(command)
    entered.commands.set(command.id, command)
    entered.head = head
  }

  #addStream(name: string): number {
    this.#lastStream += 1
    this.#groups.entered.newStreams.push({ id: this.#lastStream, name, category: categoryOf(name) })
    return this.#lastStream
  }

  /** What was entered since the last commit, or since what was sent last; null when nothing was. */
  additions(): Additions | null {
    const { after, commands, newStreams: streams, events, eventless } = this.#groups.entered
    if (commands.size === 0) return null
    return { after, commandIds: [...commands.keys()], streams, events, eventless }
  }

  /** The additions are on their way. What is entered from now on comes after them. */
  send(): Entered {
    return this.#groups.send()
  }

  /** Whether that was sent, was not forgotten, and all that was sent before is stored. */
  isNext(sent: Entered): boolean {
    return this.#groups.isNext(sent)
  }

  /** What was sent first is stored, or the additions when nothing is on its way. */
  keep(): void {
    const { streams, events, head, lastEventless } = this.#groups.take()
    for (const [name, end] of streams) this.#kept.set(name, end)
    for (const { event, command } of events) {
      this.#tail.add(event.position, event.stream, command === null ? null : command.id)
    }
    this.#storedHead = head
    this.#storedEventless = lastEventless
  }

  /** The additions are not stored; what is on its way may be. */
  discard(): void {
    this.#lastStream -= this.#groups.discard()
  }

  /** Neither the additions nor what is on its way is stored. */
  forget(): void {
    this.#lastStream -= this.#groups.newStreams()
    this.#groups = new EnteredGroups(this.#storedHead, this.#storedEventless)
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
    this.#storedHead = head
    this.#storedEventless = eventless
    this.#settled = settled
    this.#tail = tail
    this.#lastStream = lastStream
    this.#groups = new EnteredGroups(head, eventless)
  }
}
