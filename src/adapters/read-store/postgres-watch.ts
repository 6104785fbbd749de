import { setTimeout as pause } from 'node:timers/promises'
import type { Client } from 'pg'
import type { Position } from '../../eventsourcing/event-store.js'
import { LOCKS } from './postgres-lease.js'
import { CHANNEL } from './postgres-row-writer.js'
import { openSession, type Session } from './postgres-session.js'

/** However an announcement may be lost, nobody waits longer than this to see how far rows are. */
const LOOK_MS = 500
const FIRST_PAUSE_MS = 100
const LONGEST_PAUSE_MS = 2_000

export interface WatchOptions {
  readonly url: string
  /** Told at once when rows of a schema have come to a position. */
  readonly heard: (schema: string, position: Position) => void
  /** Looks at the database, after every connection and twice a second. */
  readonly look: (client: Client) => Promise<void>
  /** Told when nothing can be seen any more, until the next look: another server may be there then. */
  readonly lost: () => void
}

/** One connection that hears what others write, and tells them which schemas this process uses. */
export interface Watch {
  /** Keeps others from removing a schema, until `letGo`. Resolves when it has effect, or there is no connection. */
  use(schema: string): Promise<void>
  letGo(schema: string): Promise<void>
  /** Looks now, and resolves when it has looked. @throws when there is no connection */
  lookNow(): Promise<void>
  /** Why nothing can be seen just now; undefined when it can. */
  trouble(): unknown
  close(): Promise<void>
}

/** A position that was announced. */
const announced = (payload: string | undefined): readonly [string, Position] | null => {
  const [schema = '', position = ''] = (payload ?? '').split(' ')
  return /^\d+$/.test(position) ? [schema, BigInt(position)] : null
}

/** Watches until it is closed; a connection that is lost is made anew. */
export const createWatch = ({ url, heard, look, lost }: WatchOptions): Watch => {
  const stopping = new AbortController()
  const used = new Set<string>()
  let session: Session | null = null
  let trouble: unknown = new Error('not connected yet')

  const share = ({ client, inTurn }: Session, schema: string) =>
    inTurn(() => client.query('SELECT pg_advisory_lock_shared($1, hashtext($2))', [LOCKS.use, schema]))

  const lookNow = async (): Promise<void> => {
    const looking = session
    if (looking === null) throw trouble
    await looking.inTurn(() => looking.inTime(() => look(looking.client)))
  }

  const watchOnce = async (): Promise<void> => {
    const opened = await openSession(url, { application: 'waymark watch', settings: { jit: 'off' } })
    try {
      opened.client.on('notification', ({ payload }) => {
        const news = announced(payload)
        if (news !== null) heard(...news)
      })
      await opened.inTime(() => opened.client.query(`LISTEN ${CHANNEL}`))
      for (const schema of used) await opened.inTime(() => share(opened, schema))
      session = opened
      const until = AbortSignal.any([opened.lost, stopping.signal])
      while (!until.aborted) {
        await lookNow()
        trouble = undefined
        await pause(LOOK_MS, undefined, { signal: until }).catch(() => undefined)
      }
      if (!stopping.signal.aborted) throw new Error('The connection to the read side was lost')
    } finally {
      session = null
      lost()
      await opened.end()
    }
  }

  const watch = async (): Promise<void> => {
    let delay = FIRST_PAUSE_MS
    while (!stopping.signal.aborted) {
      try {
        await watchOnce()
      } catch (cause) {
        delay = trouble === undefined ? FIRST_PAUSE_MS : Math.min(delay * 2, LONGEST_PAUSE_MS)
        trouble = cause
        await pause(delay, undefined, { signal: stopping.signal }).catch(() => undefined)
      }
    }
  }
  const watching = watch()

  return {
    use: async (schema) => {
      used.add(schema)
      if (session !== null) await share(session, schema).catch(() => undefined)
    },
    letGo: async (schema) => {
      used.delete(schema)
      const held = session
      await held
        ?.inTurn(() =>
          held.client.query('SELECT pg_advisory_unlock_shared($1, hashtext($2))', [LOCKS.use, schema]),
        )
        .catch(() => undefined)
    },
    lookNow,
    trouble: () => trouble,
    close: async () => {
      stopping.abort()
      await watching
    },
  }
}
