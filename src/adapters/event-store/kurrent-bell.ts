import { setTimeout as pause } from 'node:timers/promises'

import { END, streamNameFilter, type AllStreamSubscription } from '@kurrent/kurrentdb-client'

import type { KurrentConnection } from './kurrent-connection.js'
import { createAppendBell, type AppendBell } from './subscription.js'

/** How often readers look by themselves, in milliseconds: a subscription may end without a word. */
const POLL = 1_000
/** Before a subscription that ended is made anew, in milliseconds. */
const AGAIN = 250
/** A sign of life after this many pages of events of others. */
const CHECKPOINT_INTERVAL = 8

export interface KurrentBell extends AppendBell {
  close(): void
}

/**
 * Rings when something may have been recorded, here or elsewhere: by a subscription to the log that is made anew
 * whenever it ends, by what this process appends, and every second, because a subscription can be dropped unnoticed.
 * It begins to listen with the first who waits.
 */
export const createKurrentBell = (connection: KurrentConnection, prefix: string): KurrentBell => {
  const bell = createAppendBell()
  const { closing } = connection
  const ring = (): void => {
    bell.ring()
  }
  let poll: NodeJS.Timeout | undefined
  let current: AllStreamSubscription | undefined

  const listenOnce = async (): Promise<void> => {
    const subscription = await connection.use((client) =>
      Promise.resolve(
        client.subscribeToAll({
          fromPosition: END,
          filter: streamNameFilter({
            prefixes: [prefix],
            checkpointInterval: CHECKPOINT_INTERVAL,
            checkpointReached: ring,
          }),
        }),
      ),
    )
    current = subscription
    if (closing.aborted) return
    // What came before it began to listen is looked for at once.
    subscription.once('confirmation', ring)
    for await (const resolved of subscription) {
      if (resolved.event !== undefined) ring()
    }
  }

  const listen = async (): Promise<void> => {
    while (!closing.aborted) {
      // Readers find out themselves what is the matter; here it only matters to listen again.
      await listenOnce().catch(() => undefined)
      ring()
      await pause(AGAIN, undefined, { signal: closing, ref: false }).catch(() => undefined)
    }
  }

  const start = (): void => {
    if (poll !== undefined || closing.aborted) return
    poll = setInterval(ring, POLL).unref()
    void listen()
  }

  return {
    ring,
    next: (signal) => {
      start()
      return bell.next(signal)
    },
    close: () => {
      clearInterval(poll)
      current?.destroy()
      ring()
    },
  }
}
