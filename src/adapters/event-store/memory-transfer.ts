import type { LogDestination, LogSnapshot } from '../../eventsourcing/log-transfer.js'
import type { Entry, Head, StoredCommand, StreamEnd } from './ledger.js'
import type { MemoryLedger } from './memory-ledger.js'
import { commandOfRow, entriesOf, eventOfRow } from './transfer-entries.js'
import { settleEntry, type FoundEvent, type TransferLedger } from './transfer-settlement.js'

/** Opens what a memory store holds at this moment for moving it elsewhere. */
export const openMemoryLogSource = (ledger: MemoryLedger): LogSnapshot => {
  const { position, chain, commandChain } = ledger.head
  const events = ledger.events.slice()
  const commands = ledger.commands()
  return {
    end: () => Promise.resolve({ events: position, chain, commands: commands.length, commandChain }),
    entries: (after) => {
      const first = after === 0n ? -1 : commands.findIndex((command) => BigInt(command.position) >= after)
      if (after !== 0n && first === -1) return entriesOf([], [])
      const begin = commands[first]?.position ?? 0
      return entriesOf([commands.slice(first + 1).map(commandOfRow)], [events.slice(begin).map(eventOfRow)])
    },
    close: () => Promise.resolve(),
  }
}

/** A group on its way into a memory store, which sees nothing of it until all of it fits. */
class StagedLedger implements TransferLedger {
  head: Head
  readonly entries: Entry[] = []
  readonly #under: MemoryLedger
  readonly #streams = new Map<string, StreamEnd>()
  readonly #commands = new Map<string, StoredCommand>()

  constructor(under: MemoryLedger) {
    this.#under = under
    this.head = under.head
  }

  streamEnd(stream: string): StreamEnd | null {
    return this.#streams.get(stream) ?? this.#under.streamEnd(stream)
  }

  command(id: string): StoredCommand | null {
    return this.#commands.get(id) ?? this.#under.command(id)
  }

  hasEvent(id: string): boolean {
    return (
      this.entries.some(({ events }) => events.some((event) => event.id === id)) || this.#under.hasEvent(id)
    )
  }

  eventsFrom(first: number, count: number): readonly FoundEvent[] {
    const staged = this.entries.flatMap(({ events }) => events.filter(({ position }) => position >= first))
    return [...this.#under.eventsFrom(first, count), ...staged].slice(0, count)
  }

  enter(entry: Entry): void {
    this.entries.push(entry)
    for (const [stream, end] of entry.streams) this.#streams.set(stream, end)
    this.#commands.set(entry.command.id, entry.command)
    this.head = entry.head
  }
}

/** Lets a memory store take entries from elsewhere. */
export const memoryLogDestination = (ledger: MemoryLedger): LogDestination => ({
  receive: (entries) =>
    new Promise((resolve) => {
      const staged = new StagedLedger(ledger)
      for (const entry of entries) {
        const settled = settleEntry(entry, staged)
        if (settled !== null) staged.enter(settled)
      }
      for (const entry of staged.entries) ledger.enter(entry)
      resolve(staged.entries.length)
    }),
})
