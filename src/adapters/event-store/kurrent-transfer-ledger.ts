import { canonicalJson } from '../../eventsourcing/canonical-json.js'
import { GENESIS } from '../../eventsourcing/hash-chain.js'
import type { LogEntry } from '../../eventsourcing/log-transfer.js'
import type { CommandMarker, KurrentCommands } from './kurrent-commands.js'
import type { KurrentReader } from './kurrent-reader.js'
import { endAt } from './kurrent-records.js'
import { EMPTY_HEAD, type Entry, type Head, type StoredCommand, type StreamEnd } from './ledger.js'
import type { FoundEvent, TransferLedger } from './transfer-settlement.js'

/** Questions on their way to the server at once. */
const AT_ONCE = 32

const someAtOnce = async <Item>(
  items: readonly Item[],
  ask: (item: Item) => Promise<void>,
): Promise<void> => {
  for (let next = 0; next < items.length; next += AT_ONCE) {
    await Promise.all(items.slice(next, next + AT_ONCE).map(ask))
  }
}

/**
 * A log in KurrentDB as a group of entries sees it: what concerns them is looked up beforehand. Positions are of this
 * group alone; they tell which events belong to a command that is there already.
 */
export class KurrentTransferLedger implements TransferLedger {
  head: Head = EMPTY_HEAD
  readonly #streams = new Map<string, StreamEnd | null>()
  readonly #commands = new Map<string, StoredCommand>()
  readonly #events = new Map<number, FoundEvent>()
  readonly #foreignIds = new Set<string>()
  readonly #reader: KurrentReader
  readonly #lookUp: KurrentCommands

  constructor(reader: KurrentReader, lookUp: KurrentCommands) {
    this.#reader = reader
    this.#lookUp = lookUp
  }

  async prepare(entries: readonly LogEntry[]): Promise<void> {
    const ids = new Set(entries.map(({ batch }) => batch.commandId))
    await someAtOnce([...ids], async (id) => {
      const found = await this.#lookUp.find(id)
      // Planned and not carried out: it is recorded now.
      if (found?.record) await this.#know(found.marker)
    })
    const names = new Set(entries.flatMap(({ batch }) => batch.writes.map(({ stream }) => stream)))
    await someAtOnce([...names], async (name) => {
      const last = await this.#reader.last(name)
      const end = last === null ? null : endAt(last)
      this.#streams.set(name, end === null ? null : { revision: Number(end.revision), hash: end.hash })
    })
  }

  async #know({ commandId: id, requestHash, result, writes }: CommandMarker): Promise<void> {
    let { position } = this.head
    // Before anything is waited for: others that are looked up meanwhile get their own.
    const events = writes.reduce((sum, write) => sum + write.events, 0)
    this.head = { ...this.head, position: position + events }
    for (const { stream, first, events: written } of writes) {
      for (let index = 0; index < written; index += 1) {
        const record = await this.#reader.at(stream, first + BigInt(index))
        position += 1
        if (record === null) continue
        const { recorded, payloadHash } = record
        this.#events.set(position, { ...recorded, payloadHash })
      }
    }
    this.#commands.set(id, {
      ...{ id, requestHash, result: canonicalJson(result), position },
      ...{ sequence: 0, check: GENESIS },
    })
  }

  streamEnd(stream: string): StreamEnd | null {
    return this.#streams.get(stream) ?? null
  }

  command(id: string): StoredCommand | null {
    return this.#commands.get(id) ?? null
  }

  /** Ids that are not derived from a command are reserved on the server, which refuses them twice. */
  hasEvent(id: string): boolean {
    return this.#foreignIds.has(id)
  }

  eventsFrom(first: number, count: number): readonly FoundEvent[] {
    const found = Array.from({ length: count }, (_, index) => this.#events.get(first + index))
    return found.filter((event) => event !== undefined)
  }

  enter({ events, streams, command, head }: Entry): void {
    for (const [stream, end] of streams) this.#streams.set(stream, end)
    for (const event of events) {
      this.#events.set(event.position, event)
      if (!event.derived) this.#foreignIds.add(event.id)
    }
    this.#commands.set(command.id, command)
    this.head = head
  }
}
