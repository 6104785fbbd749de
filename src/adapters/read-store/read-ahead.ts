import type { EventStore, Position, ReadAllPage } from '../../eventsourcing/event-store.js'

type Log = Pick<EventStore, 'readAll' | 'subscribe' | 'head'>

interface Ahead {
  readonly after: Position
  readonly max: number
  readonly page: Promise<ReadAllPage>
}

/**
 * Reads the next page of the log while the last one is worked on: the database that reads and the one that takes the
 * rows then work at the same time as this process does. Only full pages are followed, so that nothing is read ahead
 * at the end of the log.
 */
export const readingAhead = (store: Log): Log => {
  let ahead: Ahead | null = null

  const take = (after: Position, max: number): Promise<ReadAllPage> | null => {
    const taken = ahead
    ahead = null
    return taken?.after === after && taken.max === max ? taken.page : null
  }

  return {
    head: () => store.head(),
    subscribe: (after, options) => store.subscribe(after, options),
    readAll: async (after, options) => {
      if (options.categories !== undefined) return store.readAll(after, options)
      const page = await (take(after, options.max) ?? store.readAll(after, options))
      if (page.events.length >= options.max) {
        const next = store.readAll(page.next, options)
        // Whoever asks for it hears of it; nobody may.
        next.catch(() => undefined)
        ahead = { after: page.next, max: options.max, page: next }
      }
      return page
    },
  }
}
