import type { LogEnd, LogEntry } from '../../eventsourcing/log-transfer.js'
import { EMPTY_HEAD, type Entry, type Head, type StreamEnd } from '../event-store/ledger.js'
import { settleEntry, type TransferLedger } from '../event-store/transfer-settlement.js'

/**
 * A log of which only the hashes are kept: counts and hashes entries as a store does whose positions go from 1
 * without a gap. Remembers one hash and one revision for each stream.
 */
export class RunningLog implements TransferLedger {
  head: Head = EMPTY_HEAD
  readonly #streams = new Map<string, StreamEnd>()
  readonly #foreignIds = new Set<string>()

  /** @throws LogTransferFault when the entry does not fit behind those before it */
  accept(entry: LogEntry): Entry {
    const settled = settleEntry(entry, this)
    if (settled === null) throw new Error('A running log holds no commands')
    for (const [stream, end] of settled.streams) this.#streams.set(stream, end)
    for (const { id, derived } of settled.events) if (!derived) this.#foreignIds.add(id)
    this.head = settled.head
    return settled
  }

  end(): LogEnd {
    const { position, chain, commands, commandChain } = this.head
    return { events: position, chain, commands, commandChain }
  }

  streams(): number {
    return this.#streams.size
  }

  streamEnd(stream: string): StreamEnd | null {
    return this.#streams.get(stream) ?? null
  }

  /** Commands are told apart where they are recorded; here only their order counts. */
  command(): null {
    return null
  }

  hasEvent(id: string): boolean {
    return this.#foreignIds.has(id)
  }

  eventsFrom(): readonly [] {
    return []
  }
}
