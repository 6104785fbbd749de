import type { EventStore } from '../../eventsourcing/event-store.js'
import { createCommandLookUp } from './command-look-up.js'
import { createGroupCommit } from './group-commit.js'
import { prepareBatch } from './prepared-batch.js'
import { openForCommits, openForScripts, openForWriting, settleWherePossible } from './sqlite-database.js'
import { SqliteLedger } from './sqlite-ledger.js'
import { createSqliteReader } from './sqlite-reader.js'
import { createSqliteStreamReader } from './sqlite-stream-reader.js'
import { createSqliteWriter } from './sqlite-writer.js'
import { createAppendBell, subscribeWith } from './subscription.js'

export interface SqliteEventStoreOptions {
  readonly clock?: () => Date
  /** How long to wait for another connection's transaction, in milliseconds. */
  readonly busyTimeout?: number
  /** The file may not grow beyond this many pages of 4 KiB; then appends fail as on a full disk. */
  readonly maximumPages?: number
  /** Told what keeps the log from being settled, each time that it was tried; what is appended is safe meanwhile. */
  readonly report?: (failure: unknown) => void
}

/**
 * Opens the durable store in one SQLite file and creates it when it is missing. Whatever `append` has answered is on
 * disk. Appends of one turn of the event loop share one transaction; when that fails, nothing of it is recorded and
 * all of its callers are told.
 *
 * @throws EventFileFault when the file cannot serve as a log of events
 */
export const openSqliteEventStore = (file: string, options: SqliteEventStoreOptions = {}): EventStore => {
  const clock = options.clock ?? (() => new Date())
  const { busyTimeout = 5_000, maximumPages } = options
  const limits = { busyTimeout, ...(maximumPages !== undefined && { maximumPages }) }
  const database = openForWriting(file, limits)
  const connections = {
    alone: openForCommits(file, limits),
    elsewhere: openForScripts(file, limits),
    copying: openForScripts(file, limits),
  }
  const ledger = new SqliteLedger(database)
  const reader = createSqliteReader(database, () => ledger.storedPosition())
  const streams = createSqliteStreamReader(database, () => ledger.tail)
  const bell = createAppendBell()
  const closing = new AbortController()
  const writer = createSqliteWriter(database, connections, ledger, {
    clock,
    report: options.report ?? (() => undefined),
  })
  const group = createGroupCommit(writer)

  const requireOpen = (): void => {
    if (closing.signal.aborted) throw new Error('The event store is closed')
  }
  const head = async () => Promise.resolve(BigInt(ledger.storedPosition()))

  return {
    capabilities: { multiStream: true, commandRecords: true, globalChain: true },
    append: async (batch) => {
      requireOpen()
      const outcome = await group.submit(prepareBatch(batch))
      if (outcome.kind === 'appended') bell.ring()
      return outcome
    },
    findCommand: createCommandLookUp(ledger),
    readStream: streams.readStream,
    readContents: streams.readContents,
    readAll: async (after, reading) => Promise.resolve(reader.readAll(after, reading)),
    head,
    subscribe: (after, { categories, signal }) =>
      subscribeWith(
        { readAll: async (from, reading) => Promise.resolve(reader.readAll(from, reading)), head },
        bell,
        after,
        { signal: AbortSignal.any([signal, closing.signal]), ...(categories && { categories }) },
      ),
    close: async () => {
      if (closing.signal.aborted) return
      closing.abort()
      await group.drain()
      writer.stop()
      connections.alone.close()
      await connections.copying.close()
      await connections.elsewhere.close()
      settleWherePossible(database)
      // Everything into the one file, so that a copy of it is a whole backup.
      database.pragma('wal_checkpoint(TRUNCATE)')
      database.close()
    },
  }
}
