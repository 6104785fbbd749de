import { Client } from 'pg'

import { connectionSettings, PATIENCE } from '../../src/adapters/event-store/postgres-connections.js'
import { DEFAULT_SCHEMA, lockOf, prepareLog } from '../../src/adapters/event-store/postgres-schema.js'
import { createPostgresWriter } from '../../src/adapters/event-store/postgres-writer.js'
import { prepareBatch } from '../../src/adapters/event-store/prepared-batch.js'
import type { AppendBatch, AppendOutcome } from '../../src/eventsourcing/event-store.js'
import { batch } from './event-store-batches.js'
import { postgresForTests } from './postgres.js'

/** Which functions that append are called on a connection from now on: those that look up, or those that settle. */
export const watch = (client: Client): (() => readonly string[]) => {
  const spy = jest.spyOn(client, 'query')
  return () =>
    spy.mock.calls.flatMap(([asked]: readonly unknown[]) => {
      const name = typeof asked === 'object' && asked !== null && 'name' in asked ? String(asked.name) : ''
      if (name.startsWith('append_settled')) return ['settled']
      return name.startsWith('append') ? ['open'] : []
    })
}

const sent = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** An empty log in PostgreSQL, and writers each on a connection of the test's. */
export const logForWriters = async () => {
  const database = await postgresForTests()
  const settings = connectionSettings(database.url, PATIENCE)
  const clients: Client[] = []
  const clock = { now: new Date('2026-01-01T12:00:00Z') }
  await prepareLog(settings, DEFAULT_SCHEMA)

  const connected = async (): Promise<Client> => {
    const client = new Client({ ...settings, pipeline: true })
    await client.connect()
    clients.push(client)
    return client
  }

  /** A writer of its own: what it is given at once goes as one group. */
  const submitOn = (client: Client) => {
    const writer = createPostgresWriter({
      connection: { use: () => Promise.resolve(client), close: () => Promise.resolve() },
      schema: DEFAULT_SCHEMA,
      clock: () => clock.now,
      findCommand: (commandId) =>
        Promise.resolve({ commandId, requestHash: 'f'.repeat(64), result: null, position: 1n }),
    })
    return (asked: AppendBatch): Promise<AppendOutcome> => writer.submit({ batch: prepareBatch(asked) })
  }

  const writerOn = (client: Client) => {
    const submit = submitOn(client)
    return (...asked: Parameters<typeof batch>): Promise<AppendOutcome> => submit(batch(...asked))
  }

  /** A writer that knows the log, and that `thing-1` ends at revision 1: it may settle what it writes. */
  const submitAlone = async (client: Client) => {
    const submit = submitOn(client)
    await submit(batch('first', 'thing-1'))
    await submit(batch('second', 'thing-1'))
    return submit
  }

  const writerAlone = async (client: Client) => {
    const submit = await submitAlone(client)
    return (...asked: Parameters<typeof batch>): Promise<AppendOutcome> => submit(batch(...asked))
  }

  /**
   * Sends what is asked as a group each. Somebody else holds the lock of the log until all are sent, and one is seen
   * to wait for it.
   */
  const atOnce = async <Answer>(
    ...asks: readonly (() => Promise<Answer>)[]
  ): Promise<readonly Promise<Answer>[]> => {
    const holder = await connected()
    const lock = lockOf(DEFAULT_SCHEMA).toString()
    await holder.query('SELECT pg_advisory_lock($1)', [lock])
    const answers: Promise<Answer>[] = []
    for (const ask of asks) {
      answers.push(ask())
      await sent()
    }
    const waiting = `SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND database =
      (SELECT oid FROM pg_database WHERE datname = current_database())`
    while ((await holder.query(waiting)).rows.length === 0) await sent()
    await holder.query('SELECT pg_advisory_unlock($1)', [lock])
    return answers
  }

  const dispose = async (): Promise<void> => {
    await Promise.all(clients.map((client) => client.end()))
    await database.dispose()
  }

  return {
    url: database.url,
    clock,
    connected,
    submitOn,
    writerOn,
    submitAlone,
    writerAlone,
    atOnce,
    dispose,
  }
}
