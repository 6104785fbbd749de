import type {
  EventStore,
  Position,
  ReadAllPage,
  Signal,
  SubscribeOptions,
} from '../../eventsourcing/event-store.js'
import type { AppendBell } from './subscription.js'

const PAGE = 500

const signalsOf = function* (page: ReadAllPage, cursor: Position, signal: AbortSignal): Generator<Signal> {
  let seen = cursor
  for (const event of page.events) {
    if (signal.aborted) return
    yield { kind: 'event', event }
    seen = event.position
  }
  if (!signal.aborted && page.next > seen) yield { kind: 'checkpoint', position: page.next }
}

/** Null when it was aborted meanwhile: a page that fails because the store is being closed is no failure. */
const pageUnlessAborted = async (
  store: Pick<EventStore, 'readAll'>,
  cursor: Position,
  {
    categories,
    signal,
  }: { readonly categories: SubscribeOptions['categories']; readonly signal: AbortSignal },
): Promise<ReadAllPage | null> => {
  try {
    return await store.readAll(cursor, { max: PAGE, ...(categories && { categories }) })
  } catch (error) {
    if (signal.aborted) return null
    throw error
  }
}

/**
 * Catch-up, then live, in pages of the filtered log. A page is read only when the reader has taken the one before, so a
 * slow reader holds nothing up and the server keeps nothing for it. Positions are places in the server's log, and do
 * not count events: who finds a full page waiting has fallen behind.
 */
export const subscribeToKurrent = async function* (
  store: Pick<EventStore, 'readAll'>,
  bell: AppendBell,
  after: Position,
  { categories, signal }: SubscribeOptions,
): AsyncGenerator<Signal> {
  let cursor = after
  let live = false
  const stopped = (): boolean => signal.aborted
  while (!stopped()) {
    // Asked for before the page is read: an append in between is not slept through.
    const rung = bell.next(signal)
    const page = await pageUnlessAborted(store, cursor, { categories, signal })
    if (page === null) return
    const more = page.events.length === PAGE
    if (live && more) {
      live = false
      yield { kind: 'fell-behind', position: cursor }
    }
    yield* signalsOf(page, cursor, signal)
    cursor = page.next
    if (more || stopped()) continue
    if (!live) yield { kind: 'caught-up', position: cursor }
    live = true
    await rung
  }
}
