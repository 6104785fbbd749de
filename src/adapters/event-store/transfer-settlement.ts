import { CanonicalJsonFault } from '../../eventsourcing/canonical-json.js'
import { LogTransferFault, type LogEntry } from '../../eventsourcing/log-transfer.js'
import { settle, type Entry, type Ledger, type StoredCommand, type StoredEvent } from './ledger.js'
import { AppendFault, prepareBatch, type PreparedBatch, type PreparedEvent } from './prepared-batch.js'

/** What is compared of an event that is in the log already. */
export type FoundEvent = Pick<StoredEvent, 'id' | 'stream' | 'type' | 'schema' | 'payloadHash'>

/** A ledger that can show again what it holds. */
export interface TransferLedger extends Ledger {
  /** The events at positions from `first` on, `count` at most. */
  eventsFrom(first: number, count: number): readonly FoundEvent[]
}

const REMEDY =
  'Nothing of this group was recorded. This log has gone on by itself: move into an empty store, or into one that ' +
  'holds the beginning of the same log and nothing else.'

const faultOf = (entry: LogEntry, what: string): LogTransferFault =>
  new LogTransferFault(
    `Command ${entry.batch.commandId}, which ends at position ${entry.position.toString()} of its log, ${what}. ${REMEDY}`,
  )

const isSame = (stored: FoundEvent | undefined, stream: string, event: PreparedEvent): boolean =>
  stored !== undefined &&
  stored.id === event.id &&
  stored.stream === stream &&
  stored.type === event.type &&
  stored.schema === event.schema &&
  stored.payloadHash === event.payloadHash

/** What differs between a command that is in the log and the one that arrives; null when nothing does. */
const differenceOf = (known: StoredCommand, batch: PreparedBatch, ledger: TransferLedger): string | null => {
  if (known.requestHash !== batch.requestHash) return 'is in this log with another request'
  if (known.result !== batch.result) return 'is in this log with another result'
  const events = batch.writes.flatMap(({ stream, events }) => events.map((event) => ({ stream, event })))
  const stored = ledger.eventsFrom(known.position - events.length + 1, events.length)
  const differs = events.findIndex(({ stream, event }, index) => !isSame(stored[index], stream, event))
  const event = events[differs]
  return event === undefined
    ? null
    : `is in this log without its event ${event.event.id} of stream ${event.stream}`
}

/** The batch checked and written out. @throws LogTransferFault when no store may record it */
const prepare = (entry: LogEntry): PreparedBatch => {
  try {
    return prepareBatch(entry.batch)
  } catch (error) {
    if (!(error instanceof AppendFault || error instanceof CanonicalJsonFault)) throw error
    throw faultOf(entry, `cannot be recorded: ${error.message}`)
  }
}

/**
 * Decides what becomes of an entry that was recorded elsewhere.
 *
 * @returns what it adds to the log; null when the log holds it already
 * @throws LogTransferFault when it does not fit
 */
export const settleEntry = (entry: LogEntry, ledger: TransferLedger): Entry | null => {
  const batch = prepare(entry)
  const known = ledger.command(batch.commandId)
  if (known !== null) {
    const difference = differenceOf(known, batch, ledger)
    if (difference !== null) throw faultOf(entry, difference)
    return null
  }
  try {
    const settlement = settle(batch, ledger, entry.recordedAt?.getTime() ?? 0)
    if (settlement.kind === 'entry') return settlement.entry
    const { outcome } = settlement
    if (outcome.kind !== 'conflict') throw faultOf(entry, `was answered with ${outcome.kind}`)
    const { stream, expected, actual } = outcome
    const found = actual === null ? 'does not exist here' : `ends at revision ${actual.toString()} here`
    const needed = expected === 'none' ? 'as a new one' : `after revision ${expected.toString()}`
    throw faultOf(entry, `writes to stream ${stream} ${needed}, but that stream ${found}`)
  } catch (error) {
    if (!(error instanceof AppendFault)) throw error
    throw faultOf(entry, `cannot be recorded: ${error.message}`)
  }
}
