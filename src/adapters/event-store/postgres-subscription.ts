import { setTimeout as pause } from 'node:timers/promises'

import { isSameEvent } from '../../eventsourcing/continuity.js'
import type { EventStore, Recorded } from '../../eventsourcing/event-store.js'
import { isUnavailable } from '../../eventsourcing/store-unavailable.js'
import type { PostgresReader } from './postgres-reader.js'

const FIRST_PAUSE_MS = 50
const LONGEST_PAUSE_MS = 2_000

/**
 * Reads for one subscription: asks again until there is an answer, or until nobody wants one any more. When another
 * server answers than before, it goes on there if that one has the last event that was read.
 *
 * @throws Error when it has not: what it holds is no continuation
 */
export const readPatiently = (
  reader: Pick<PostgresReader, 'readAll' | 'head'>,
  history: () => number,
  signal: AbortSignal,
): Pick<EventStore, 'readAll' | 'head'> => {
  let begun = history()
  let last: Recorded | undefined

  /** Whether an answer belongs to what was read before; after another server was found to go on, one asks anew. */
  const belongs = async (): Promise<boolean> => {
    const now = history()
    if (now === begun) return true
    if (last !== undefined) {
      const [found] = (await reader.readAll(last.position - 1n, { max: 1 })).events
      if (!isSameEvent(found, last))
        throw new Error(`The server that answers now has not the event at position ${last.position}`)
    }
    begun = now
    return false
  }

  const patiently = async <Answer>(ask: () => Promise<Answer>): Promise<Answer> => {
    for (let delay = FIRST_PAUSE_MS; ; delay = Math.min(delay * 2, LONGEST_PAUSE_MS)) {
      try {
        const answer = await ask()
        if (await belongs()) return answer
      } catch (error) {
        if (!isUnavailable(error)) throw error
        await pause(delay, undefined, { signal })
      }
    }
  }

  return {
    head: () => patiently(reader.head),
    readAll: async (after, options) => {
      const page = await patiently(() => reader.readAll(after, options))
      last = page.events.at(-1) ?? last
      return page
    },
  }
}
