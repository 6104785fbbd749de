import type Database from 'libsql'

import type { StoredCommand } from './ledger.js'
import { COMMAND_ROW, type CommandRow } from './sqlite-record.js'
import { EVENTLESS_COLUMNS } from './sqlite-tables.js'

/** Puts two sequences together that are in order each. */
const merge = function* (
  left: Iterator<StoredCommand>,
  right: Iterator<StoredCommand>,
): Generator<StoredCommand> {
  let [a, b] = [left.next(), right.next()]
  for (;;) {
    if (a.done !== true && (b.done === true || a.value.sequence <= b.value.sequence)) {
      yield a.value
      a = left.next()
    } else if (b.done !== true) {
      yield b.value
      b = right.next()
    } else return
  }
}

const each = function* <Row, Value>(rows: Iterable<Row>, read: (row: Row) => Value): Generator<Value> {
  for (const row of rows) yield read(row)
}

/**
 * The records of the commands after one, in the order of their sequence: those with events lie with these, the others
 * in a table of their own. Positions of the first grow with their sequences.
 */
export const commandsAfter = (
  database: Database.Database,
  after: { readonly sequence: number; readonly position: number },
  read: (row: CommandRow) => StoredCommand,
): Generator<StoredCommand> => {
  const withEvents = database.prepare<[number]>(
    `SELECT ${COMMAND_ROW} WHERE position > ? AND sequence IS NOT NULL ORDER BY position`,
  )
  const without = database.prepare<[number]>(
    `SELECT ${EVENTLESS_COLUMNS} FROM eventless_command WHERE sequence > ? ORDER BY sequence`,
  )
  return merge(
    each(withEvents.iterate(after.position) as Iterable<CommandRow>, read),
    without.iterate(after.sequence) as IterableIterator<StoredCommand>,
  )
}
