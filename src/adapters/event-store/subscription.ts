import type { EventStore, Position, Signal, SubscribeOptions } from '../../eventsourcing/event-store.js'

const PAGE = 500

/** Wakes those who wait for the next append. */
export interface AppendBell {
  ring(): void
  /** Resolves at the next ring, or when the signal aborts. */
  next(signal: AbortSignal): Promise<void>
}

export const createAppendBell = (): AppendBell => {
  const waiting = new Set<() => void>()
  return {
    ring: () => {
      if (waiting.size === 0) return
      const woken = [...waiting]
      waiting.clear()
      for (const wake of woken) wake()
    },
    next: (signal) =>
      new Promise((resolve) => {
        if (signal.aborted) {
          resolve()
          return
        }
        const wake = (): void => {
          waiting.delete(wake)
          signal.removeEventListener('abort', wake)
          resolve()
        }
        waiting.add(wake)
        signal.addEventListener('abort', wake, { once: true })
      }),
  }
}

const signalsOf = function* (
  page: Awaited<ReturnType<EventStore['readAll']>>,
  signal: AbortSignal,
): Generator<Signal> {
  for (const event of page.events) {
    if (signal.aborted) return
    yield { kind: 'event', event }
  }
  const seen = page.events.at(-1)?.position
  if (!signal.aborted && seen !== page.next) yield { kind: 'checkpoint', position: page.next }
}

/**
 * Catch-up, then live, over any store that can read pages and ring at each append. A page is read only when the
 * reader has taken the one before, so a slow reader holds nothing up and nothing is kept for it.
 */
export const subscribeWith = async function* (
  store: Pick<EventStore, 'readAll' | 'head'>,
  bell: AppendBell,
  after: Position,
  { categories, signal }: SubscribeOptions,
): AsyncGenerator<Signal> {
  let cursor = after
  let live = false
  while (!signal.aborted) {
    const head = await store.head()
    if (cursor >= head) {
      // Asked before the head is read again: an append in between is not slept through.
      const rung = bell.next(signal)
      if (cursor < (await store.head())) continue
      if (!live) yield { kind: 'caught-up', position: cursor }
      live = true
      await rung
      continue
    }
    if (live && head - cursor > BigInt(PAGE)) {
      live = false
      yield { kind: 'fell-behind', position: cursor }
    }
    const page = await store.readAll(cursor, { max: PAGE, ...(categories && { categories }) })
    yield* signalsOf(page, signal)
    cursor = page.next
  }
}
