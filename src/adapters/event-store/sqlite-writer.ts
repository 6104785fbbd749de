import type Database from 'libsql'

import type { AppendOutcome } from '../../eventsourcing/event-store.js'
import type { Flush, ItemOutcome } from './group-commit.js'
import { settle } from './ledger.js'
import { AppendFault, type PreparedBatch } from './prepared-batch.js'
import type { ScriptRunner } from './sqlite-database.js'
import { createFold } from './sqlite-fold.js'
import type { SqliteLedger } from './sqlite-ledger.js'
import { createLoneEntryWriter } from './sqlite-lone-entry.js'
import { type Additions, createRowWriter, scriptOf } from './sqlite-rows.js'

type Outcomes = readonly ItemOutcome<AppendOutcome>[]

/** A script must stay below SQLite's limit of a million bytes for one text. */
const LONGEST_SCRIPT = 300_000

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

const sizeOf = ({ events, commands }: Additions): number =>
  events.reduce((size, { event }) => size + event.data.length + event.meta.length + 400, 0) +
  commands.reduce((size, { result }) => size + result.length + 400, 0)

const PAGE_BYTES = 4_096

/** Pages that the commit of a group writes, about: those with the ends of tables, of indexes, and new ones. */
const pagesOf = (additions: Additions): number =>
  3 + 2 * additions.commands.length + Math.ceil(sizeOf(additions) / PAGE_BYTES)

/**
 * Flushes groups of batches in one transaction each: a few on the connection of the store, many as one script on a
 * connection that works on another thread.
 */
export const createSqliteWriter = (
  database: Database.Database,
  elsewhere: ScriptRunner,
  ledger: SqliteLedger,
  clock: () => Date,
): Flush<PreparedBatch, AppendOutcome> => {
  const fold = createFold(database, elsewhere)
  const writeLone = createLoneEntryWriter(database)
  const writeRows = createRowWriter(database)
  const begin = database.prepare('BEGIN IMMEDIATE')
  const commit = database.prepare('COMMIT')

  const settleAll = (batches: readonly PreparedBatch[]): Outcomes => {
    const now = clock().getTime()
    return batches.map((batch) => settleItem(batch, ledger, now))
  }

  /** Runs in one transaction, which stands when the answer is true. */
  const inTransaction = (write: () => boolean): boolean => {
    begin.run()
    try {
      if (write()) {
        commit.run()
        return true
      }
      database.exec('ROLLBACK')
      return false
    } catch (error) {
      // A full disk may have ended the transaction already.
      if (database.inTransaction) database.exec('ROLLBACK')
      throw error
    }
  }

  /** Outcomes that write nothing rest on what is kept as well. */
  const write = (): boolean => {
    const additions = ledger.additions()
    if (additions === null) return ledger.isCurrent()
    try {
      const written = writeLone(additions) || inTransaction(() => writeRows(additions))
      if (written) fold.wrote(pagesOf(additions))
      return written
    } catch (error) {
      if (ledger.isCurrent()) throw error
      return false
    }
  }

  /** Another process wrote: settles on what it wrote. The open transaction keeps it out from here on. */
  const settleAgain = (batches: readonly PreparedBatch[]): Outcomes => {
    let outcomes: Outcomes = []
    inTransaction(() => {
      ledger.reload()
      outcomes = settleAll(batches)
      const additions = ledger.additions()
      return additions === null || writeRows(additions)
    })
    return outcomes
  }

  const now = (batches: readonly PreparedBatch[]): Outcomes => {
    try {
      const outcomes = settleAll(batches)
      const settled = write() ? outcomes : settleAgain(batches)
      ledger.keep()
      return settled
    } catch (error) {
      ledger.reload()
      throw error
    }
  }

  const later = async (batches: readonly PreparedBatch[]): Promise<Outcomes> => {
    const outcomes = settleAll(batches)
    const additions = ledger.additions()
    if (additions === null || sizeOf(additions) > LONGEST_SCRIPT) {
      ledger.forget()
      return now(batches)
    }
    try {
      await elsewhere.run(scriptOf(additions))
      ledger.keep()
      fold.wrote(pagesOf(additions))
      return outcomes
    } catch (error) {
      // There is nothing to roll back when the transaction never began or has ended with the failure.
      await elsewhere.run('ROLLBACK').catch(() => undefined)
      const wrote = !ledger.isCurrent()
      ledger.reload()
      if (wrote) return now(batches)
      throw error
    }
  }

  return { now, later }
}
