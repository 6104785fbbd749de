import { createHash } from 'node:crypto'

import type { ClientBase, ClientConfig } from 'pg'

import { GENESIS } from '../../eventsourcing/hash-chain.js'
import { whyOnlyReading } from '../postgres-writable.js'
import { APPEND_FUNCTION, appendFunction } from './postgres-append-function.js'
import { connect } from './postgres-connections.js'
import { PostgresLogFault } from './postgres-fault.js'
import { SETTLED_FUNCTION, settledFunction } from './postgres-settled-function.js'

/** Version of the tables and of the hash layout; in the head row. */
export const FORMAT = 1

/** The schema of the log, unless it is told otherwise. */
export const DEFAULT_SCHEMA = 'waymark'

/** Tables and indexes, statement by statement. Derived event ids need no index: command ids are unique. */
const tables = (schema: string): readonly string[] => [
  `CREATE TABLE ${schema}.stream (
    id bigint PRIMARY KEY,
    name text COLLATE "C" NOT NULL UNIQUE,
    category text COLLATE "C" NOT NULL
  )`,
  `CREATE TABLE ${schema}.event (
    position bigint PRIMARY KEY,
    id text COLLATE "C" NOT NULL,
    stream_id bigint NOT NULL,
    revision bigint NOT NULL,
    type text COLLATE "C" NOT NULL,
    schema bigint NOT NULL,
    recorded_at bigint NOT NULL,
    data text NOT NULL,
    meta text NOT NULL,
    payload_hash bytea NOT NULL,
    stream_previous bytea NOT NULL,
    chain bytea NOT NULL
  )`,
  `CREATE UNIQUE INDEX event_stream ON ${schema}.event (stream_id, revision)`,
  `CREATE UNIQUE INDEX event_id ON ${schema}.event (id) WHERE substr(id, 15, 1) <> '5'`,
  `CREATE TABLE ${schema}.command (
    sequence bigint PRIMARY KEY,
    id text COLLATE "C" NOT NULL UNIQUE,
    request_hash text NOT NULL,
    result text NOT NULL,
    position bigint NOT NULL,
    check_hash bytea NOT NULL
  )`,
  // Written at every commit: with room in its page for the new row, no index and no other page is touched.
  `CREATE TABLE ${schema}.head (
    id int PRIMARY KEY CHECK (id = 1),
    format int NOT NULL,
    position bigint NOT NULL,
    chain bytea NOT NULL,
    recorded_at bigint NOT NULL,
    commands bigint NOT NULL,
    command_chain bytea NOT NULL
  ) WITH (fillfactor = 20, autovacuum_vacuum_threshold = 1000)`,
  `INSERT INTO ${schema}.head VALUES (1, ${FORMAT}, 0, decode('${GENESIS}', 'hex'), 0, 0, decode('${GENESIS}', 'hex'))`,
]

/** A name of a schema as it stands in statements. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** On which channel appends are announced. */
export const channelOf = (schema: string): string => `${schema}_appended`

/** The number of the advisory lock that gives the log its order: one for each schema of a database. */
export const lockOf = (schema: string): bigint =>
  createHash('sha256').update(`waymark log of events: ${schema}`).digest().readBigInt64BE(0)

/** The functions that append, by their names, as they are made for a schema; other texts are not ours. */
export const functionsOf = (schema: string): ReadonlyMap<string, string> => {
  const place = [quoted(schema), lockOf(schema), channelOf(schema).replaceAll("'", "''")] as const
  return new Map([
    [APPEND_FUNCTION, appendFunction(APPEND_FUNCTION, ...place)],
    [SETTLED_FUNCTION, settledFunction(SETTLED_FUNCTION, ...place)],
  ])
}

interface Found {
  readonly has_schema: boolean
  readonly has_head: boolean
  readonly functions: readonly string[]
}

const look = async (client: ClientBase, schema: string): Promise<Found> => {
  const { rows } = await client.query<Found>(
    `SELECT to_regnamespace($1) IS NOT NULL AS has_schema, to_regclass($1 || '.head') IS NOT NULL AS has_head,
      ARRAY(SELECT proname::text FROM pg_proc WHERE pronamespace = to_regnamespace($1)) AS functions`,
    [quoted(schema)],
  )
  return rows[0] ?? { has_schema: false, has_head: false, functions: [] }
}

const missing = ({ functions }: Found, schema: string): readonly string[] =>
  [...functionsOf(schema)].flatMap(([name, text]) => (functions.includes(name) ? [] : [text]))

/** Two processes that open a new database at once: the second waits here and then finds everything made. */
const create = async (client: ClientBase, schema: string): Promise<void> => {
  await client.query('BEGIN')
  try {
    await client.query('SELECT pg_advisory_xact_lock($1)', [lockOf(schema).toString()])
    const found = await look(client, schema)
    if (!found.has_schema) await client.query(`CREATE SCHEMA ${quoted(schema)}`)
    if (!found.has_head) for (const statement of tables(quoted(schema))) await client.query(statement)
    for (const text of missing(found, schema)) await client.query(text)
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined)
    throw error
  }
}

/**
 * Makes the tables of the log where they are missing, and checks that this release reads them.
 *
 * @throws PostgresLogFault when another release wrote them
 */
export const ensureSchema = async (client: ClientBase, schema: string): Promise<void> => {
  const found = await look(client, schema)
  if (!found.has_head || missing(found, schema).length > 0) await create(client, schema)
  const { rows } = await client.query<{ format: number }>(`SELECT format FROM ${quoted(schema)}.head`)
  const format = rows[0]?.format
  if (format === FORMAT) return
  throw new PostgresLogFault(
    format === undefined
      ? `The log of events in schema ${schema} has lost its head row. Run waymark verify.`
      : `The log of events in schema ${schema} has format ${format}, this release reads format ${FORMAT}. ` +
          'Use the release that wrote it, or a newer one.',
  )
}

const OLDEST = 150_000

/** The server must be one that this release knows, keep texts as they are, and let write. */
const requireServer = async (client: ClientBase): Promise<void> => {
  const { rows } = await client.query<{ version: string; name: string; encoding: string }>(
    `SELECT current_setting('server_version_num') AS version, current_setting('server_version') AS name,
      current_setting('server_encoding') AS encoding`,
  )
  const { version = '0', name = 'unknown', encoding = '' } = rows[0] ?? {}
  if (Number(version) < OLDEST) {
    throw new PostgresLogFault(
      `WAYMARK_EVENT_STORE names PostgreSQL ${name}; Waymark needs 15 or later. Upgrade it, or name another.`,
    )
  }
  if (encoding !== 'UTF8') {
    throw new PostgresLogFault(
      `The database in WAYMARK_EVENT_STORE has the encoding ${encoding}; Waymark needs UTF8. ` +
        `CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0 makes one.`,
    )
  }
  const reason = await whyOnlyReading(client)
  if (reason !== null) throw new PostgresLogFault(`WAYMARK_EVENT_STORE names ${reason}`)
}

/** Connects once, checks the server and makes what is missing. Throws what went wrong, in the server's words. */
export const prepareLog = async (settings: ClientConfig, schema: string): Promise<void> => {
  const client = await connect(settings)
  try {
    await requireServer(client)
    await ensureSchema(client, schema)
  } finally {
    await client.end().catch(() => undefined)
  }
}
