import { setTimeout as pause } from 'node:timers/promises'

import type { Client } from 'pg'

import type { EventStore } from '../../eventsourcing/event-store.js'
import { commonFate } from '../postgres-pool.js'
import { listenForAppends } from './postgres-announcements.js'
import { createPostgresCommandLookUp } from './postgres-command-look-up.js'
import {
  connectionSettings,
  createReaders,
  createSharedConnection,
  insistOnDurability,
  type Patience,
  PATIENCE,
} from './postgres-connections.js'
import { openingFault } from './postgres-fault.js'
import { createServerHistory } from './postgres-history.js'
import { createPostgresReader } from './postgres-reader.js'
import { channelOf, DEFAULT_SCHEMA, prepareLog } from './postgres-schema.js'
import { readPatiently } from './postgres-subscription.js'
import { createPostgresWriter } from './postgres-writer.js'
import { prepareBatch } from './prepared-batch.js'
import { createAppendBell, subscribeWith } from './subscription.js'

export interface PostgresEventStoreOptions {
  readonly clock?: () => Date
  /** The schema of the database that holds the log; `waymark`. */
  readonly schema?: string
  /** How long anything may take, in milliseconds. */
  readonly patience?: Partial<Patience>
}

const FAREWELL_MS = 2_000

/**
 * Opens the durable store in a PostgreSQL database and makes its tables when they are missing. Several processes may
 * have it open at once. Whatever `append` has answered is on the server's disk. Subscriptions outlast lost
 * connections, and end when another server answers that has not what they read; everything else fails with
 * `StoreUnavailable` and may be asked again.
 *
 * @param url `postgresql://user:password@host:port/database`
 * @throws PostgresLogFault when the database cannot serve as a log of events
 */
export const openPostgresEventStore = async (
  url: string,
  options: PostgresEventStoreOptions = {},
): Promise<EventStore> => {
  const { clock = () => new Date(), schema = DEFAULT_SCHEMA } = options
  const patience = { ...PATIENCE, ...options.patience }
  const settings = connectionSettings(url, patience)
  await prepareLog(settings, schema).catch((error: unknown) => {
    throw openingFault(error, url)
  })
  const fate = commonFate()
  const history = createServerHistory(fate.fall, patience.connect)
  const prepare = async (client: Client): Promise<void> => {
    await history.check(client)
    await insistOnDurability(client)
  }
  const connection = createSharedConnection({ ...settings, pipeline: true }, prepare, fate)
  const readers = createReaders(settings, fate, history.check)
  const reader = createPostgresReader(readers, schema)
  const findCommand = createPostgresCommandLookUp(reader.commands)
  const writer = createPostgresWriter({ connection, schema, clock, findCommand })
  const bell = createAppendBell()
  const closing = new AbortController()
  let listening: Promise<void> | undefined

  const listen = (): void => {
    listening ??= listenForAppends({
      settings,
      channel: channelOf(schema),
      heard: () => {
        bell.ring()
      },
      signal: closing.signal,
    })
  }

  const append: EventStore['append'] = async (batch) => {
    if (closing.signal.aborted) throw new Error('The event store is closed')
    const outcome = await writer.submit({ batch: prepareBatch(batch) })
    if (outcome.kind === 'appended') bell.ring()
    return outcome
  }

  const subscribe: EventStore['subscribe'] = async function* (after, subscribing) {
    const signal = AbortSignal.any([subscribing.signal, closing.signal])
    listen()
    const patient = readPatiently(reader, history.count, signal)
    try {
      yield* subscribeWith(patient, bell, after, { ...subscribing, signal })
    } catch (error) {
      // Being told to end while it waits for the database is no fault.
      if (!signal.aborted) throw error
    }
  }

  return {
    capabilities: { multiStream: true, commandRecords: true, globalChain: true },
    append,
    findCommand,
    readStream: reader.readStream,
    readContents: reader.readContents,
    readAll: reader.readAll,
    head: reader.head,
    history: history.count,
    subscribe,
    close: async () => {
      if (closing.signal.aborted) return
      closing.abort()
      await writer.drain()
      const farewells = Promise.all([connection.close(), readers.end(), listening])
      // A server that cannot be reached does not say goodbye.
      await Promise.race([farewells, pause(FAREWELL_MS, undefined, { ref: false })])
    },
  }
}
