import { Client, type ClientBase, type ClientConfig, type Pool } from 'pg'

import { commonFate, createPool, type Fate } from '../postgres-pool.js'
import { addressOf } from './postgres-fault.js'

/** How long anything may take, in milliseconds. Beyond them a call fails; a cut connection holds nobody for ever. */
export interface Patience {
  readonly connect: number
  /** For the lock of the log, while others append. */
  readonly lock: number
  /** For a statement, on the server. */
  readonly statement: number
  /** For an answer, on this side: longer than the server's own, which says more. */
  readonly answer: number
}

export const PATIENCE: Patience = { connect: 5_000, lock: 8_000, statement: 10_000, answer: 12_000 }

/** Most connections for reading; one more appends, and one listens. */
const READERS = 4
const IDLE_MS = 30_000
const KEEP_ALIVE_AFTER_MS = 5_000

/**
 * Settings of each session. Everything that the log is asked goes through an index, however small a table was when a
 * plan was made and kept. Commits are seen by others in order only under READ COMMITTED.
 */
const SESSION = [
  ['search_path', 'pg_catalog'],
  ['client_encoding', 'UTF8'],
  ['default_transaction_isolation', 'read\\ committed'],
  // The verification compares what the server says of its tables.
  ['quote_all_identifiers', 'off'],
  ['plan_cache_mode', 'force_generic_plan'],
  ['enable_seqscan', 'off'],
  ['enable_bitmapscan', 'off'],
  ['enable_hashjoin', 'off'],
  ['enable_mergejoin', 'off'],
  ['jit', 'off'],
]

const optionsOf = (url: string): string => {
  const own = new URL(url).searchParams.get('options')
  return [...(own === null ? [] : [own]), ...SESSION.map(([name, value]) => `-c ${name}=${value}`)].join(' ')
}

/**
 * How to connect to a log.
 *
 * @throws PostgresLogFault when it is no address of PostgreSQL
 */
export const connectionSettings = (url: string, patience: Patience): ClientConfig => {
  addressOf(url)
  const address = new URL(url)
  const options = optionsOf(url)
  // What stands in the address would take the place of the settings here.
  address.searchParams.delete('options')
  return {
    connectionString: address.href,
    options,
    fallback_application_name: 'waymark',
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_AFTER_MS,
    connectionTimeoutMillis: patience.connect,
    lock_timeout: patience.lock,
    statement_timeout: patience.statement,
    query_timeout: patience.answer,
    idle_in_transaction_session_timeout: patience.statement,
  }
}

/** Connects and hands the connection over; whoever has it hears of its end by `lost`. */
export const connect = async (
  settings: ClientConfig,
  lost: () => void = () => undefined,
): Promise<Client> => {
  const client = new Client(settings)
  // Without a listener, a connection that breaks while nobody uses it would end the process.
  client.on('error', lost)
  client.on('end', lost)
  await client.connect()
  return client
}

/** What the server must keep a promise of, whatever its own settings say: acknowledged is on disk. */
export const insistOnDurability = async (client: Client): Promise<void> => {
  await client.query(
    `SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'`,
  )
}

/** A few connections for reading, made when needed and closed when idle; each is checked before it is used. */
export const createReaders = (
  settings: ClientConfig,
  fate: Fate,
  check: (client: ClientBase) => Promise<void>,
): Pool =>
  createPool(
    {
      ...{ ...settings, max: READERS, idleTimeoutMillis: IDLE_MS },
      verify: (client, done) => {
        check(client).then(
          () => done(),
          (cause: unknown) => done(cause instanceof Error ? cause : new Error(String(cause))),
        )
      },
    },
    fate,
  )

/** One connection that is made when it is needed, shared, and made anew after it was lost. */
export interface SharedConnection {
  /** Those who ask for it together get it in the order in which they asked. */
  readonly use: () => Promise<Client>
  readonly close: () => Promise<void>
}

export const createSharedConnection = (
  settings: ClientConfig,
  prepare: (client: Client) => Promise<void>,
  { stream, fall }: Fate = commonFate(),
): SharedConnection => {
  let current: Promise<Client> | null = null

  const open = (): Promise<Client> => {
    const forget = (): void => {
      if (current !== opening) return
      current = null
      // Whatever ended this one has most likely ended the others: they need not find out one by one.
      fall()
    }
    const opening: Promise<Client> = connect({ ...settings, stream }, forget).then(async (client) => {
      await prepare(client)
      return client
    })
    opening.catch(forget)
    current = opening
    return opening
  }

  return {
    use: () => current ?? open(),
    close: async () => {
      const closing = current
      current = null
      const client = await closing?.catch(() => null)
      await client?.end().catch(() => undefined)
    },
  }
}
