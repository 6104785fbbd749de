import { Pool, type PoolClient } from 'pg'

import { openPostgresEventStore } from '../src/adapters/event-store/postgres.js'
import { catalogue } from '../src/domain/catalogue.js'
import { createCodec } from '../src/eventsourcing/codec.js'
import { createCommandHandler } from '../src/eventsourcing/command-handler.js'
import { startPostgres } from './postgres/server.js'
import {
  bareRow,
  type BareRow,
  perSecond,
  prepareReadings,
  recordTogether,
  WARM_UP,
  WRITERS,
} from './reading-commands.js'
import { benchResult, type BenchResult, middle } from './result.js'

const ROUNDS = 9
const COMMANDS = 1_600

/** What a store writes of a reading beside its hashes, in a bare table, on 32 connections. */
const createBare = async (url: string) => {
  const pool = new Pool({ connectionString: url, max: WRITERS })
  await pool.query(
    'CREATE TABLE bare (position bigint PRIMARY KEY, id text NOT NULL, stream text NOT NULL, ' +
      'revision bigint NOT NULL, type text NOT NULL, schema int NOT NULL, recorded_at bigint NOT NULL, ' +
      'data text NOT NULL, meta text NOT NULL)',
  )
  const clients = await Promise.all(Array.from({ length: WRITERS }, () => pool.connect()))
  const text = 'INSERT INTO bare VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)'
  let position = 0
  const round = async (count: number, write: (client: PoolClient, row: BareRow) => Promise<void>) => {
    const started = process.hrtime.bigint()
    const end = position + count
    const writers = clients.map(async (client) => {
      while (position < end) await write(client, bareRow(++position))
    })
    await Promise.all(writers)
    return perSecond(count, started)
  }
  const insert = async (client: PoolClient, row: BareRow): Promise<void> => {
    await client.query({ name: 'bare', text, values: [...row] })
  }
  return {
    /** BEGIN, INSERT, COMMIT: as in the loop beside which SQLite is measured. */
    transactions: (count: number) =>
      round(count, async (client, row) => {
        await client.query('BEGIN')
        await insert(client, row)
        await client.query('COMMIT')
      }),
    /** A prepared INSERT that commits by itself: the least that a client can ask of the server. */
    lone: (count: number) => round(count, insert),
    close: async () => {
      for (const client of clients) client.release()
      await pool.end()
    },
  }
}

type Round = Readonly<Record<'commands' | 'transactions' | 'lone', number>>

const resultOf = (
  name: string,
  rounds: readonly Round[],
  baseline: 'transactions' | 'lone',
): BenchResult => ({
  ...benchResult(
    name,
    'commands/s',
    middle(rounds.map(({ commands }) => commands)),
    middle(rounds.map((round) => round[baseline])),
  ),
  // Of neighbouring measurements, so that what else the machine does falls on both.
  ratio: middle(rounds.map((round) => round.commands / round[baseline])),
})

/**
 * Durable commands per second by 32 writers against 32 connections with a bare loop each, on one server that waits for
 * the disk; rounds are interleaved.
 */
export const run = async (): Promise<BenchResult[]> => {
  const server = await startPostgres({ durable: true })
  const bare = await createBare(server.url)
  const store = await openPostgresEventStore(server.url)
  try {
    const handler = createCommandHandler({ store, codec: createCodec(catalogue) })
    await prepareReadings(handler)
    await bare.transactions(WARM_UP)
    await recordTogether(handler, 0, WARM_UP)
    const rounds: Round[] = []
    for (let round = 0; round < ROUNDS; round += 1) {
      rounds.push({
        transactions: await bare.transactions(COMMANDS),
        commands: await recordTogether(handler, WARM_UP + round * COMMANDS, COMMANDS),
        lone: await bare.lone(COMMANDS),
      })
    }
    return [
      resultOf('durable command on PostgreSQL, 32 at once', rounds, 'transactions'),
      resultOf('the same, beside an INSERT that commits by itself', rounds, 'lone'),
    ]
  } finally {
    await store.close()
    await bare.close()
    await server.dispose()
  }
}
