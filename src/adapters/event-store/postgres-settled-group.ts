import type { AppendOutcome } from '../../eventsourcing/event-store.js'
import type { GroupItem } from './postgres-group.js'
import type { Advance, KnownLog, KnownStream } from './postgres-known-log.js'
import { type Entry, type Head, type Ledger, settle, type StreamEnd } from './ledger.js'

/** A group of which it is settled what becomes of it, should the log still end where it is thought to. */
export interface SettledGroup extends Advance {
  readonly parameters: readonly string[]
  /** In the order of the items. */
  readonly outcomes: readonly AppendOutcome[]
}

/** What is known of the log, with the part of a group that is settled already, written out as it is sent. */
class GroupLedger implements Ledger {
  readonly #known: KnownLog
  readonly streams = new Map<string, KnownStream>()
  /** As the function takes them, line after line. */
  readonly streamLines: (string | number)[] = []
  readonly eventLines: (string | number)[] = []
  readonly commandLines: (string | number)[] = []
  head: Head
  lastKey: number
  /** Whether a stream was asked for that is not known. */
  guessed = false

  constructor(known: KnownLog) {
    this.#known = known
    this.head = known.head
    this.lastKey = known.lastKey
  }

  find(stream: string): KnownStream | undefined {
    return this.streams.get(stream) ?? this.#known.find(stream)
  }

  streamEnd(stream: string): StreamEnd | null {
    const known = this.find(stream)
    if (known === undefined) this.guessed = true
    return known === undefined || known.key === null ? null : known
  }

  /** Whether a command is remembered, the database finds out. */
  command(): null {
    return null
  }

  /** Whether an event has its id already, the database finds out. */
  hasEvent(): boolean {
    return false
  }

  enter({ events, streams, command, head }: Entry): void {
    for (const [name, { revision, hash }] of streams) {
      this.streams.set(name, { key: this.find(name)?.key ?? this.#begin(name), revision, hash })
    }
    for (const event of events) {
      const key = this.streams.get(event.stream)?.key ?? 0
      const { id, revision, type, schema, recordedAt, data, meta, payloadHash, streamPrevious, chain } = event
      this.eventLines.push(id, key, revision, type, schema, recordedAt, data, meta)
      this.eventLines.push(payloadHash, streamPrevious, chain)
    }
    const { id, requestHash, result, position, check } = command
    this.commandLines.push(id, requestHash, result, position, check)
    this.head = head
  }

  #begin(name: string): number {
    this.lastKey += 1
    this.streamLines.push(this.lastKey, name)
    return this.lastKey
  }
}

/**
 * Whether enough is known to settle an item. A stream that is not known may still be begun: should it be there already,
 * its name is taken, and nothing of the group is written.
 */
const isKnown = (
  { batch }: GroupItem,
  { find }: { find(stream: string): KnownStream | undefined },
): boolean =>
  batch.checks.every(({ stream }) => find(stream) !== undefined) &&
  batch.writes.every(({ stream, expected }) => expected === 'none' || find(stream) !== undefined)

/** Whether all streams are known that a group names. */
export const isKnownGroup = (items: readonly GroupItem[], known: KnownLog): boolean =>
  items.every((item) => isKnown(item, { find: (stream) => known.find(stream) }))

/**
 * Settles a group on what is known of the log.
 *
 * @returns null when too little is known, or when not everything of the group would be written: then the database has
 * to say what becomes of each item
 */
export const settleGroup = (items: readonly GroupItem[], known: KnownLog, now: Date): SettledGroup | null => {
  const ledger = new GroupLedger(known)
  const outcomes: AppendOutcome[] = []
  for (const item of items) {
    const settlement = settle(item.batch, ledger, (item.recordedAt ?? now).getTime())
    if (settlement.kind !== 'entry') return null
    if (ledger.guessed && !isKnown(item, { find: (stream) => ledger.find(stream) })) return null
    ledger.enter(settlement.entry)
    outcomes.push(settlement.outcome)
  }
  const { head, lastKey, streams } = ledger
  const parameters = [
    ...[known.head.chain, known.head.commandChain, head.chain, head.commandChain, String(head.recordedAt)],
    ...[ledger.streamLines, ledger.eventLines, ledger.commandLines].map((lines) => lines.join('\n')),
  ]
  return { parameters, outcomes, head, lastKey, streams }
}
