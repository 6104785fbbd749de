import type { LogEntry } from '../../eventsourcing/log-transfer.js'
import { EMPTY_HEAD, type Entry, type Head, type StoredCommand, type StreamEnd } from './ledger.js'
import type { FoundEvent, TransferLedger } from './transfer-settlement.js'

/**
 * A log on a server as a group of entries sees it: what concerns them is looked up beforehand, each store in its own
 * way, and what is entered since is known as well.
 */
export abstract class LookedUpLedger implements TransferLedger {
  head: Head = EMPTY_HEAD
  /** Null: no such stream. */
  protected readonly streams = new Map<string, StreamEnd | null>()
  protected readonly commands = new Map<string, StoredCommand>()
  /** By position. */
  protected readonly events = new Map<number, FoundEvent>()
  /** Of events whose id is not derived from their command. */
  protected readonly foreignIds = new Set<string>()

  /** Looks up what concerns a group. */
  abstract prepare(entries: readonly LogEntry[]): Promise<void>

  streamEnd(stream: string): StreamEnd | null {
    return this.streams.get(stream) ?? null
  }

  command(id: string): StoredCommand | null {
    return this.commands.get(id) ?? null
  }

  hasEvent(id: string): boolean {
    return this.foreignIds.has(id)
  }

  eventsFrom(first: number, count: number): readonly FoundEvent[] {
    const found = Array.from({ length: count }, (_, index) => this.events.get(first + index))
    return found.filter((event) => event !== undefined)
  }

  enter({ events, streams, command, head }: Entry): void {
    for (const [stream, end] of streams) this.streams.set(stream, end)
    for (const event of events) {
      this.events.set(event.position, event)
      if (!event.derived) this.foreignIds.add(event.id)
    }
    this.commands.set(command.id, command)
    this.head = head
  }
}
