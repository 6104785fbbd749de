import type { Cell } from '../../eventsourcing/projection.js'
import type { ColumnShape } from './read-schema.js'

/** What a SQLite statement binds. */
export type Bound = string | number | bigint | null

const SMALLEST = -(2n ** 63n)
const LARGEST = 2n ** 63n - 1n
/** Years that ISO 8601 writes with four digits: their text sorts as time does. */
const EARLIEST = Date.parse('0000-01-01T00:00:00.000Z')
const LATEST = Date.parse('9999-12-31T23:59:59.999Z')

const refuse = (column: ColumnShape, cell: unknown): never => {
  const shown =
    typeof cell === 'bigint' ? `${cell}n` : cell instanceof Date ? 'an invalid date' : JSON.stringify(cell)
  throw new TypeError(`${column.field} is ${column.type}, and cannot hold ${shown} (${typeof cell})`)
}

const integer = (column: ColumnShape, cell: Cell): bigint => {
  const whole = typeof cell === 'number' && Number.isSafeInteger(cell) ? BigInt(cell) : cell
  return typeof whole === 'bigint' && whole >= SMALLEST && whole <= LARGEST ? whole : refuse(column, cell)
}

/** As the libsql adapter of Prisma writes instants, so that its comparisons hold. */
const instant = (column: ColumnShape, cell: Cell): string => {
  if (!(cell instanceof Date)) return refuse(column, cell)
  const time = cell.getTime()
  if (!(time >= EARLIEST && time <= LATEST)) return refuse(column, cell)
  return `${cell.toISOString().slice(0, -1)}+00:00`
}

/**
 * A cell as SQLite stores it: instants as ISO text, booleans as 0 or 1, objects and lists as JSON text, integers of
 * 64 bits. @throws TypeError naming the column when the cell is not of its type: a wrong row must not be stored.
 */
export const encodeCell = (column: ColumnShape, cell: Cell | undefined): Bound => {
  if (cell === null || cell === undefined) return null
  switch (column.type) {
    case 'String':
      return typeof cell === 'string' ? cell : refuse(column, cell)
    case 'Float':
      return typeof cell === 'number' && Number.isFinite(cell) ? cell : refuse(column, cell)
    case 'Int':
    case 'BigInt':
      return integer(column, cell)
    case 'Boolean':
      return typeof cell === 'boolean' ? (cell ? 1n : 0n) : refuse(column, cell)
    case 'DateTime':
      return instant(column, cell)
    case 'Json':
      return JSON.stringify(cell)
  }
}
