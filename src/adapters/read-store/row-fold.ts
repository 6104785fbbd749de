import { statSync } from 'node:fs'

import type Database from 'libsql'
import AsynchronousDatabase from 'libsql/promise'

import type { RowOperation } from '../../eventsourcing/projection.js'
import { createFold } from '../event-store/sqlite-fold.js'
import type { ReadSchema } from './read-schema.js'

/** Copies the write-ahead log of rows into their file on another thread, where nobody waits for it. */
export interface RowFold {
  /** Tells it what was committed. Called between two commits of the connection that writes. */
  wrote(operations: readonly RowOperation[]): void
  /** Waits for what is being copied. */
  close(): Promise<void>
}

/** A row changes its own page and one of each index, and every commit that of the checkpoint. */
const pagesOf = ({ tables }: ReadSchema, operations: readonly RowOperation[]): number =>
  operations.reduce((pages, { table }) => pages + 1 + (tables.get(table)?.indexes.length ?? 0), 1)

/** Half of the length at which a commit copies them. */
const COPIED_AFTER = 2_000

/** Of a page in the write-ahead log, with its head. */
const PAGE_BYTES = 4_096 + 24

/** Pages that others left in the write-ahead log, at most. */
const pagesLeft = (file: string): number =>
  (statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0) / PAGE_BYTES

/**
 * Left to a commit, copying holds this thread up for as long as some hundred commits take, several times a second
 * while commands come. What the process that built the rows left in the log counts with the first rows: else the log
 * grows too long before half of it was written here, and a commit copies it after all, a second after the switch. The
 * other connection is opened when there is something to copy.
 */
export const createRowFold = (
  file: string,
  database: Database.Database,
  { schema, busyTimeoutMs }: { readonly schema: ReadSchema; readonly busyTimeoutMs: number },
): RowFold => {
  let connection: AsynchronousDatabase | undefined
  let copying: Promise<void> = Promise.resolve()

  const run = (script: string): Promise<void> => {
    connection ??= new AsynchronousDatabase(file, { timeout: busyTimeoutMs })
    // Twice: the second time finds what was committed meanwhile, and waits here for the disk rather than there.
    const done = connection.exec(`${script};${script}`) as Promise<void>
    copying = done.catch(() => undefined)
    return done
  }
  const close = async (): Promise<void> => {
    await copying
    connection?.close()
  }
  const fold = createFold(database, { run }, COPIED_AFTER)
  let left = pagesLeft(file)
  const wrote = (operations: readonly RowOperation[]): void => {
    fold.wrote(left + pagesOf(schema, operations))
    left = 0
  }
  return { wrote, close }
}
