import { join } from 'node:path'

import { Client } from 'pg'

import { projections } from '../../projections/all.js'
import { openPostgresEventStore } from '../../src/adapters/event-store/postgres.js'
import { verifyPostgresLog } from '../../src/adapters/event-store/verify-postgres.js'
import { listPostgresGenerations } from '../../src/adapters/read-store/postgres-generations.js'
import { openPostgresReadSide } from '../../src/adapters/read-store/postgres-read-side.js'
import { catalogue } from '../../src/domain/catalogue.js'
import { createCodec } from '../../src/eventsourcing/codec.js'
import { postgresForTests } from '../support/postgres.js'
import { temporaryFolder } from '../support/temporary-folder.js'
import type { Engine } from './engines.js'
import { bookkeeping, type Rows } from './rows.js'

/** The rows of a generation in a schema. */
const rowsOfSchema = async (url: string, schema: string): Promise<Rows> => {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.tables
       WHERE table_schema = $1 AND table_name <> ALL ($2) ORDER BY 1`,
      [schema, [...bookkeeping, 'leader']],
    )
    const found: Record<string, readonly string[]> = {}
    for (const { name } of tables) {
      const { rows } = await client.query<{ text: string }>(
        `SELECT row_to_json(t)::text AS text FROM "${schema}"."${name}" t`,
      )
      found[name] = rows.map(({ text }) => text).sort()
    }
    return found
  } finally {
    await client.end()
  }
}

const currentSchema = async (url: string): Promise<string> => {
  const current = (await listPostgresGenerations(url, projections)).find((generation) => generation.current)
  if (current === undefined) throw new Error('There is no read side')
  return current.file
}

/** Builds a new generation from the log, while no server runs, and tells its rows. */
const builtAfresh = async (url: string): Promise<Rows> => {
  const before = await currentSchema(url)
  const store = await openPostgresEventStore(url)
  const codec = createCodec(catalogue)
  const readSide = await openPostgresReadSide({
    ...{ url, store, projections },
    decode: (recorded) => codec.decode(recorded),
  })
  try {
    await readSide.rebuild()
    const after = await currentSchema(url)
    if (after === before) throw new Error('The rows were not built afresh')
    return await rowsOfSchema(url, after)
  } finally {
    await readSide.close()
    await store.close()
  }
}

export interface PostgresEngineOptions {
  /** The database as the test reaches it. */
  readonly url: string
  /** The database as the server reaches it, when something stands between. */
  readonly serverUrl?: string
  readonly dispose: () => Promise<void>
}

/** Both stores in one database. */
export const postgresEngine = ({ url, serverUrl = url, dispose }: PostgresEngineOptions): Engine => {
  const folder = temporaryFolder()
  return {
    name: 'PostgreSQL',
    settings: { WAYMARK_EVENT_STORE: serverUrl, WAYMARK_DATA: join(folder.path, 'data') },
    openLog: () => openPostgresEventStore(url),
    findings: async () => (await verifyPostgresLog(url)).findings,
    servedRows: async () => rowsOfSchema(url, await currentSchema(url)),
    freshRows: () => builtAfresh(url),
    dispose: async () => {
      folder.remove()
      await dispose()
    },
  }
}

/** Both stores in a database of their own on the server that all tests share. */
export const onPostgres = async (): Promise<Engine> => postgresEngine(await postgresForTests())
