import type { EventStore } from '../../eventsourcing/event-store.js'
import { readKurrentAddress, checkedPrefix } from './kurrent-address.js'
import { createKurrentAppender, type KurrentAppender } from './kurrent-appender.js'
import { createKurrentBell } from './kurrent-bell.js'
import { createKurrentCommands } from './kurrent-commands.js'
import { openKurrentConnection, type KurrentConnection } from './kurrent-connection.js'
import { kurrentNames, type KurrentNames } from './kurrent-names.js'
import { createKurrentReader } from './kurrent-reader.js'
import { inspectKurrentServer, type KurrentServer } from './kurrent-server.js'
import { subscribeToKurrent } from './kurrent-subscription.js'
import { prepareBatch } from './prepared-batch.js'

export interface KurrentEventStoreOptions {
  /** Not used: the server's clock says when events were recorded. */
  readonly clock?: () => Date
  /** What all streams begin with, before a point; overrides `streamPrefix` of the address. `waymark` by default. */
  readonly prefix?: string
  /** How long one call to the server may take, in milliseconds. */
  readonly patience?: number
}

const PREFIX = 'waymark'

/** A cluster that was reached and can serve. */
export interface OpenedKurrent {
  readonly connection: KurrentConnection
  readonly names: KurrentNames
  readonly server: KurrentServer
}

/**
 * Reaches a cluster and finds out what it can do.
 *
 * @throws KurrentFault when address, user or server will not do; StoreUnavailable when it cannot be reached
 */
export const reachKurrent = async (
  address: string,
  { prefix, patience }: KurrentEventStoreOptions,
): Promise<OpenedKurrent> => {
  const { streamPrefix, ...place } = readKurrentAddress(address)
  const names = kurrentNames(prefix === undefined ? (streamPrefix ?? PREFIX) : checkedPrefix(prefix))
  const connection = openKurrentConnection(place, patience === undefined ? {} : { patience })
  try {
    return { connection, names, server: await inspectKurrentServer(connection) }
  } catch (error) {
    await connection.close()
    throw error
  }
}

/** Counts what is under way, to wait for it when the store is closed. */
const countedAppends = (appender: KurrentAppender) => {
  const underWay = new Set<Promise<unknown>>()
  return {
    append: <Result>(append: (appender: KurrentAppender) => Promise<Result>): Promise<Result> => {
      const done: Promise<Result> = append(appender).finally(() => underWay.delete(done))
      underWay.add(done)
      return done
    },
    finished: () => Promise.allSettled(underWay),
  }
}

/**
 * Opens the log of events in a KurrentDB cluster. What it promises depends on the server's version: `capabilities` and
 * docs/kurrentdb.md say what.
 *
 * @param address `kurrentdb://user:password@host:2113?tls=true`, with the options of KurrentDB and `streamPrefix`
 * @throws KurrentFault when address, user or server will not do; StoreUnavailable when it cannot be reached
 */
export const openKurrentEventStore = async (
  address: string,
  options: KurrentEventStoreOptions = {},
): Promise<EventStore> => {
  const { connection, names, server } = await reachKurrent(address, options)
  const reader = createKurrentReader(connection, names)
  const commands = createKurrentCommands(connection, names, reader)
  const appends = countedAppends(
    createKurrentAppender({ connection, names, reader, commands, way: server.way }),
  )
  const bell = createKurrentBell(connection, names.events)
  const closing = new AbortController()
  const together = server.way !== 'stream'
  return {
    capabilities: { multiStream: together, commandRecords: together, globalChain: false },
    append: async (batch) => {
      if (closing.signal.aborted) throw new Error('The event store is closed')
      const outcome = await appends.append((appender) => appender.append(prepareBatch(batch)))
      if (outcome.kind === 'appended') bell.ring()
      return outcome
    },
    findCommand: async (commandId) => (await commands.find(commandId))?.record ?? null,
    readStream: reader.readStream,
    readAll: reader.readAll,
    head: reader.head,
    subscribe: (after, { categories, signal }) =>
      subscribeToKurrent(reader, bell, after, {
        signal: AbortSignal.any([signal, closing.signal]),
        ...(categories && { categories }),
      }),
    close: async () => {
      if (closing.signal.aborted) return
      closing.abort()
      await appends.finished()
      bell.close()
      await connection.close()
    },
  }
}
