import type {
  EventStore,
  Position,
  ReadAllOptions,
  ReadAllPage,
  Recorded,
} from '../../eventsourcing/event-store.js'
import type { RowOperation } from '../../eventsourcing/projection.js'
import type { Route, RoutedBatch } from '../../eventsourcing/read-side-routing.js'

type Log = Pick<EventStore, 'readAll' | 'subscribe' | 'head' | 'history'>

/** Pages: one that is made ready while the database takes the rows of the last, and one that is read meanwhile. */
const MOST_AHEAD = 2

interface Ahead {
  readonly after: Position
  readonly max: number
  readonly history: number
  readonly page: Promise<ReadAllPage>
}

/** A log, and what its events are for the rows, both ahead of whoever asks. */
export interface ReadAhead {
  readonly store: Log
  readonly route: Route
  /**
   * The database has the rows of the last page: there is time to make of the next one what the rows need, as soon as it
   * is there. Sooner, rows that could be written would wait for that.
   */
  makeReady(): void
}

const nobodyHears = (): void => undefined

/**
 * Reads the next pages of the log, and makes of the first what the rows need, while the database takes the rows of the
 * last one: so that all work at the same time. Only full pages are followed: nothing is read ahead at the end of the
 * log. An event that fails is told when its page is asked for.
 *
 * @param prepare told of the operations that come next; what it throws is not heard of
 */
export const readingAhead = (
  store: Log,
  route: Route,
  prepare: (operations: readonly RowOperation[]) => void,
): ReadAhead => {
  /** Of the page that is made ready, and of the one that is worked on. */
  const routed = new WeakMap<readonly Recorded[], RoutedBatch>()
  let ahead: readonly Ahead[] = []
  const historyOf = (): number => store.history?.() ?? 0

  const readOn = ({ events, next: after }: ReadAllPage, options: ReadAllOptions): void => {
    const { max } = options
    if (events.length < max || ahead.length >= MOST_AHEAD) return
    const next = { after, max, history: historyOf(), page: store.readAll(after, options) }
    ahead = [...ahead, next]
    readOnFrom(next, options)
  }

  /** Whoever asks for a page hears that it could not be read; nobody may. */
  const readOnFrom = (last: Ahead, options: ReadAllOptions): void =>
    void last.page
      .then((page) => {
        if (ahead.at(-1) === last) readOn(page, options)
      })
      .catch(nobodyHears)

  const makeReady = (): void => {
    const [next] = ahead
    next?.page
      .then(({ events }) => {
        if (ahead[0] !== next || routed.has(events)) return
        const batch = route(events)
        routed.set(events, batch)
        if (batch.fault === undefined && batch.upTo !== null) prepare(batch.operations)
      })
      .catch(nobodyHears)
  }

  const take = async (after: Position, max: number): Promise<ReadAllPage | null> => {
    const [taken, ...others] = ahead
    ahead = []
    if (taken?.after !== after || taken.max !== max) return null
    const page = await taken.page
    // Another server may have other events there.
    if (taken.history !== historyOf()) return null
    // Where the log ended then, it may go on by now.
    if (page.events.length === 0) return null
    ahead = others
    return page
  }

  return {
    makeReady,
    route: (events) => routed.get(events) ?? route(events),
    store: {
      head: () => store.head(),
      ...(store.history && { history: store.history }),
      subscribe: (after, options) => store.subscribe(after, options),
      readAll: async (after, options) => {
        if (options.categories !== undefined) return store.readAll(after, options)
        const page = (await take(after, options.max)) ?? (await store.readAll(after, options))
        const last = ahead.at(-1)
        if (last === undefined) readOn(page, options)
        else readOnFrom(last, options)
        return page
      },
    },
  }
}
