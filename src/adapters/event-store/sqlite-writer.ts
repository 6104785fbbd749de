import type Database from 'libsql'

import type { AppendOutcome } from '../../eventsourcing/event-store.js'
import type { Flush, ItemOutcome } from './group-commit.js'
import { type Ledger, settle, type Settlement } from './ledger.js'
import { AppendFault, type PreparedBatch } from './prepared-batch.js'
import { FOLD_PAGES, type ScriptRunner } from './sqlite-database.js'
import type { Entered } from './sqlite-entered.js'
import { createFold } from './sqlite-fold.js'
import type { SqliteLedger } from './sqlite-ledger.js'
import { createLoneWriter } from './sqlite-lone.js'
import { createRowWriter, loneEventOf, pagesOf, scriptOf, sizeOf } from './sqlite-rows.js'
import { createSettling } from './sqlite-settling.js'

type Outcomes = readonly ItemOutcome<AppendOutcome>[]

/** A script must stay below SQLite's limit of a million bytes for one text. */
const LONGEST_SCRIPT = 300_000

const settleOn = (batch: PreparedBatch, ledger: Ledger, now: number): Settlement | AppendFault => {
  try {
    return settle(batch, ledger, now)
  } catch (fault) {
    // One item's own fault; anything else is the store's and sinks the group.
    if (fault instanceof AppendFault) return fault
    throw fault
  }
}

/** @param hastily on what is at hand; whatever is not to be written is settled once more on all that is stored */
const settleItem = (
  batch: PreparedBatch,
  ledger: SqliteLedger,
  now: number,
  hastily: boolean,
): ItemOutcome<AppendOutcome> => {
  const guess = hastily ? settleOn(batch, ledger.hasty, now) : null
  const settled =
    guess !== null && 'kind' in guess && guess.kind === 'entry' ? guess : settleOn(batch, ledger, now)
  if (settled instanceof AppendFault) return { fault: settled }
  if (settled.kind === 'entry') ledger.enter(settled.entry)
  return { result: settled.outcome }
}

/** A group that is settled and waits for its turn on the other thread. */
interface Sent {
  readonly entered: Entered
  readonly outcomes: Outcomes
  readonly script: string
  readonly pages: number
}

/** Connections beside that of the store. */
export interface Connections {
  /** For commands that come alone, and nothing else. */
  readonly alone: Database.Database
  /** For commits on another thread, one after the other. */
  readonly elsewhere: ScriptRunner
  /** For copying the write-ahead log on another thread, which commits need not wait for. */
  readonly copying: ScriptRunner
}

/** Puts groups on disk, and settles them later. */
export interface SqliteWriter extends Flush<PreparedBatch, AppendOutcome> {
  /** To be called after the last group. */
  stop(): void
}

/**
 * Flushes groups of batches in one transaction each: a few on the connection of the store, many as one script on a
 * connection that works on another thread.
 */
export const createSqliteWriter = (
  database: Database.Database,
  { alone, elsewhere, copying }: Connections,
  ledger: SqliteLedger,
  { clock, report }: { readonly clock: () => Date; readonly report: (failure: unknown) => void },
): SqliteWriter => {
  const fold = createFold(database, copying, FOLD_PAGES)
  const settling = createSettling(ledger, elsewhere, { wrote: (pages) => fold.wrote(pages), report })
  const insertRows = createRowWriter(database)
  const insertLone = createLoneWriter(alone)

  const settleAll = (batches: readonly PreparedBatch[], hastily: boolean): Outcomes => {
    const now = clock().getTime()
    return batches.map((batch) => settleItem(batch, ledger, now, hastily))
  }

  /**
   * Runs in one transaction, which stands when the answer is true. A prepared statement that finds the log locked would
   * leave the driver in a reading transaction that nothing ends: so none of them may be the first to write.
   */
  const inTransaction = (write: () => boolean): boolean => {
    database.exec('BEGIN IMMEDIATE')
    try {
      if (write()) {
        database.exec('COMMIT')
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
      const lone = loneEventOf(additions)
      const written =
        lone === null ? inTransaction(() => insertRows(additions)) : insertLone(lone, additions.after)
      if (written) fold.wrote(pagesOf(additions))
      return written
    } catch (error) {
      if (ledger.isRight()) throw error
      return false
    }
  }

  /** Another process wrote, or a command is settled already. The open transaction keeps others out from here on. */
  const settleAgain = (batches: readonly PreparedBatch[]): Outcomes => {
    let outcomes: Outcomes = []
    const written = inTransaction(() => {
      ledger.reload()
      outcomes = settleAll(batches, false)
      const additions = ledger.additions()
      return additions === null || insertRows(additions)
    })
    if (!written) throw new Error('The log disagrees with its keys; run `waymark verify`')
    return outcomes
  }

  const stored = (commands: number): void => {
    ledger.keep()
    settling.stored(commands)
  }

  const now = (batches: readonly PreparedBatch[]): Outcomes => {
    try {
      const outcomes = settleAll(batches, true)
      const settled = write() ? outcomes : settleAgain(batches)
      stored(batches.length)
      return settled
    } catch (error) {
      ledger.reload()
      throw error
    }
  }

  /** Whether what was entered since the last commit might have been written; begins anew in any case. */
  const isRight = (): boolean => {
    try {
      return ledger.isRight()
    } finally {
      ledger.reload()
    }
  }

  /** Settles a group on top of those that are on their way, and sends it after them; null when it cannot be sent. */
  const send = (batches: readonly PreparedBatch[]): Sent | null => {
    try {
      const outcomes = settleAll(batches, true)
      const additions = ledger.additions()
      if (additions === null || sizeOf(additions) > LONGEST_SCRIPT) {
        ledger.discard()
        return null
      }
      const [script, pages] = [scriptOf(additions), pagesOf(additions)]
      return { entered: ledger.send(), outcomes, script, pages }
    } catch (error) {
      ledger.discard()
      throw error
    }
  }

  /** On this thread, when nothing runs on the other. What was sent meanwhile rests on what is not so any more. */
  const here = async (batches: readonly PreparedBatch[]): Promise<Outcomes> => {
    // Without waiting where that can be: what is sent meanwhile would have to be settled anew as well.
    if (!elsewhere.isIdle()) await elsewhere.idle()
    ledger.forget()
    return now(batches)
  }

  /** When what a group was settled on is not stored as it was settled: what was sent after it rests on that, too. */
  const sendAnew = (batches: readonly PreparedBatch[]): Sent | null => {
    ledger.forget()
    return send(batches)
  }

  const runElsewhere = async (
    { outcomes, script, pages }: Sent,
    batches: readonly PreparedBatch[],
  ): Promise<Outcomes> => {
    try {
      await elsewhere.run(script)
    } catch (error) {
      // There is nothing to roll back when the transaction never began or has ended with the failure.
      await elsewhere.run('ROLLBACK').catch(() => undefined)
      await elsewhere.idle()
      if (isRight()) throw error
      return now(batches)
    }
    fold.wrote(pages)
    stored(batches.length)
    return outcomes
  }

  /** Resolves when the group that was handed over last has come to its end. */
  let lastEnd = Promise.resolve()

  const later = async (batches: readonly PreparedBatch[]): Promise<Outcomes> => {
    const turn = lastEnd
    let end: () => void = () => undefined
    lastEnd = new Promise((resolve) => {
      end = resolve
    })
    try {
      let sent: Sent | null
      try {
        sent = send(batches)
      } finally {
        await turn
      }
      if (sent !== null && !ledger.isNext(sent.entered)) sent = sendAnew(batches)
      return sent === null ? await here(batches) : await runElsewhere(sent, batches)
    } finally {
      // The next group sets out at once, before anybody is answered.
      end()
    }
  }

  return {
    now,
    later,
    isBusyElsewhere: () => settling.underway,
    stop: () => settling.stop(),
  }
}
