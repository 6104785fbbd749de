import { Client } from 'pg'

import { takeLease, type Lease } from '../../src/adapters/read-store/postgres-lease.js'
import { chooseOrMake, schemaOf } from '../../src/adapters/read-store/postgres-manifest.js'
import {
  openPostgresRowWriter,
  type PostgresRowWriter,
} from '../../src/adapters/read-store/postgres-row-writer.js'
import { readPostgresSchema } from '../../src/adapters/read-store/read-schema.js'
import { postgresForTests, type TestDatabase } from './postgres.js'

const hash = 'abcdef012345'

/** The schema in which these rows are. */
export const rowSchema = schemaOf({ hash, build: 1 })

/** A database with empty tables of the read side, and connections that are closed with it. */
export interface RowDatabase extends TestDatabase {
  /** Asks as an administrator would. */
  query<Row>(sql: string, values?: unknown[]): Promise<Row[]>
  /** Takes the lease. @throws when somebody has it */
  lease(): Promise<Lease>
  /** A writer on a lease of its own. */
  writer(): Promise<PostgresRowWriter>
}

export const rowDatabase = async (): Promise<RowDatabase> => {
  const database = await postgresForTests()
  const client = new Client({ connectionString: database.url })
  await client.connect()
  await chooseOrMake(client, readPostgresSchema(), hash, () => null, new Date('2024-04-01T09:00:00Z'))
  await client.query(`SET search_path = ${rowSchema}`)
  const leases: Lease[] = []
  const lease = async (): Promise<Lease> => {
    const taken = await takeLease(database.url, rowSchema, AbortSignal.abort())
    if (taken === null) throw new Error('somebody else has the lease')
    leases.push(taken)
    return taken
  }
  return {
    ...database,
    query: async <Row>(sql: string, values: unknown[] = []) =>
      (await client.query(sql, values)).rows as Row[],
    lease,
    writer: async () => openPostgresRowWriter({ lease: await lease() }),
    dispose: async () => {
      for (const taken of leases) await taken.release()
      await client.end()
      await database.dispose()
    },
  }
}
