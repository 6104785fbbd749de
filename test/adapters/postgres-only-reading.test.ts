import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

import type { PostgresServer } from '../../bench/postgres/server.js'
import { createMemoryEventStore } from '../../src/adapters/event-store/memory.js'
import { openPostgresLogDestination } from '../../src/adapters/event-store/postgres-transfer.js'
import { openPostgresEventStore } from '../../src/adapters/event-store/postgres.js'
import { verifyPostgresLog } from '../../src/adapters/event-store/verify-postgres.js'
import {
  listPostgresGenerations,
  retirePostgresGeneration,
} from '../../src/adapters/read-store/postgres-generations.js'
import { openPostgresReadSide } from '../../src/adapters/read-store/postgres-read-side.js'
import { rebuildPostgresGeneration } from '../../src/adapters/read-store/postgres-rebuild.js'
import { decode, notes, projections } from '../eventsourcing/read-side/noted.js'
import { batch } from '../support/event-store-batches.js'
import { ownPostgres, postgresForTests, runOn } from '../support/postgres.js'

/** What is told when something is opened; null when it opens. */
const complaint = (opening: Promise<unknown>): Promise<{ name: string; message: string } | null> =>
  opening.then(
    () => null,
    (error: unknown) => {
      if (error instanceof Error) return { name: error.name, message: error.message }
      throw error
    },
  )

const sourceAt = (url: string) => ({ url, store: createMemoryEventStore(), decode, projections })

/** All that would have to write, with the setting in which the address stands. */
const openings: readonly (readonly [setting: string, open: (url: string) => Promise<unknown>])[] = [
  ['WAYMARK_EVENT_STORE', (url) => openPostgresEventStore(url)],
  ['WAYMARK_EVENT_STORE', (url) => openPostgresLogDestination(url)],
  ['WAYMARK_READ_SIDE', (url) => openPostgresReadSide(sourceAt(url))],
  ['WAYMARK_READ_SIDE', (url) => rebuildPostgresGeneration(sourceAt(url))],
]

const makeLogAndRows = async (url: string): Promise<void> => {
  const store = await openPostgresEventStore(url)
  await store.append(batch('first', 'thing-1'))
  await store.close()
  await (await openPostgresReadSide(sourceAt(url))).close()
}

/** What only looks works where nothing can be written. */
const lookAt = async (url: string): Promise<void> => {
  expect(await verifyPostgresLog(url)).toMatchObject({ events: 1, findings: [] })
  const [rows] = await listPostgresGenerations(url, projections)
  expect(rows).toMatchObject({ state: 'complete', current: true })
  const retiring = complaint(retirePostgresGeneration(url, [notes(2)], rows?.name ?? ''))
  expect((await retiring)?.message).toContain('only lets read')
}

describe('a database that only lets read', () => {
  test('is refused at the start with the setting and the remedy, and opens once it lets write', async () => {
    const database = await postgresForTests()
    await makeLogAndRows(database.url)
    await runOn(database.url, `ALTER DATABASE ${database.name} SET default_transaction_read_only = on`)
    for (const [setting, open] of openings) {
      const told = await complaint(open(database.url))
      expect(told?.message).toContain(setting)
      expect(told?.message).toContain(
        `ALTER DATABASE ${database.name} SET default_transaction_read_only = off`,
      )
    }
    await lookAt(database.url)
    const address = new URL(database.url)
    address.searchParams.set('options', '-c default_transaction_read_only=off')
    await makeLogAndRows(address.href)
    await database.dispose()
  })

  test('is refused at the start when it is a standby, and opens once that is promoted', async () => {
    const server: PostgresServer = await ownPostgres()
    await makeLogAndRows(server.url)
    await server.kill()
    writeFileSync(join(server.folder, 'data', 'standby.signal'), '')
    await server.start()
    for (const [setting, open] of openings) {
      const told = await complaint(open(server.url))
      expect(told?.message).toContain(setting)
      expect(told?.message).toMatch(
        /names a standby of PostgreSQL.*Name the primary server, or promote this one/,
      )
    }
    await lookAt(server.url)
    await runOn(server.url, 'SELECT pg_promote()')
    await makeLogAndRows(server.url)
    await server.dispose()
  }, 60_000)
})
