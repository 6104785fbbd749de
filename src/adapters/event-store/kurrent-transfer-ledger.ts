import { canonicalJson } from '../../eventsourcing/canonical-json.js'
import { GENESIS } from '../../eventsourcing/hash-chain.js'
import type { LogEntry } from '../../eventsourcing/log-transfer.js'
import type { CommandMarker, KurrentCommands } from './kurrent-commands.js'
import type { KurrentReader } from './kurrent-reader.js'
import { endAt } from './kurrent-records.js'
import { LookedUpLedger } from './looked-up-ledger.js'

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
 * group alone; they tell which events belong to a command that is there already. Ids of events that are not derived
 * from a command are reserved on the server, which refuses them twice: only those entered since are known here.
 */
export class KurrentTransferLedger extends LookedUpLedger {
  readonly #reader: KurrentReader
  readonly #lookUp: KurrentCommands

  constructor(reader: KurrentReader, lookUp: KurrentCommands) {
    super()
    this.#reader = reader
    this.#lookUp = lookUp
  }

  override async prepare(entries: readonly LogEntry[]): Promise<void> {
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
      this.streams.set(name, end === null ? null : { revision: Number(end.revision), hash: end.hash })
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
        this.events.set(position, { ...recorded, payloadHash })
      }
    }
    this.commands.set(id, {
      ...{ id, requestHash, result: canonicalJson(result), position },
      ...{ sequence: 0, check: GENESIS },
    })
  }
}
