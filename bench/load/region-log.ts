import { catalogue } from '../../src/domain/catalogue.js'
import { createCodec } from '../../src/eventsourcing/codec.js'
import { requestHashOf } from '../../src/eventsourcing/command-handler.js'
import type { Revision, StreamWrite } from '../../src/eventsourcing/event-store.js'
import type { LogEntry } from '../../src/eventsourcing/log-transfer.js'
import { nameBasedIds } from '../../src/eventsourcing/name-based-id.js'
import { Unit } from '../../src/eventsourcing/unit-of-work.js'
import { RegionStates } from './region-states.js'
import type { Said } from './said.js'

const codec = createCodec(catalogue)
/** Nobody else writes, so nobody meets anybody. */
const alone = { fresh: false, isContested: () => false, takeTurn: () => Promise.resolve() }
const SECONDS_BETWEEN_COMMANDS = 7

const lastRevision = ({ expected, events }: StreamWrite): Revision => {
  const before = typeof expected === 'bigint' ? expected : -1n
  return before + BigInt(events.length)
}

/**
 * Decides commands one after the other, as the handler of commands does, and gives what a store would record of
 * them. No store is asked: what was decided is kept here.
 */
export class RegionLog {
  readonly states = new RegionStates()
  readonly #idOf: (name: string) => string
  #commands = 0
  #events = 0
  #now = 0

  /** @param namespace a UUID; ids of commands are made from it, scattered as those of callers are */
  constructor(namespace: string) {
    this.#idOf = nameBasedIds(namespace)
  }

  /** How many events there are so far. */
  get events(): number {
    return this.#events
  }

  get today(): string {
    return new Date(this.#now).toISOString().slice(0, 10)
  }

  /** From now on it is this day, or later if it is later already. */
  startDay(day: string): void {
    this.#now = Math.max(this.#now, Date.parse(`${day}T08:00:00Z`))
  }

  /**
   * Decides a command; null when it says nothing new.
   *
   * @throws Error when the domain refuses it: the region is to be made of commands that are accepted
   */
  async record(said: Said): Promise<LogEntry | null> {
    const { name, actor, request } = said
    const commandId = this.#idOf(String((this.#commands += 1)))
    const unit = new Unit(this.states, codec, alone)
    const outcome = await said.work(unit, { today: this.today })
    if (outcome.kind === 'refused') {
      throw new Error(`${name} was refused on ${this.today}: ${JSON.stringify([outcome.refusals, request])}`)
    }
    if (unit.staged === 0) return null
    const envelope = { commandId, repeatable: true, name, request, actor, correlationId: commandId }
    const { writes, checks } = unit.batchOf(envelope)
    unit.keep(writes.map(lastRevision))
    this.#events += unit.staged
    this.#now += SECONDS_BETWEEN_COMMANDS * 1_000
    return {
      batch: {
        commandId,
        requestHash: requestHashOf({ name, request }),
        result: outcome.result,
        writes,
        checks,
      },
      recordedAt: new Date(this.#now),
      position: BigInt(this.#events),
    }
  }
}
