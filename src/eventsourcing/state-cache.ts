import type { Codec } from './codec.js'
import type { Decider, DomainEvent } from './decider.js'
import type { Content, EventStore, Revision } from './event-store.js'
import { RecentlyUsed } from './recently-used.js'

/** An aggregate as far as its stream was read. */
export interface Folded<State> {
  readonly state: State
  /** Of the last event that was folded; null when the stream has none. */
  readonly revision: Revision | null
}

interface Kept {
  /** Only the decider that folded a state knows what it is. */
  readonly decider: object
  readonly folded: Folded<unknown>
}

/**
 * Folded states of the streams used last, so that a command on a long stream does not read it again. What it holds
 * may be behind the store; the append finds that out, and `refresh` reads on from there.
 */
export interface StateCache {
  /** What is kept, or undefined. */
  peek<State, Event extends DomainEvent>(
    decider: Decider<State, Event>,
    stream: string,
  ): Folded<State> | undefined
  /** Reads what the store has beyond what is kept. */
  refresh<State, Event extends DomainEvent>(
    decider: Decider<State, Event>,
    stream: string,
  ): Promise<Folded<State>>
  /** Keeps a state, unless a newer one is kept. */
  keep<State, Event extends DomainEvent>(
    decider: Decider<State, Event>,
    stream: string,
    folded: Folded<State>,
  ): void
}

const newer = (one: Revision | null, other: Revision | null): boolean => (one ?? -1n) > (other ?? -1n)

const oneByOne = async function* (store: EventStore, stream: string, from: Revision) {
  for await (const recorded of store.readStream(stream, { from })) yield [recorded]
}

/** What a stream says from a revision on. Most of the time of a fold is reading, so the store leaves out what it can. */
const contentsOf = (store: EventStore, stream: string, from: Revision): AsyncIterable<readonly Content[]> =>
  store.readContents?.(stream, from) ?? oneByOne(store, stream, from)

/** @param size most states that are kept, 2 at least */
export const createStateCache = (store: EventStore, codec: Codec, size: number): StateCache => {
  const cache = new RecentlyUsed<Kept>(size)
  const historyOf = (): number => store.history?.() ?? 0
  let history = historyOf()

  /** Another server may lack events that were folded; a stream that grows again must not meet their state. */
  const forgetDoubtful = (): void => {
    if (historyOf() === history) return
    history = historyOf()
    cache.clear()
  }

  const peek: StateCache['peek'] = <State, Event extends DomainEvent>(
    decider: Decider<State, Event>,
    stream: string,
  ) => {
    forgetDoubtful()
    const kept = cache.get(stream)
    return kept?.decider === decider ? (kept.folded as Folded<State>) : undefined
  }

  const keep: StateCache['keep'] = (decider, stream, folded) => {
    const kept = peek(decider, stream)
    if (kept !== undefined && newer(kept.revision, folded.revision)) return
    cache.set(stream, { decider, folded })
  }

  const refresh: StateCache['refresh'] = async <State, Event extends DomainEvent>(
    decider: Decider<State, Event>,
    stream: string,
  ) => {
    const known = peek(decider, stream)
    const begun = history
    let state = known?.state ?? decider.initial
    let revision = known?.revision ?? null
    for await (const page of contentsOf(store, stream, revision === null ? 0n : revision + 1n)) {
      for (const content of page) {
        revision = revision === null ? 0n : revision + 1n
        state = decider.evolve(state, codec.decodeContent(content, { stream, revision }) as Event)
      }
    }
    if (historyOf() !== begun) return refresh(decider, stream)
    const folded = { state, revision }
    keep(decider, stream, folded)
    return folded
  }

  return { peek, refresh, keep }
}
