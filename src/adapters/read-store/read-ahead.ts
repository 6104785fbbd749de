import type { EventStore, Position, ReadAllPage, Recorded } from '../../eventsourcing/event-store.js'
import type { AnyProjection, Decode, Projected } from '../../eventsourcing/projection.js'

type Log = Pick<EventStore, 'readAll' | 'subscribe' | 'head' | 'history'>

interface Ahead {
  readonly after: Position
  readonly max: number
  readonly history: number
  readonly page: Promise<ReadAllPage>
}

/** A log and how its events are decoded, both a page ahead. */
export interface ReadAhead {
  readonly store: Log
  readonly decode: Decode
}

/**
 * Reads and decodes the next page of the log while the database takes the rows of the last one, so that both work at
 * the same time. Only full pages are followed: nothing is read ahead at the end of the log. What cannot be decoded is
 * left for the one who asks, and tells then why.
 */
export const readingAhead = (
  store: Log,
  decode: Decode,
  projections: readonly AnyProjection[],
): ReadAhead => {
  const wanted = new Set(projections.flatMap(({ on }) => Object.keys(on)))
  /** Of the page that is read ahead, and of the one that is worked on. */
  let coming = new Map<Recorded, Projected>()
  let present = coming
  let ahead: Ahead | null = null
  const historyOf = (): number => store.history?.() ?? 0

  const decodeAll = ({ events }: ReadAllPage): void => {
    coming = new Map()
    for (const event of events) {
      if (!wanted.has(event.type)) continue
      try {
        coming.set(event, decode(event))
      } catch {
        return
      }
    }
  }

  const take = async (after: Position, max: number): Promise<ReadAllPage | null> => {
    const taken = ahead
    ahead = null
    if (taken?.after !== after || taken.max !== max) return null
    const page = await taken.page
    // Another server may have other events there.
    if (taken.history !== historyOf()) return null
    present = coming
    // Where the log ended then, it may go on by now.
    return page.events.length === 0 ? null : page
  }

  return {
    decode: (event) => present.get(event) ?? decode(event),
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
          next.then(decodeAll, () => undefined)
          ahead = { after: page.next, max: options.max, history: historyOf(), page: next }
        }
        return page
      },
    },
  }
}
