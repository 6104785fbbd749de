import path from 'node:path'

import { Client } from 'pg'

import { verifyPostgresLog } from '../../src/adapters/event-store/verify-postgres.js'
import { startPostgres, type PostgresServer } from '../postgres/server.js'
import type { Bytes, Engine, LoadPlace } from './engine.js'

const withClient = async <Result>(
  url: string,
  work: (client: Client) => Promise<Result>,
): Promise<Result> => {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** Tables with their indexes and what is too long for a row, by schema: that of the log, and those of the rows. */
const BYTES = `SELECT sum(pg_total_relation_size(c.oid)) FILTER (WHERE n.nspname = 'waymark') AS log,
  sum(pg_total_relation_size(c.oid)) FILTER (WHERE n.nspname LIKE 'waymark\\_read\\_%') AS rows
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'r'`

const bytesAt = (url: string): Promise<Bytes> =>
  withClient(url, async (client) => {
    const { rows } = await client.query<{ log: string | null; rows: string | null }>(BYTES)
    return { log: Number(rows[0]?.log ?? 0), readSide: Number(rows[0]?.rows ?? 0) }
  })

const databaseAt = (url: string, name: string): string => {
  const address = new URL(url)
  address.pathname = `/${name}`
  return address.href
}

const placeAt = async (server: PostgresServer, name: string): Promise<LoadPlace> => {
  const database = name.replaceAll('-', '_')
  await withClient(server.url, (client) => client.query(`CREATE DATABASE ${database} TEMPLATE template0`))
  const url = databaseAt(server.url, database)
  const dataFolder = path.join(server.folder, name)
  return {
    places: { dataFolder, eventStore: { kind: 'postgresql', url }, readSide: { kind: 'postgresql', url } },
    settings: { WAYMARK_DATA: dataFolder, WAYMARK_EVENT_STORE: url },
    verify: async () => (await verifyPostgresLog(url)).findings[0]?.message ?? null,
    bytes: () => bytesAt(url),
  }
}

/** A server of its own that waits for the disk, with a database for each log. */
export const postgresqlEngine = async (): Promise<Engine> => {
  const server = await startPostgres({ durable: true })
  const version = await withClient(server.url, async (client) => {
    const { rows } = await client.query<{ server_version: string }>('SHOW server_version')
    return rows[0]?.server_version ?? ''
  })
  return {
    name: 'postgresql',
    described: `PostgreSQL ${version} (fsync on, 128 MB of shared buffers, one database for log and rows)`,
    place: (name) => placeAt(server, name),
    dispose: () => server.dispose(),
  }
}
