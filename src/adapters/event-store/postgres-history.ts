import type { ClientBase, QueryConfig } from 'pg'

import { StoreUnavailable } from '../../eventsourcing/store-unavailable.js'

/** Notices when the address of a log comes to lead to another server than before. */
export interface ServerHistory {
  /** How often it did. */
  readonly count: () => number
  /**
   * Looks at a new connection, before anything else is asked on it.
   *
   * @throws StoreUnavailable when the server is another one than that of the connection before, once, or a standby
   */
  readonly check: (client: ClientBase) => Promise<void>
}

interface Server {
  readonly began: string
  readonly is_standby: boolean
}

const SERVER =
  'SELECT extract(epoch FROM pg_postmaster_start_time())::text AS began, pg_is_in_recovery() AS is_standby'

/**
 * A server that takes over from another may lack what that one had committed last, unless it is replicated
 * synchronously, and a server that was started anew may have been given an older copy. So all connections are ended
 * then, and whatever was read, folded or noted before is in doubt. A standby is as old as what it was sent, and asked
 * for nothing.
 *
 * @param fall ends all connections of the log
 * @param answerMs how long a new connection may take to answer, in milliseconds
 */
export const createServerHistory = (fall: () => void, answerMs: number): ServerHistory => {
  const server: QueryConfig & { readonly query_timeout: number } = { text: SERVER, query_timeout: answerMs }
  let known: string | null = null
  let count = 0
  return {
    count: () => count,
    check: async (client) => {
      const { rows } = await client.query<Server>(server)
      const [{ began, is_standby } = { began: '', is_standby: false }] = rows
      if (is_standby)
        throw new StoreUnavailable('CONNECTION', 'PostgreSQL cannot be used just now: it is a standby')
      const isOther = known !== null && known !== began
      known = began
      if (!isOther) return
      count += 1
      fall()
      throw new StoreUnavailable('CONNECTION', 'PostgreSQL was started anew, or another server took over')
    },
  }
}
