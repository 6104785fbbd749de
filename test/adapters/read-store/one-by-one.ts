import type { Cell, Row, RowOperation } from '../../../src/eventsourcing/projection.js'

/** Rows by primary key, by table. */
export type Tables = Map<string, Map<string, Row>>

const comparable = (cell: Cell | undefined): Cell => cell ?? null

const matches = (row: Row, where: Row): boolean =>
  Object.entries(where).every(([column, cell]) => comparable(row[column]) === comparable(cell))

const within = (row: Row, limits: Row | undefined, holds: (cell: Cell, limit: Cell) => boolean): boolean =>
  Object.entries(limits ?? {}).every(([column, limit]) => {
    const cell = comparable(row[column])
    return cell !== null && limit !== undefined && holds(cell, limit)
  })

/** The key of a row in these tests: its `id`, a text. */
export const idOf = ({ id }: Row): string => {
  if (typeof id !== 'string') throw new Error('a row of these tests has a text as its id')
  return id
}

/** What row operations mean, in the plainest way: the reference for writers. */
export const applyOneByOne = (tables: Tables, operations: readonly RowOperation[]): void => {
  for (const operation of operations) {
    const rows = tables.get(operation.table) ?? new Map<string, Row>()
    tables.set(operation.table, rows)
    if (operation.op === 'upsert') {
      rows.set(idOf(operation.row), operation.row)
      continue
    }
    for (const [key, row] of rows) {
      if (!matches(row, operation.where)) continue
      if (operation.op === 'delete') rows.delete(key)
      else if (
        within(row, operation.atMost, (cell, limit) => Number(cell) <= Number(limit)) &&
        within(row, operation.atLeast, (cell, limit) => Number(cell) >= Number(limit))
      )
        rows.set(key, { ...row, ...operation.set })
    }
  }
}
