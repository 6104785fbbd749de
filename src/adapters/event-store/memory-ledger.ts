import { EMPTY_HEAD, type Entry, type Head, type StoredCommand, type StoredEvent } from './ledger.js'
import { createAppendBell } from './subscription.js'
import type { TransferLedger } from './transfer-settlement.js'

/** What the memory store holds. */
export class MemoryLedger implements TransferLedger {
  head: Head = EMPTY_HEAD
  readonly events: StoredEvent[] = []
  readonly bell = createAppendBell()
  readonly #streams = new Map<string, { events: StoredEvent[]; hash: string }>()
  readonly #commands = new Map<string, StoredCommand>()
  readonly #ids = new Set<string>()

  streamEnd(stream: string): { revision: number; hash: string } | null {
    const known = this.#streams.get(stream)
    return known === undefined ? null : { revision: known.events.length - 1, hash: known.hash }
  }

  eventsOf(stream: string): readonly StoredEvent[] {
    return this.#streams.get(stream)?.events ?? []
  }

  eventsFrom(first: number, count: number): readonly StoredEvent[] {
    return count === 0 ? [] : this.events.slice(first - 1, first - 1 + count)
  }

  command(id: string): StoredCommand | null {
    return this.#commands.get(id) ?? null
  }

  /** All commands in the order in which they were recorded. */
  commands(): readonly StoredCommand[] {
    return [...this.#commands.values()]
  }

  hasEvent(id: string): boolean {
    return this.#ids.has(id)
  }

  enter({ events, streams, command, head }: Entry): void {
    for (const event of events) {
      this.events.push(event)
      this.#ids.add(event.id)
      const known = this.#streams.get(event.stream)?.events ?? []
      known.push(event)
      this.#streams.set(event.stream, { events: known, hash: streams.get(event.stream)?.hash ?? '' })
    }
    this.#commands.set(command.id, command)
    this.head = head
    this.bell.ring()
  }
}
