import type { AppendOutcome, EventStore } from '../../eventsourcing/event-store.js'
import { createGroupCommit, type ItemOutcome } from './group-commit.js'
import { settle, toCommandRecord } from './ledger.js'
import { AppendFault, prepareBatch, type PreparedBatch } from './prepared-batch.js'
import { openForWriting } from './sqlite-database.js'
import { SqliteLedger } from './sqlite-ledger.js'
import { createSqliteReader } from './sqlite-reader.js'
import { createAppendBell, subscribeWith } from './subscription.js'

export interface SqliteEventStoreOptions {
  readonly clock?: () => Date
  /** How long to wait for another connection's transaction, in milliseconds. */
  readonly busyTimeout?: number
  /** The file may not grow beyond this many pages of 4 KiB; then appends fail as on a full disk. */
  readonly maximumPages?: number
}

const settleItem = (batch: PreparedBatch, ledger: SqliteLedger, now: number): ItemOutcome<AppendOutcome> => {
  try {
    const settlement = settle(batch, ledger, now)
    if (settlement.kind === 'entry') ledger.enter(settlement.entry)
    return { result: settlement.outcome }
  } catch (fault) {
    // One item's own fault; anything else is the store's and sinks the group.
    if (fault instanceof AppendFault) return { fault }
    throw fault
  }
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
  const database = openForWriting(file, { busyTimeout, ...(maximumPages !== undefined && { maximumPages }) })
  const ledger = new SqliteLedger(database)
  const reader = createSqliteReader(database, () => ledger.readHead().position)
  const bell = createAppendBell()
  const closing = new AbortController()
  const begin = database.prepare('BEGIN IMMEDIATE')

  const flush = (batches: readonly PreparedBatch[]): readonly ItemOutcome<AppendOutcome>[] => {
    const now = clock().getTime()
    const settleAll = () => batches.map((batch) => settleItem(batch, ledger, now))
    begin.run()
    try {
      let outcomes = settleAll()
      if (!ledger.commit()) {
        // Another process wrote: settle again on what it wrote. The open transaction keeps it out from here on.
        database.exec('ROLLBACK')
        begin.run()
        ledger.reload()
        outcomes = settleAll()
        ledger.commit()
      }
      bell.ring()
      return outcomes
    } catch (error) {
      ledger.forget()
      // A full disk may have ended the transaction already.
      if (database.inTransaction) database.exec('ROLLBACK')
      throw error
    }
  }
  const group = createGroupCommit(flush)

  const requireOpen = (): void => {
    if (closing.signal.aborted) throw new Error('The event store is closed')
  }
  const head = async () => Promise.resolve(BigInt(ledger.readHead().position))

  return {
    capabilities: { multiStream: true, commandRecords: true, globalChain: true },
    append: async (batch) => {
      requireOpen()
      return group.submit(prepareBatch(batch))
    },
    findCommand: async (commandId) => {
      const known = ledger.command(commandId)
      return Promise.resolve(known === null ? null : toCommandRecord(known))
    },
    readStream: reader.readStream,
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
      // Everything into the one file, so that a copy of it is a whole backup.
      database.pragma('wal_checkpoint(TRUNCATE)')
      database.close()
    },
  }
}
