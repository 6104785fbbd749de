import { setTimeout as pause } from 'node:timers/promises'

import type { EventStore } from '../../eventsourcing/event-store.js'
import { openForReading, requireFormat } from './sqlite-database.js'
import { createSqliteReader } from './sqlite-reader.js'
import { type AppendBell, subscribeWith } from './subscription.js'

/** How often a follower looks for events that another process recorded, in milliseconds. */
const LOOK_EVERY = 100

/** A log of events that another process writes. */
export type LogReader = Pick<EventStore, 'readAll' | 'subscribe' | 'head' | 'close'>

const clock: AppendBell = {
  ring: () => undefined,
  next: (signal) => pause(LOOK_EVERY, undefined, { signal }).catch(() => undefined),
}

/**
 * Opens a log beside the process that writes it. Each page is read in a transaction of its own, so that no reader
 * keeps the writer from folding its write-ahead log in.
 *
 * @throws EventFileFault when there is no log, or it cannot be read
 */
export const openSqliteLogReader = (file: string): LogReader => {
  const database = openForReading(file)
  try {
    requireFormat(database, file)
  } catch (error) {
    database.close()
    throw error
  }
  const readHead = database.prepare('SELECT coalesce(max(position), 0) AS position FROM event')
  const headNow = (): number => (readHead.get() as { position: number }).position
  const reader = createSqliteReader(database, headNow)
  const closing = new AbortController()
  const head = async () => Promise.resolve(BigInt(headNow()))
  const readAll: EventStore['readAll'] = async (after, options) =>
    Promise.resolve(reader.readAll(after, options))
  return {
    head,
    readAll,
    subscribe: (after, { signal, ...options }) =>
      subscribeWith({ readAll, head }, clock, after, {
        ...options,
        signal: AbortSignal.any([signal, closing.signal]),
      }),
    close: () => {
      closing.abort()
      database.close()
      return Promise.resolve()
    },
  }
}
