import { setTimeout as pause } from 'node:timers/promises'

import { LOCKS } from './postgres-lease.js'
import type { Asked } from './postgres-manifest.js'
import { openSession } from './postgres-session.js'

/** How often one looks whether a rebuild elsewhere has got further, in milliseconds. */
const LOOK_MS = 100

const take = async (asked: Asked, lock: string, hash: string): Promise<boolean> => {
  const sql = `SELECT ${lock}($1, hashtext($2)) AS taken`
  return (await asked.query<{ taken: boolean }>(sql, [LOCKS.rebuild, hash])).rows[0]?.taken === true
}

/**
 * The right to make a definition's rows afresh, for a command that goes on with nobody's build: false while anybody
 * else makes them. It ends with the connection.
 */
export const takeRebuildAlone = (asked: Asked, hash: string): Promise<boolean> =>
  take(asked, 'pg_try_advisory_lock', hash)

/** Which rows are made afresh, and how one comes to the build. */
export interface RebuildTurn<Build> {
  readonly url: string
  readonly hash: string
  /** Makes a build, or finds the one that another server has begun. */
  readonly begin: () => Promise<Build>
  /** Finds the build of a command; null while there is none yet. */
  readonly find: () => Promise<Build | null>
}

/**
 * Does a piece of work on a build while nobody begins another one: servers do it together on the same build, and take
 * part in that of a command that has the right alone.
 *
 * @throws what the driver throws when there is no connection
 */
export const rebuildTogether = async <Build, Result>(
  { url, hash, begin, find }: RebuildTurn<Build>,
  work: (build: Build) => Promise<Result>,
): Promise<Result> => {
  const session = await openSession(url, {
    application: 'waymark rebuild',
    settings: { idle_session_timeout: '0' },
  })
  try {
    for (;;) {
      const isShared = await session.inTime(() => take(session.client, 'pg_try_advisory_lock_shared', hash))
      const build = isShared ? await begin() : await find()
      if (build !== null) return await work(build)
      // Whoever has it alone makes the build in a moment, or gives the right back.
      await pause(LOOK_MS)
    }
  } finally {
    await session.end()
  }
}
