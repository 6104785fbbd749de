import type { EventStore, Position, ReadAllPage, Recorded } from '../../eventsourcing/event-store.js'
import type { RowOperation } from '../../eventsourcing/projection.js'
import type { Route, RoutedBatch } from '../../eventsourcing/read-side-routing.js'

type Log = Pick<EventStore, 'readAll' | 'subscribe' | 'head' | 'history'>

interface Ahead {
  readonly after: Position
  readonly max: number
  readonly history: number
  readonly page: Promise<ReadAllPage>
}

/** A log, and what its events are for the rows, both a page ahead. */
export interface ReadAhead {
  readonly store: Log
  readonly route: Route
}

/**
 * Reads the next page of the log, and makes of it what the rows need, while the database takes the rows of the last one:
 * so that both work at the same time. Only full pages are followed: nothing is read ahead at the end of the log. An
 * event that fails is told when its page is asked for.
 *
 * @param prepare told of the operations that come next; what it throws is not heard of
 */
export const readingAhead = (
  store: Log,
  route: Route,
  prepare: (operations: readonly RowOperation[]) => void,
): ReadAhead => {
  /** Of the page that is read ahead, and of the one that is worked on. */
  const routed = new WeakMap<readonly Recorded[], RoutedBatch>()
  let ahead: Ahead | null = null
  const historyOf = (): number => store.history?.() ?? 0

  const prepareAll = ({ events }: ReadAllPage): void => {
    const batch = route(events)
    routed.set(events, batch)
    if (batch.fault === undefined && batch.upTo !== null) prepare(batch.operations)
  }

  const take = async (after: Position, max: number): Promise<ReadAllPage | null> => {
    const taken = ahead
    ahead = null
    if (taken?.after !== after || taken.max !== max) return null
    const page = await taken.page
    // Another server may have other events there.
    if (taken.history !== historyOf()) return null
    // Where the log ended then, it may go on by now.
    return page.events.length === 0 ? null : page
  }

  return {
    route: (events) => routed.get(events) ?? route(events),
    store: {
      head: () => store.head(),
      ...(store.history && { history: store.history }),
      subscribe: (after, options) => store.subscribe(after, options),
      readAll: async (after, options) => {
        if (options.categories !== undefined) return store.readAll(after, options)
        const page = (await take(after, options.max)) ?? (await store.readAll(after, options))
        if (page.events.length >= options.max) {
          const next = store.readAll(page.next, options)
          // Whoever asks for it hears of a failure; nobody may.
          next.then(prepareAll).catch(() => undefined)
          ahead = { after: page.next, max: options.max, history: historyOf(), page: next }
        }
        return page
      },
    },
  }
}
