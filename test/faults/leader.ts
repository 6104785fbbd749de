import { setTimeout as pause } from 'node:timers/promises'

import { Client } from 'pg'

import { LOCKS } from '../../src/adapters/read-store/postgres-lease.js'

/** Between two looks at who leads, in milliseconds. */
const LOOK_MS = 50

/** Names a server's connections, so that it can be told which server leads. */
export const named = (url: string, name: string): string => {
  const address = new URL(url)
  address.searchParams.set('application_name', name)
  return address.href
}

/** The name of the server that may write the rows of a database; undefined while none may. */
const leaderNow = async (client: Client): Promise<string | undefined> => {
  const { rows } = await client.query<{ name: string }>(
    `SELECT a.application_name AS name FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
     WHERE l.locktype = 'advisory' AND l.classid::bigint = $1 AND l.granted AND a.datname = current_database()`,
    [LOCKS.lead],
  )
  return rows[0]?.name
}

/** Waits until one of these servers leads, and says which. */
export const leaderAmong = async (url: string, names: readonly string[]): Promise<string> => {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    for (;;) {
      const name = await leaderNow(client)
      if (name !== undefined && names.includes(name)) return name
      await pause(LOOK_MS)
    }
  } finally {
    await client.end()
  }
}
