import { projections } from '../projections/all.js'
import { openPostgresEventStore } from '../src/adapters/event-store/postgres.js'
import { rebuildPostgresGeneration } from '../src/adapters/read-store/postgres-rebuild.js'
import { catalogue } from '../src/domain/catalogue.js'
import { createCodec } from '../src/eventsourcing/codec.js'
import { startPostgres } from './postgres/server.js'
import { EVENTS, fill, readEverything, seconds } from './rebuild.js'
import { benchResult, type BenchResult, middle } from './result.js'

const ROUNDS = 5

/** Rebuild of the read side in PostgreSQL from the log there, against bare reading of the same events. */
export const run = async (): Promise<BenchResult[]> => {
  const server = await startPostgres({ durable: true })
  try {
    const store = await openPostgresEventStore(server.url)
    const codec = createCodec(catalogue)
    await fill(store)
    const source = {
      ...{ url: server.url, store, projections },
      decode: (event: Parameters<typeof codec.decode>[0]) => codec.decode(event),
    }
    const read: number[] = []
    const rebuilt: number[] = []
    for (let round = 0; round < ROUNDS; round += 1) {
      read.push(EVENTS / (await seconds(() => readEverything(store))))
      rebuilt.push(EVENTS / (await seconds(() => rebuildPostgresGeneration(source))))
    }
    await store.close()
    return [benchResult('rebuild of the read side in PostgreSQL', 'events/s', middle(rebuilt), middle(read))]
  } finally {
    await server.dispose()
  }
}
