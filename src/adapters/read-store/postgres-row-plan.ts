import type { Cell, Row, RowOperation } from '../../eventsourcing/projection.js'
import { elementsOf, NULL, type Element } from './postgres-cells.js'
import type { ColumnShape, ReadSchema, TableShape } from './read-schema.js'

interface PlannedColumn {
  readonly place: number
  readonly elementOf: (cell: Cell | undefined) => Element
}

/** A table with its columns by the names that row operations use. */
export interface PlannedTable {
  readonly shape: TableShape
  readonly fields: ReadonlyMap<string, PlannedColumn>
  /** Places of the key's columns. */
  readonly key: readonly number[]
}

export type Cells = ReadonlyMap<number, Element>

/** A change of rows that fit a condition, made ready for PostgreSQL. */
export interface Change {
  readonly op: 'update' | 'delete'
  /** Changes of one form differ in their values only, and so may share a statement. */
  readonly form: string
  readonly where: Cells
  readonly set: Cells
  readonly atMost: Cells
  readonly atLeast: Cells
  /** The key of the one row that it may touch; null when it may be any row. */
  readonly key: string | null
  /** The values by which rows are found that it leaves as they are: changes that differ here never meet. */
  readonly aim: string
  /** It gives rows another key, and so may meet anything. */
  readonly movesKey: boolean
}

/** Whole rows, in the order of the table's columns. */
export interface PlannedRow {
  readonly key: string
  readonly cells: Element[]
  /** Said to have no other with its key before it. */
  readonly fresh: boolean
}

export type Step =
  | { readonly kind: 'rows'; readonly rows: Map<string, PlannedRow> }
  | { readonly kind: 'changes'; readonly form: string; readonly changes: Map<string, Change> }

const KEYS_APART = '\u0001'

export const plannedTables = (schema: ReadSchema): ReadonlyMap<string, PlannedTable> =>
  new Map(
    [...schema.tables].map(([model, shape]) => {
      const key = shape.primaryKey.map((name) => shape.columns.findIndex(({ column }) => column === name))
      const fields = shape.columns.map((column, place): [string, PlannedColumn] => [
        column.field,
        { place, elementOf: elementsOf(column) },
      ])
      return [model, { shape, fields: new Map(fields), key }]
    }),
  )

export const columnAt = ({ shape }: PlannedTable, place: number): ColumnShape => {
  const column = shape.columns[place]
  if (column === undefined) throw new RangeError(`${shape.model} has no column ${place}`)
  return column
}

const columnOf = ({ shape, fields }: PlannedTable, field: string): PlannedColumn => {
  const column = fields.get(field)
  if (column === undefined) throw new TypeError(`${shape.model} has no column ${field}`)
  return column
}

const cellsOf = (table: PlannedTable, row: Row): Map<number, Element> => {
  const cells = new Map<number, Element>()
  for (const [field, cell] of Object.entries(row)) {
    const { place, elementOf } = columnOf(table, field)
    if (cell !== undefined) cells.set(place, elementOf(cell))
  }
  return cells
}

const conditionOf = (table: PlannedTable, where: Row): Cells => {
  for (const [field, cell] of Object.entries(where)) {
    // Left out by mistake, it would match rows that nobody meant.
    if (cell === undefined) throw new TypeError(`${table.shape.model}.${field} in a condition is undefined`)
  }
  return cellsOf(table, where)
}

const boundsOf = (table: PlannedTable, limits: Row): Cells => {
  for (const [field, cell] of Object.entries(limits)) {
    if (cell === undefined || cell === null)
      throw new TypeError(`The bound of ${table.shape.model}.${field} is missing`)
  }
  return cellsOf(table, limits)
}

const keyIn = (table: PlannedTable, cells: Cells): string | null => {
  const parts = table.key.map((place) => cells.get(place) ?? NULL)
  return parts.includes(NULL) ? null : parts.join(KEYS_APART)
}

const places = (cells: Cells): string => [...cells.keys()].join(',')

const keyOf = ({ key }: PlannedTable, cells: readonly Element[]): string => {
  const [first = 0] = key
  return key.length === 1 ? (cells[first] ?? NULL) : key.map((place) => cells[place] ?? NULL).join(KEYS_APART)
}

/** A row with every column. @throws TypeError when a cell is not of its column's type */
export const plannedRow = (
  table: PlannedTable,
  { row, fresh }: Extract<RowOperation, { op: 'upsert' }>,
): PlannedRow => {
  const cells = new Array<Element>(table.shape.columns.length).fill(NULL)
  for (const field in row) {
    const { place, elementOf } = columnOf(table, field)
    cells[place] = elementOf(row[field])
  }
  return { key: keyOf(table, cells), cells, fresh: fresh === true }
}

/** A change, or null when it changes nothing. @throws TypeError when a cell is not of its column's type */
export const plannedChange = (
  table: PlannedTable,
  operation: Exclude<RowOperation, { op: 'upsert' }>,
): Change | null => {
  const where = conditionOf(table, operation.where)
  const { set = {}, atMost = {}, atLeast = {} } = operation.op === 'update' ? operation : {}
  const assigned = cellsOf(table, set)
  const bounds = { atMost: boundsOf(table, atMost), atLeast: boundsOf(table, atLeast) }
  if (operation.op === 'update' && assigned.size === 0) return null
  const nulls = [...where].filter(([, cell]) => cell === NULL).map(([place]) => place)
  const parts = [
    places(where),
    nulls.join(','),
    places(assigned),
    places(bounds.atMost),
    places(bounds.atLeast),
  ]
  const aim = [...where].filter(([place]) => !assigned.has(place)).map(([, cell]) => cell)
  return {
    op: operation.op,
    form: [operation.op, ...parts].join('|'),
    where,
    set: assigned,
    ...bounds,
    key: keyIn(table, where),
    aim: aim.join(KEYS_APART),
    movesKey: table.key.some((place) => assigned.has(place)),
  }
}
