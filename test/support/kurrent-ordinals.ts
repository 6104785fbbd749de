import type {
  AppendOutcome,
  CommandRecord,
  EventStore,
  Position,
  Recorded,
  Signal,
} from '../../src/eventsourcing/event-store.js'

/** What the contract counts: the first event is at 1, the next at 2. */
type Ordinal = bigint

/** The positions of all events after one, in their order. */
export type PositionsAfter = (position: Position) => Promise<readonly Position[]>

/** Asks a store, which stays open until nobody counts any more. */
export const positionsIn =
  (store: EventStore): PositionsAfter =>
  async (position) => {
    const positions: Position[] = []
    for (let after = position; ;) {
      const { events, next } = await store.readAll(after, { max: 1_000 })
      positions.push(...events.map((event) => event.position))
      if (events.length === 0 || next === after) return positions
      after = next
    }
  }

/**
 * Counts the events of a store whose positions grow with gaps, so that it can be held to a contract that counts them.
 * Where a position is asked for, the store gets one that it gave itself, so that resuming is tried with those.
 * Every position of an event is checked to be greater than the one before and to be the same each time.
 */
class Ordinals {
  readonly #later: PositionsAfter
  readonly #positions: Position[] = []
  /** The last position that was told for an ordinal: it may pass over events of others. */
  readonly #told = new Map<Ordinal, Position>()
  #reading: Promise<void> = Promise.resolve()

  constructor(later: PositionsAfter) {
    this.#later = later
  }

  position(ordinal: Ordinal): Position {
    return this.#told.get(ordinal) ?? this.#positions[Number(ordinal) - 1] ?? 0n
  }

  /** The place of an event. @throws when there is no event at that position */
  async ofEvent(position: Position): Promise<Ordinal> {
    const index = await this.#count(position)
    if (this.#positions[index - 1] !== position) throw new Error(`There is no event at position ${position}`)
    return BigInt(index)
  }

  /** How many events there are up to a position. */
  async upTo(position: Position): Promise<Ordinal> {
    const ordinal = BigInt(await this.#count(position))
    this.#told.set(ordinal, position)
    return ordinal
  }

  async #count(position: Position): Promise<number> {
    if (position > (this.#positions.at(-1) ?? 0n)) {
      this.#reading = this.#reading.then(() => this.#readOn())
      await this.#reading
    }
    const later = this.#positions.findIndex((known) => known > position)
    return later === -1 ? this.#positions.length : later
  }

  async #readOn(): Promise<void> {
    for (const position of await this.#later(this.#positions.at(-1) ?? 0n)) {
      const last = this.#positions.at(-1) ?? 0n
      if (position <= last) throw new Error(`Position ${position} does not come after ${last}`)
      this.#positions.push(position)
    }
  }
}

const counted = async (ordinals: Ordinals, event: Recorded): Promise<Recorded> => ({
  ...event,
  position: await ordinals.ofEvent(event.position),
})

const countedCommand = async (ordinals: Ordinals, command: CommandRecord): Promise<CommandRecord> => ({
  ...command,
  position: await ordinals.upTo(command.position),
})

const countedOutcome = async (
  ordinals: Ordinals,
  outcome: AppendOutcome,
  wrote: boolean,
): Promise<AppendOutcome> => {
  if (outcome.kind === 'conflict') return outcome
  if (outcome.kind !== 'appended') {
    return { ...outcome, command: await countedCommand(ordinals, outcome.command) }
  }
  const { position } = outcome
  return { ...outcome, position: await (wrote ? ordinals.ofEvent(position) : ordinals.upTo(position)) }
}

const countedSignals = async function* (
  ordinals: Ordinals,
  signals: AsyncIterable<Signal>,
  after: Ordinal,
): AsyncGenerator<Signal> {
  let seen = after
  for await (const signal of signals) {
    if (signal.kind === 'event') {
      const event = await counted(ordinals, signal.event)
      seen = event.position
      yield { kind: 'event', event }
      continue
    }
    const position = await ordinals.upTo(signal.position)
    // Others wrote something, which the contract does not know of.
    if (signal.kind === 'checkpoint' && position === seen) continue
    seen = position
    yield { kind: signal.kind, position }
  }
}

/**
 * The same store with counted events for positions.
 *
 * @param later finds positions to count, also when `store` is closed
 */
export const withOrdinals = (store: EventStore, later: PositionsAfter): EventStore => {
  const ordinals = new Ordinals(later)
  return {
    capabilities: store.capabilities,
    append: async (batch) =>
      countedOutcome(
        ordinals,
        await store.append(batch),
        batch.writes.some(({ events }) => events.length > 0),
      ),
    findCommand: async (id) => {
      const command = await store.findCommand(id)
      return command && countedCommand(ordinals, command)
    },
    readStream: async function* (stream, options) {
      for await (const event of store.readStream(stream, options)) yield counted(ordinals, event)
    },
    readAll: async (after, options) => {
      const page = await store.readAll(ordinals.position(after), options)
      const events: Recorded[] = []
      for (const event of page.events) events.push(await counted(ordinals, event))
      return { events, next: await ordinals.upTo(page.next) }
    },
    subscribe: (after, options) =>
      countedSignals(ordinals, store.subscribe(ordinals.position(after), options), after),
    head: async () => ordinals.upTo(await store.head()),
    close: () => store.close(),
  }
}
