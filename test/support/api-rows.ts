import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { Client } from 'pg'

import type { PrismaClient } from '../../prisma/client/client.js'
import { takeLease } from '../../src/adapters/read-store/postgres-lease.js'
import { chooseOrMake } from '../../src/adapters/read-store/postgres-manifest.js'
import { createPostgresReadClient } from '../../src/adapters/read-store/postgres-read-client.js'
import { openPostgresRowWriter } from '../../src/adapters/read-store/postgres-row-writer.js'
import { readPostgresSchema } from '../../src/adapters/read-store/read-schema.js'
import { openReadableRows } from '../../src/adapters/read-store/sqlite-read-client.js'
import { openSqliteRowWriter } from '../../src/adapters/read-store/sqlite.js'
import type { RowWriter } from '../../src/eventsourcing/projection.js'
import { postgresForTests, type TestDatabase } from './postgres.js'

/** Empty tables of the read side: who writes them, and who reads. */
export interface ApiRows {
  readonly writer: RowWriter
  readonly client: PrismaClient
  readonly close: () => Promise<void>
}

export type OpenApiRows = (startedAt: Date, onStatement: () => void) => Promise<ApiRows>

/** Rows in a file of its own. */
export const rowsInSqlite: OpenApiRows = async (startedAt, onStatement) => {
  const folder = mkdtempSync(join(tmpdir(), 'waymark-api-'))
  const file = join(folder, 'read.db')
  const writer = openSqliteRowWriter(file, { generation: 'test', startedAt })
  await writer.complete(startedAt)
  const rows = await openReadableRows(file, onStatement)
  return {
    writer,
    client: rows.client,
    close: async () => {
      await rows.close()
      await writer.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

let database: Promise<TestDatabase> | undefined
let users = 0

/** All that one test file needs lies in one database, in a schema each. */
const shareDatabase = (): Promise<TestDatabase> => {
  users += 1
  database ??= postgresForTests()
  return database
}

const leaveDatabase = async (): Promise<void> => {
  users -= 1
  if (users > 0) return
  const left = database
  database = undefined
  await (await left)?.dispose()
}

/** Rows in a schema of its own. */
export const rowsInPostgres: OpenApiRows = async (startedAt, onStatement) => {
  const { url } = await shareDatabase()
  const administrator = new Client({ connectionString: url })
  await administrator.connect()
  const hash = randomBytes(6).toString('hex')
  const { schema } = await chooseOrMake(administrator, readPostgresSchema(), hash, () => null, startedAt)
  await administrator.end()
  const lease = await takeLease(url, schema, AbortSignal.abort())
  if (lease === null) throw new Error('somebody else has the lease')
  const writer = await openPostgresRowWriter({ lease })
  await writer.complete(startedAt)
  const client = createPostgresReadClient(url, schema, onStatement)
  return {
    writer,
    client,
    close: async () => {
      await client.$disconnect()
      await writer.close()
      await leaveDatabase()
    },
  }
}

/** Where rows lie unless a test says otherwise: `WAYMARK_TEST_ROWS=postgresql npx jest test/api` tries all there. */
export const chosenRows = (): OpenApiRows =>
  process.env['WAYMARK_TEST_ROWS'] === 'postgresql' ? rowsInPostgres : rowsInSqlite
