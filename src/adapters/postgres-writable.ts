import type { ClientBase } from 'pg'

interface Standing {
  readonly is_standby: boolean
  readonly only_reads: boolean
  readonly database: string
}

/**
 * Why nothing can be written through a connection, and what helps; null when it can. It completes «WAYMARK_EVENT_STORE
 * names …». A server that only lets read answers every question, so that nobody would notice before the first append.
 */
export const whyOnlyReading = async (client: Pick<ClientBase, 'query'>): Promise<string | null> => {
  const { rows } = await client.query<Standing>(
    `SELECT pg_catalog.pg_is_in_recovery() AS is_standby,
      pg_catalog.current_setting('transaction_read_only') = 'on' AS only_reads,
      pg_catalog.quote_ident(pg_catalog.current_database()) AS database`,
  )
  const [{ is_standby, only_reads, database } = { is_standby: false, only_reads: false, database: '' }] = rows
  if (is_standby)
    return 'a standby of PostgreSQL, which only lets read. Name the primary server, or promote this one.'
  if (only_reads)
    return (
      'a database that only lets read: default_transaction_read_only is on. Turn it off (as its owner: ALTER DATABASE ' +
      `${database} SET default_transaction_read_only = off; for a role: ALTER ROLE …; or in the address), or name another.`
    )
  return null
}
