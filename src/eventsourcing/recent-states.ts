import { setImmediate as turn, setTimeout as pause } from 'node:timers/promises'

import type { Decider, DomainEvent } from './decider.js'
import type { EventStore, Position } from './event-store.js'
import type { StateCache } from './state-cache.js'
import { categoryOf } from './stream-name.js'

/** A kind of aggregate whose streams can be folded without knowing its types. */
export interface Foldable {
  readonly category: string
  readonly fold: (states: StateCache, stream: string) => Promise<unknown>
}

export const foldable = <State, Event extends DomainEvent>(decider: Decider<State, Event>): Foldable => ({
  category: decider.category,
  fold: (states, stream) => states.refresh(decider, stream),
})

export interface RecentStatesOptions {
  readonly store: Pick<EventStore, 'head' | 'readAll'>
  readonly states: StateCache
  readonly aggregates: readonly Foldable[]
  /** How many of the last events of the log are looked at. */
  readonly events: number
  readonly signal: AbortSignal
  /** Lets others work, and says for how many milliseconds they did. */
  readonly letOthersWork?: () => Promise<number>
  /** Waits for so many milliseconds. */
  readonly rest?: (milliseconds: number) => Promise<unknown>
}

/** How many of the last events say what is used: a month of a region with a thousand localities. */
export const RECENT_EVENTS = 20_000

const PAGE = 200

/** Others that work longer than this in one turn are requests; then folding waits, for it only takes their time. */
const BUSY_MS = 2
const REST_MS = 20

const turnTaken = async (): Promise<number> => {
  const began = performance.now()
  await turn()
  return performance.now() - began
}

/** The streams of the last events, those used last at the end. */
const recentStreams = async ({
  store,
  events,
  signal,
}: RecentStatesOptions): Promise<ReadonlySet<string>> => {
  const head = await store.head()
  const streams = new Set<string>()
  let after: Position = head > BigInt(events) ? head - BigInt(events) : 0n
  while (after < head && !signal.aborted) {
    const page = await store.readAll(after, { max: PAGE })
    for (const { stream } of page.events) {
      streams.delete(stream)
      streams.add(stream)
    }
    if (page.next === after) break
    after = page.next
    await turn()
  }
  return streams
}

/**
 * Folds what was used last before anybody asks for it, so that a server that has just started is as quick as one that
 * has run for a while. One stream after the other, with a turn for everybody else in between and a rest while there are
 * requests, until it is aborted.
 *
 * @returns how many streams were folded
 * @throws whatever the store throws, and CodecFault for an event that cannot be read
 */
export const keepRecentStates = async (options: RecentStatesOptions): Promise<number> => {
  const { states, signal, letOthersWork = turnTaken } = options
  const { rest = (milliseconds: number) => pause(milliseconds) } = options
  const aggregates = new Map(options.aggregates.map((aggregate) => [aggregate.category, aggregate]))
  let folded = 0
  for (const stream of await recentStreams(options)) {
    if (signal.aborted) break
    const aggregate = aggregates.get(categoryOf(stream))
    if (aggregate === undefined) continue
    await aggregate.fold(states, stream)
    folded += 1
    if ((await letOthersWork()) > BUSY_MS) await rest(REST_MS)
  }
  return folded
}
