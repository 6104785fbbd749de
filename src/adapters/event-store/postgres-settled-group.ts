import type { AppendOutcome, Expected } from '../../eventsourcing/event-store.js'
import { commandHash, eventHashes } from '../../eventsourcing/hash-chain.js'
import type { GroupItem } from './postgres-group.js'
import { type Advance, type KnownLog, type KnownStream, NEW_STREAM } from './postgres-known-log.js'
import type { PreparedBatch, PreparedWrite } from './prepared-batch.js'

/** A group of which it is settled what becomes of it, should the log still end where it is thought to. */
export interface SettledGroup extends Advance {
  readonly parameters: readonly string[]
  /** In the order of the items. */
  readonly outcomes: readonly AppendOutcome[]
}

const holds = (expected: Expected, { key, revision }: KnownStream): boolean => {
  if (expected === 'any') return true
  if (expected === 'none') return key === null
  return key !== null && (expected === 'exists' || Number(expected) === revision)
}

/**
 * What is known of the log, and what a group adds to it, written out as it is sent. It does what `settle` of `ledger.ts`
 * does for an item that is written; no other item is settled here.
 */
class GroupSettlement {
  readonly #known: KnownLog
  readonly #streams = new Map<string, KnownStream>()
  readonly #streamLines: (string | number)[] = []
  readonly #eventLines: (string | number)[] = []
  readonly #commandLines: (string | number)[] = []
  #position: number
  #chain: string
  #recordedAt: number
  #commands: number
  #commandChain: string
  #lastKey: number

  constructor(known: KnownLog) {
    this.#known = known
    const { position, chain, recordedAt, commands, commandChain } = known.head
    this.#position = position
    this.#chain = chain
    this.#recordedAt = recordedAt
    this.#commands = commands
    this.#commandChain = commandChain
    this.#lastKey = known.lastKey
  }

  /** What the group is as a whole, once its items are settled. */
  advance(): Advance & Pick<SettledGroup, 'parameters'> {
    const { chain: knownChain, commandChain: knownCheck } = this.#known.head
    const head = {
      position: this.#position,
      chain: this.#chain,
      recordedAt: this.#recordedAt,
      commands: this.#commands,
      commandChain: this.#commandChain,
    }
    const parameters = [
      ...[knownChain, knownCheck, head.chain, head.commandChain, String(head.recordedAt)],
      ...[this.#streamLines, this.#eventLines, this.#commandLines].map((lines) => lines.join('\n')),
    ]
    return { parameters, head, lastKey: this.#lastKey, streams: this.#streams }
  }

  /** Null when too little is known, or an expectation does not hold. */
  settle(batch: PreparedBatch, now: number): AppendOutcome | null {
    for (const { stream, expected } of batch.checks) {
      const known = this.#find(stream)
      if (known === undefined || !holds(expected, known)) return null
    }
    for (const { stream, expected } of batch.writes) {
      // A stream that is not known may still be begun: should it be there, its name is taken, and nothing is written.
      if (!holds(expected, this.#find(stream) ?? NEW_STREAM)) return null
      if (expected !== 'none' && this.#find(stream) === undefined) return null
    }
    const revisions = batch.writes.map((write) => BigInt(this.#enter(write, now)))
    this.#remember(batch)
    return { kind: 'appended', position: BigInt(this.#position), revisions }
  }

  #find(stream: string): KnownStream | undefined {
    return this.#streams.get(stream) ?? this.#known.find(stream)
  }

  /** @returns the revision at which the stream ends */
  #enter({ stream, events }: PreparedWrite, now: number): number {
    const known = this.#find(stream) ?? NEW_STREAM
    const key = known.key ?? this.#begin(stream)
    let { revision, hash } = known
    // The clock may be set back; the log's time never goes backwards.
    const recordedAt = Math.max(this.#recordedAt, now)
    for (const { id, type, schema, data, meta, payloadHash } of events) {
      revision += 1
      this.#position += 1
      const header = { position: this.#position, stream, revision, id, type, schema, recordedAt }
      const hashes = eventHashes({ chain: this.#chain, stream: hash }, payloadHash, header)
      this.#chain = hashes.chain
      this.#eventLines.push(id, key, revision, type, schema, recordedAt, data, meta)
      this.#eventLines.push(payloadHash, hash, hashes.chain)
      hash = hashes.stream
    }
    this.#recordedAt = recordedAt
    this.#streams.set(stream, { key, revision, hash })
    return revision
  }

  #begin(stream: string): number {
    this.#lastKey += 1
    this.#streamLines.push(this.#lastKey, stream)
    return this.#lastKey
  }

  #remember({ commandId: id, requestHash, result }: PreparedBatch): void {
    this.#commands += 1
    const header = { sequence: this.#commands, id, requestHash, position: this.#position }
    this.#commandChain = commandHash(this.#commandChain, header, result)
    this.#commandLines.push(id, requestHash, result, this.#position, this.#commandChain)
  }
}

/**
 * Settles a group on what is known of the log.
 *
 * @returns null when too little is known, or when not everything of the group would be written: then the database has
 * to say what becomes of each item
 */
export const settleGroup = (items: readonly GroupItem[], known: KnownLog, now: Date): SettledGroup | null => {
  const settlement = new GroupSettlement(known)
  const outcomes: AppendOutcome[] = []
  for (const { batch, recordedAt = now } of items) {
    const outcome = settlement.settle(batch, recordedAt.getTime())
    if (outcome === null) return null
    outcomes.push(outcome)
  }
  return { ...settlement.advance(), outcomes }
}

/** Whether all streams are known that a group names, or may be begun. */
export const isKnownGroup = (items: readonly GroupItem[], known: KnownLog): boolean =>
  items.every(
    ({ batch }) =>
      batch.checks.every(({ stream }) => known.find(stream) !== undefined) &&
      batch.writes.every(({ stream, expected }) => expected === 'none' || known.find(stream) !== undefined),
  )
