import type { AppendBatch, Position } from './event-store.js'
import type { Sha256 } from './hash-chain.js'

/** One command as a log holds it: what it asked, what it wrote, and when. */
export interface LogEntry {
  /**
   * The command with its writes. The expectations are those that were true when it was recorded (`none` for a new
   * stream, else the revision before), so that an entry fits in its own place of the order and in no other.
   */
  readonly batch: AppendBatch
  /** When its events were recorded first; null for a command that recorded none. */
  readonly recordedAt: Date | null
  /** Position of its last event in the log it comes from; of the log's head then, when it recorded none. */
  readonly position: Position
}

/** A log that can be read command by command, in the order in which they were recorded. */
export interface LogSource {
  /** The entries that come after a position: with 0 all of them. */
  entries(after: Position): AsyncIterable<LogEntry>
}

/** Where a log ends, counted and hashed as a store does whose positions go from 1 without a gap. */
export interface LogEnd {
  readonly events: number
  /** Of the last event: stands for every event of the log and for their order. */
  readonly chain: Sha256
  readonly commands: number
  /** Of the last command record: stands for all of them. */
  readonly commandChain: Sha256
}

/** A log as it was at the moment of opening. */
export interface LogSnapshot extends LogSource {
  /** Where the store says that it ends; null when it keeps no chain of the whole log. */
  end(): Promise<LogEnd | null>
  close(): Promise<void>
}

/** A log that takes entries recorded elsewhere, and keeps the time at which they were recorded first. */
export interface LogDestination {
  /**
   * Records entries in their order, all or none. Entries that are in the log already are passed over, so that a
   * transfer that was broken off can be repeated from its beginning.
   *
   * @returns how many were new
   * @throws LogTransferFault when one does not fit: another command under its id, a stream that has gone on otherwise
   */
  receive(entries: readonly LogEntry[]): Promise<number>
}

/** A destination that holds files or connections open. */
export interface OpenLogDestination extends LogDestination {
  close(): Promise<void>
}

/** An entry that a log cannot take; the message says which and what to do. Nothing of its group was recorded. */
export class LogTransferFault extends Error {
  override readonly name = 'LogTransferFault'
}
