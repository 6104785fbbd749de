import type {
  AppendOutcome,
  CommandRecord,
  Expected,
  Revision,
  StreamCheck,
} from '../../eventsourcing/event-store.js'
import {
  commandHash,
  eventHashes,
  GENESIS,
  type EventHeader,
  type Sha256,
} from '../../eventsourcing/hash-chain.js'
import type { Json } from '../../eventsourcing/json.js'
import { AppendFault, type PreparedBatch, type PreparedEvent } from './prepared-batch.js'

/** Where the log ends, and the hashes on which the next entry builds. */
export interface Head {
  readonly position: number
  readonly chain: Sha256
  /** When the last event was recorded, in milliseconds since 1970. */
  readonly recordedAt: number
  /** How many commands are remembered. */
  readonly commands: number
  readonly commandChain: Sha256
}

export const EMPTY_HEAD: Head = {
  position: 0,
  chain: GENESIS,
  recordedAt: 0,
  commands: 0,
  commandChain: GENESIS,
}

/** Where a stream ends. */
export interface StreamEnd {
  readonly revision: number
  readonly hash: Sha256
}

/** A row of the log. */
export interface StoredEvent extends EventHeader, PreparedEvent {
  readonly streamPrevious: Sha256
  readonly chain: Sha256
}

/** A row of the command records. */
export interface StoredCommand {
  readonly sequence: number
  readonly id: string
  readonly requestHash: string
  readonly result: string
  readonly position: number
  readonly check: Sha256
}

/** What a store knows, batches settled just before included. */
export interface Ledger {
  readonly head: Head
  streamEnd(stream: string): StreamEnd | null
  command(id: string): StoredCommand | null
  hasEvent(id: string): boolean
}

/** What a batch adds to the log. */
export interface Entry {
  readonly events: readonly StoredEvent[]
  readonly streams: ReadonlyMap<string, StreamEnd>
  readonly command: StoredCommand
  readonly head: Head
}

export type Settlement =
  | { readonly kind: 'entry'; readonly entry: Entry; readonly outcome: AppendOutcome }
  | { readonly kind: 'outcome'; readonly outcome: AppendOutcome }

export const toCommandRecord = (command: StoredCommand): CommandRecord => ({
  commandId: command.id,
  requestHash: command.requestHash,
  result: JSON.parse(command.result) as Json,
  position: BigInt(command.position),
})

const holds = (expected: Expected, end: StreamEnd | null): boolean => {
  if (expected === 'any') return true
  if (expected === 'none') return end === null
  if (end === null) return false
  return expected === 'exists' || Number(expected) === end.revision
}

type Ends = readonly (StreamEnd | null)[]

/** Where the streams of expectations end, or the first that does not hold. */
const endsOrConflict = (expectations: readonly StreamCheck[], ledger: Ledger): Ends | AppendOutcome => {
  const ends: (StreamEnd | null)[] = []
  for (const { stream, expected } of expectations) {
    const end = ledger.streamEnd(stream)
    if (!holds(expected, end)) {
      return { kind: 'conflict', stream, expected, actual: end === null ? null : BigInt(end.revision) }
    }
    ends.push(end)
  }
  return ends
}

const isConflict = (checked: Ends | AppendOutcome): checked is AppendOutcome => 'kind' in checked

/** @param ends of the streams that are written, in the order of the writes */
const enter = (batch: PreparedBatch, ends: Ends, ledger: Ledger, now: number): Entry => {
  let { position, chain, recordedAt } = ledger.head
  const events: StoredEvent[] = []
  const streams = new Map<string, StreamEnd>()
  for (const [index, { stream, events: written }] of batch.writes.entries()) {
    const end = ends[index]
    let revision = end?.revision ?? -1
    let streamPrevious = end?.hash ?? GENESIS
    for (const event of written) {
      if (!event.derived && ledger.hasEvent(event.id)) {
        throw new AppendFault(`Event ${event.id} was recorded before; an event id is used once`)
      }
      position += 1
      revision += 1
      // The clock may be set back; the log's time never goes backwards.
      recordedAt = Math.max(recordedAt, now)
      if (!Number.isSafeInteger(recordedAt))
        throw new AppendFault('The clock of the store gives no time; set it right')
      const { id, derived, type, schema, data, meta, payloadHash } = event
      const header = { position, stream, revision, id, type, schema, recordedAt }
      const hashes = eventHashes({ chain, stream: streamPrevious }, payloadHash, header)
      chain = hashes.chain
      // Field by field: an object that is spread and then grows costs as much as all three hashes.
      events.push({
        position,
        stream,
        revision,
        id,
        derived,
        type,
        schema,
        recordedAt,
        data,
        meta,
        payloadHash,
        streamPrevious,
        chain,
      })
      streamPrevious = hashes.stream
    }
    streams.set(stream, { revision, hash: streamPrevious })
  }
  const sequence = ledger.head.commands + 1
  const { commandId: id, requestHash, result } = batch
  const check = commandHash(ledger.head.commandChain, { sequence, id, requestHash, position }, result)
  return {
    events,
    streams,
    command: { sequence, id, requestHash, result, position, check },
    head: { position, chain, recordedAt, commands: sequence, commandChain: check },
  }
}

/**
 * Decides what becomes of a batch: an entry in the log, or an outcome that writes nothing.
 *
 * @param now the store's clock, in milliseconds since 1970
 * @throws AppendFault when an event id was recorded before by another command, or the clock gives no time
 */
export const settle = (batch: PreparedBatch, ledger: Ledger, now: number): Settlement => {
  const known = ledger.command(batch.commandId)
  if (known !== null) {
    const kind = known.requestHash === batch.requestHash ? 'replayed' : 'command-reused'
    return { kind: 'outcome', outcome: { kind, command: toCommandRecord(known) } }
  }
  const checked = endsOrConflict(batch.checks, ledger)
  if (isConflict(checked)) return { kind: 'outcome', outcome: checked }
  const ends = endsOrConflict(batch.writes, ledger)
  if (isConflict(ends)) return { kind: 'outcome', outcome: ends }
  const entry = enter(batch, ends, ledger, now)
  const revisions: Revision[] = []
  for (const { revision } of entry.streams.values()) revisions.push(BigInt(revision))
  return {
    kind: 'entry',
    entry,
    outcome: { kind: 'appended', position: BigInt(entry.head.position), revisions },
  }
}
