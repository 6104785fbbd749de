import { Pool } from 'pg'

import { openPostgresEventStore } from '../src/adapters/event-store/postgres.js'
import { catalogue } from '../src/domain/catalogue.js'
import { createCodec } from '../src/eventsourcing/codec.js'
import { createCommandHandler } from '../src/eventsourcing/command-handler.js'
import { startPostgres } from './postgres/server.js'
import { bareRow, perSecond, prepareReadings, recordTogether, WRITERS } from './reading-commands.js'
import { benchResult, type BenchResult, middle } from './result.js'

const ROUNDS = 9
const COMMANDS = 1_600

/** What a store writes of a reading beside its hashes, in a bare table: INSERT and commit, on 32 connections. */
const createBare = async (url: string) => {
  const pool = new Pool({ connectionString: url, max: WRITERS })
  await pool.query(
    'CREATE TABLE bare (position bigint PRIMARY KEY, id text NOT NULL, stream text NOT NULL, ' +
      'revision bigint NOT NULL, type text NOT NULL, schema int NOT NULL, recorded_at bigint NOT NULL, ' +
      'data text NOT NULL, meta text NOT NULL)',
  )
  const clients = await Promise.all(Array.from({ length: WRITERS }, () => pool.connect()))
  let position = 0
  const round = async (count: number): Promise<number> => {
    const started = process.hrtime.bigint()
    const end = position + count
    const text = 'INSERT INTO bare VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)'
    const writers = clients.map(async (client) => {
      // A statement outside of a transaction is one that commits: the quickest INSERT and COMMIT there is.
      while (position < end) await client.query({ name: 'bare', text, values: [...bareRow(++position)] })
    })
    await Promise.all(writers)
    return perSecond(count, started)
  }
  const close = async (): Promise<void> => {
    for (const client of clients) client.release()
    await pool.end()
  }
  return { round, close }
}

/**
 * Durable commands per second by 32 writers against 32 connections with a bare loop each, on one server that waits for
 * the disk; rounds are interleaved.
 */
export const run = async (): Promise<BenchResult> => {
  const server = await startPostgres({ durable: true })
  const bare = await createBare(server.url)
  const store = await openPostgresEventStore(server.url)
  try {
    const handler = createCommandHandler({ store, codec: createCodec(catalogue) })
    await prepareReadings(handler)
    let next = 0
    const rounds: { bare: number; commands: number }[] = []
    for (let round = 0; round < ROUNDS; round += 1) {
      const commands = await recordTogether(handler, next, COMMANDS)
      next += COMMANDS
      rounds.push({ bare: await bare.round(COMMANDS), commands })
    }
    const value = middle(rounds.map(({ commands }) => commands))
    const baseline = middle(rounds.map((round) => round.bare))
    return {
      ...benchResult('durable command on PostgreSQL, 32 at once', 'commands/s', value, baseline),
      // Of neighbouring measurements, so that what else the machine does falls on both.
      ratio: middle(rounds.map((round) => round.commands / round.bare)),
    }
  } finally {
    await store.close()
    await bare.close()
    await server.dispose()
  }
}
