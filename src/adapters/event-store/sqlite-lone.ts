import type Database from 'libsql'

import { type Bound, EVENT_COLUMNS, eventRow, type PlacedEvent, type StoredEnd } from './sqlite-rows.js'
import { endsAt, noneSettled } from './sqlite-tables.js'

/** Writes an event in a transaction of its own; false when it does not fit any more, and nothing was written. */
export type LoneWriter = (placed: PlacedEvent, after: StoredEnd) => boolean

/**
 * For commands that come alone and record one event in a stream that is known: one statement is the whole transaction.
 *
 * @param database a connection for nothing else: after a statement that found the log locked, whatever is read on its
 * connection stays at that moment until the statement is run again
 */
export const createLoneWriter = (database: Database.Database): LoneWriter => {
  const marks = Array.from({ length: EVENT_COLUMNS }, () => '?').join(', ')
  const statement = database.prepare<[readonly Bound[]]>(
    `INSERT INTO event SELECT ${marks} WHERE ${endsAt('?', '?')} AND ${noneSettled('(?)')}`,
  )
  return (placed, { chain, eventless }) => {
    const values = eventRow(placed)
    values.push(chain, eventless, placed.command?.id ?? null)
    return statement.run(values).changes === 1
  }
}
