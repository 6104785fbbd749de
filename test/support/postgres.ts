import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'

import { Client } from 'pg'

import { findClient, NoPostgres } from '../../bench/postgres/binaries.js'
import { type PostgresServer, startPostgres } from '../../bench/postgres/server.js'
import { notedMissing, noteMissing, sharedServerUrl } from './postgres-shared-server.js'

/** A fresh, empty database. */
export interface TestDatabase {
  /** `postgresql://user:password@host:port/name` */
  readonly url: string
  readonly name: string
  /** Ends its connections and drops it. */
  readonly dispose: () => Promise<void>
}

/** Runs statements one after the other, each in a transaction of its own. */
export const runOn = async (url: string, ...statements: readonly string[]): Promise<void> => {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    for (const statement of statements) await client.query(statement)
  } finally {
    await client.end()
  }
}

/** The address of another database on the same server. */
export const databaseAt = (url: string, name: string): string => {
  const address = new URL(url)
  address.pathname = `/${name}`
  return address.href
}

const newDatabase = async (serverUrl: string, template: string): Promise<TestDatabase> => {
  const name = `waymark_test_${randomBytes(6).toString('hex')}`
  await runOn(serverUrl, `CREATE DATABASE ${name} TEMPLATE ${template}`)
  return {
    url: databaseAt(serverUrl, name),
    name,
    dispose: () => runOn(serverUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  }
}

/**
 * A fresh database on the server that all tests of a run share. The server starts when the first test asks for it
 * and does not wait for the disk: for tests of power cuts use `ownPostgres`.
 */
export const postgresForTests = async (): Promise<TestDatabase> =>
  newDatabase(await sharedServerUrl(), 'template0')

/** A copy of a database with all that is in it, as the server's own files hold it. Ends the original's connections. */
export const copyOf = async (database: TestDatabase): Promise<TestDatabase> => {
  const server = await sharedServerUrl()
  await runOn(
    server,
    `ALTER DATABASE ${database.name} ALLOW_CONNECTIONS false`,
    `SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '${database.name}'`,
  )
  try {
    return await newDatabase(server, database.name)
  } finally {
    await runOn(server, `ALTER DATABASE ${database.name} ALLOW_CONNECTIONS true`)
  }
}

/** The settings of `pg_dump` and `psql` for a database; passwords do not belong on a command line. */
const clientSettings = (url: string): NodeJS.ProcessEnv => {
  const { hostname, port, username, password, pathname } = new URL(url)
  return {
    PATH: process.env['PATH'],
    PGHOST: hostname,
    PGPORT: port,
    PGUSER: decodeURIComponent(username),
    PGPASSWORD: decodeURIComponent(password),
    PGDATABASE: pathname.slice(1),
  }
}

/**
 * A database as it comes out of a dump. Where this machine has no `pg_dump`, or an older one than the server, it is
 * copied instead: the programs that npm ships have none.
 */
export const restored = async (database: TestDatabase): Promise<TestDatabase> => {
  const [dump, load] = [findClient('pg_dump'), findClient('psql')]
  if (dump === null || load === null) return copyOf(database)
  const dumped = spawnSync(dump, [], { env: clientSettings(database.url), maxBuffer: 2 ** 28 })
  if (dumped.status !== 0) return copyOf(database)
  const copy = await postgresForTests()
  const loaded = spawnSync(load, ['--quiet', '--set', 'ON_ERROR_STOP=1'], {
    env: clientSettings(copy.url),
    input: dumped.stdout,
    encoding: 'utf8',
  })
  if (loaded.status !== 0) throw new Error(`The dump does not load: ${loaded.stderr}`)
  return copy
}

/** A server of one's own that waits for the disk, to be killed and started again. Takes a second or two to make. */
export const ownPostgres = async (): Promise<PostgresServer> => {
  const missing = notedMissing()
  if (missing !== null) throw new NoPostgres(missing)
  try {
    return await startPostgres({ durable: true })
  } catch (error) {
    if (error instanceof NoPostgres) noteMissing(error.message)
    throw error
  }
}
