import type { PrismaClient } from '../../../prisma/client/client.js'
import { createMemoryEventStore } from '../../../src/adapters/event-store/memory.js'
import { openPostgresReadSide } from '../../../src/adapters/read-store/postgres-read-side.js'
import type { PostgresReadSideOptions } from '../../../src/adapters/read-store/postgres-serving.js'
import type { EventStore } from '../../../src/eventsourcing/event-store.js'
import type { ReadSide } from '../../../src/eventsourcing/read-side.js'
import { decode, projections } from '../../eventsourcing/read-side/noted.js'
import { postgresForTests, runOn, type TestDatabase } from '../../support/postgres.js'

export const MINUTE = 60_000

export type Side = ReadSide<PrismaClient>

/** A log in memory, a database for its rows, and read sides as several processes would open them. */
export interface Sides {
  readonly url: string
  store: EventStore
  readonly source: (options?: Partial<PostgresReadSideOptions>) => PostgresReadSideOptions
  readonly open: (options?: Partial<PostgresReadSideOptions>) => Promise<Side>
  readonly close: (side: Side) => Promise<void>
  /** Ends the sessions that write rows, as when the process that has them is killed. */
  readonly endWriters: () => Promise<void>
  readonly run: (...statements: readonly string[]) => Promise<void>
  readonly dispose: () => Promise<void>
}

export const openSides = async (): Promise<Sides> => {
  const database: TestDatabase = await postgresForTests()
  const { url } = database
  const opened: Side[] = []
  const sides: Sides = {
    url,
    store: createMemoryEventStore(),
    source: (options = {}) => ({
      ...{ url, store: sides.store, decode, projections, retryAfter: [0], graceMs: MINUTE },
      ...options,
    }),
    open: async (options) => {
      const side = await openPostgresReadSide(sides.source(options))
      opened.push(side)
      return side
    },
    close: async (side) => {
      opened.splice(opened.indexOf(side), 1)
      await side.close()
    },
    run: (...statements) => runOn(url, ...statements),
    endWriters: () =>
      runOn(
        url,
        `SELECT pg_terminate_backend(a.pid) FROM pg_stat_activity a JOIN pg_locks l ON l.pid = a.pid
         WHERE a.datname = current_database() AND a.application_name LIKE 'waymark rows %' AND l.locktype = 'advisory'`,
      ),
    dispose: async () => {
      for (const side of opened.splice(0)) await side.close()
      await sides.store.close()
      await database.dispose()
    },
  }
  return sides
}

export const titles = async (side: Side): Promise<string[]> =>
  (await side.client().ramp.findMany({ orderBy: { id: 'asc' } })).map(({ title }) => title)
