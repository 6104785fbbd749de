import type Database from 'libsql'

import type { StoredCommand } from './ledger.js'
import { COMMAND_COLUMNS } from './sqlite-tables.js'

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

/**
 * The records of the commands after one, in the order of their sequence: those with events lie with these, the others
 * in a table of their own. Positions of the first grow with their sequences.
 */
export const commandsAfter = (
  database: Database.Database,
  after: { readonly sequence: number; readonly position: number },
): Generator<StoredCommand> => {
  const withEvents = database.prepare<[number]>(
    `SELECT ${COMMAND_COLUMNS} FROM event WHERE position > ? AND sequence IS NOT NULL ORDER BY position`,
  )
  const without = database.prepare<[number]>(
    `SELECT ${COMMAND_COLUMNS} FROM eventless_command WHERE sequence > ? ORDER BY sequence`,
  )
  return merge(
    withEvents.iterate(after.position) as IterableIterator<StoredCommand>,
    without.iterate(after.sequence) as IterableIterator<StoredCommand>,
  )
}
