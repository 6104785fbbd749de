import type { AppendOutcome } from '../../eventsourcing/event-store.js'
import type { GroupItem } from './postgres-group.js'
import type { Advance, KnownLog, KnownStream } from './postgres-known-log.js'
import { type Entry, type Head, type Ledger, settle, type StoredEvent, type StreamEnd } from './ledger.js'

/** A group of which it is settled what becomes of it, should the log still end where it is thought to. */
export interface SettledGroup extends Advance {
  readonly parameters: readonly string[]
  /** In the order of the items. */
  readonly outcomes: readonly AppendOutcome[]
}

/** What is known of the log, with the part of a group that is settled already. */
class GroupLedger implements Ledger {
  readonly #known: KnownLog
  readonly streams = new Map<string, KnownStream>()
  /** Names of streams that the group begins, in the order of their numbers. */
  readonly begun: string[] = []
  head: Head

  constructor(known: KnownLog) {
    this.#known = known
    this.head = known.head
  }

  get lastKey(): number {
    return this.#known.lastKey + this.begun.length
  }

  find(stream: string): KnownStream | undefined {
    return this.streams.get(stream) ?? this.#known.find(stream)
  }

  streamEnd(stream: string): StreamEnd | null {
    const known = this.find(stream)
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

  enter({ streams, head }: Entry): void {
    for (const [name, { revision, hash }] of streams) {
      let key = this.find(name)?.key ?? null
      if (key === null) {
        this.begun.push(name)
        key = this.lastKey
      }
      this.streams.set(name, { key, revision, hash })
    }
    this.head = head
  }
}

/**
 * Whether enough is known to settle an item. A stream that is not known may still be begun: should it be there already,
 * its name is taken, and nothing of the group is written.
 */
const isKnown = ({ batch }: GroupItem, ledger: Pick<GroupLedger, 'find'>): boolean =>
  batch.checks.every(({ stream }) => ledger.find(stream) !== undefined) &&
  batch.writes.every(({ stream, expected }) => expected === 'none' || ledger.find(stream) !== undefined)

/** Whether all streams are known that a group names. */
export const isKnownGroup = (items: readonly GroupItem[], known: KnownLog): boolean =>
  items.every((item) => isKnown(item, known))

const lines = <Item>(items: readonly Item[], text: (item: Item) => string | number): string =>
  items.map(text).join('\n')

const keyOf = (ledger: GroupLedger, stream: string): number => ledger.streams.get(stream)?.key ?? 0

const encode = (before: Head, ledger: GroupLedger, entries: readonly Entry[]): readonly string[] => {
  const events: StoredEvent[] = entries.flatMap((entry) => entry.events)
  const commands = entries.map(({ command }) => command)
  const { begun, head } = ledger
  return [
    before.chain,
    before.commandChain,
    head.chain,
    head.commandChain,
    String(head.recordedAt),
    String(events.length),
    String(commands.length),
    lines(begun, (name) => keyOf(ledger, name)),
    begun.join('\n'),
    lines(events, ({ id }) => id),
    lines(events, ({ stream }) => keyOf(ledger, stream)),
    lines(events, ({ revision }) => revision),
    lines(events, ({ type }) => type),
    lines(events, ({ schema }) => schema),
    lines(events, ({ recordedAt }) => recordedAt),
    lines(events, ({ data }) => data),
    lines(events, ({ meta }) => meta),
    lines(events, ({ payloadHash }) => payloadHash),
    lines(events, ({ streamPrevious }) => streamPrevious),
    lines(events, ({ chain }) => chain),
    lines(commands, ({ id }) => id),
    lines(commands, ({ requestHash }) => requestHash),
    lines(commands, ({ result }) => result),
    lines(commands, ({ position }) => position),
    lines(commands, ({ check }) => check),
  ]
}

/**
 * Settles a group on what is known of the log.
 *
 * @returns null when too little is known, or when not everything of the group would be written: then the database has
 * to say what becomes of each item
 */
export const settleGroup = (items: readonly GroupItem[], known: KnownLog, now: Date): SettledGroup | null => {
  const ledger = new GroupLedger(known)
  const entries: Entry[] = []
  const outcomes: AppendOutcome[] = []
  for (const item of items) {
    if (!isKnown(item, ledger)) return null
    const settlement = settle(item.batch, ledger, (item.recordedAt ?? now).getTime())
    if (settlement.kind !== 'entry') return null
    ledger.enter(settlement.entry)
    entries.push(settlement.entry)
    outcomes.push(settlement.outcome)
  }
  const { head, lastKey, streams } = ledger
  return { parameters: encode(known.head, ledger, entries), outcomes, head, lastKey, streams }
}
