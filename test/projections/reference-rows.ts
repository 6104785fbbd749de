import { isDeepStrictEqual } from 'node:util'

import type { Cell, Row, RowOperation } from '../../src/eventsourcing/projection.js'
import type { ColumnShape, ReadSchema } from '../../src/adapters/read-store/read-schema.js'

/** Rows by table, with all columns, in the order of their keys. */
export type Rows = ReadonlyMap<string, readonly Row[]>

const matches = (row: Row, where: Row): boolean =>
  Object.entries(where).every(([column, value]) => isDeepStrictEqual(row[column], value))

const onSide = (row: Row, bounds: Row, holds: (value: string, bound: string) => boolean): boolean =>
  Object.entries(bounds).every(([column, bound]) => {
    const value = row[column]
    if (value === null) return false
    if (typeof value !== 'string' || typeof bound !== 'string')
      throw new Error(`${column} cannot be compared`)
    return holds(value, bound)
  })

const touches = (operation: RowOperation, row: Row): boolean => {
  if (operation.op === 'upsert' || !matches(row, operation.where)) return false
  if (operation.op === 'delete') return true
  return (
    onSide(row, operation.atMost ?? {}, (value, bound) => value <= bound) &&
    onSide(row, operation.atLeast ?? {}, (value, bound) => value >= bound)
  )
}

/** A key as text that sorts as the key does. */
export const keyText = (cell: Cell | undefined): string => {
  if (typeof cell === 'string') return cell
  if (typeof cell === 'bigint') return cell.toString().padStart(20, '0')
  throw new Error('A key is text or a position')
}

/** A cell as a column of 64-bit integers returns it. */
const held = ({ type }: ColumnShape, cell: Cell | undefined): Cell =>
  type === 'BigInt' && typeof cell === 'number' ? BigInt(cell) : (cell ?? null)

const applied = (
  rows: readonly Row[],
  operation: RowOperation,
  columns: readonly ColumnShape[],
  key: string,
) => {
  switch (operation.op) {
    case 'upsert': {
      const row: Row = Object.fromEntries(
        columns.map((column) => [column.field, held(column, operation.row[column.field])]),
      )
      return [...rows.filter((other) => other[key] !== row[key]), row]
    }
    case 'update': {
      const set = Object.entries(operation.set).filter(([, value]) => value !== undefined)
      return rows.map((row) => (touches(operation, row) ? { ...row, ...Object.fromEntries(set) } : row))
    }
    case 'delete':
      return rows.filter((row) => !touches(operation, row))
  }
}

/** What the operations come to, by the words of `RowOperation` and nothing else. */
export const referenceRows = (schema: ReadSchema, operations: readonly RowOperation[]): Rows => {
  const rows = new Map<string, readonly Row[]>()
  for (const operation of operations) {
    const shape = schema.tables.get(operation.table)
    const [key] = shape?.primaryKey ?? []
    const column = shape?.columns.find((candidate) => candidate.column === key)
    if (shape === undefined || column === undefined) throw new Error(`There is no table ${operation.table}`)
    const now = applied(rows.get(operation.table) ?? [], operation, shape.columns, column.field)
    rows.set(
      operation.table,
      now.toSorted((one, other) => (keyText(one[column.field]) < keyText(other[column.field]) ? -1 : 1)),
    )
  }
  return rows
}
