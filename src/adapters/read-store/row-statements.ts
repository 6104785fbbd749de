import type Database from 'libsql'
import type { Row, RowOperation } from '../../eventsourcing/projection.js'
import { encodeCell, type Bound } from './cells.js'
import type { ColumnShape, ReadSchema, TableShape } from './read-schema.js'

/** Rows of one statement: big ones for many rows, and few different sizes, so that all stay prepared. */
const CHUNKS = [64, 8, 1] as const

const quoted = (name: string): string => `"${name}"`

interface Table {
  readonly shape: TableShape
  readonly columns: ReadonlyMap<string, ColumnShape>
}

type Update = Extract<RowOperation, { op: 'update' }>
type Delete = Extract<RowOperation, { op: 'delete' }>

/** A part of a statement and what it binds. */
interface Clause {
  readonly sql: string
  readonly bound: readonly Bound[]
}

const columnOf = (table: Table, field: string): ColumnShape => {
  const column = table.columns.get(field)
  if (column === undefined) throw new TypeError(`${table.shape.model} has no column ${field}`)
  return column
}

const equalities = (table: Table, where: Row): Clause => {
  const bound: Bound[] = []
  const tests = Object.entries(where).map(([field, cell]) => {
    const column = columnOf(table, field)
    // Left out by mistake, it would match rows that nobody meant.
    if (cell === undefined) throw new TypeError(`${table.shape.model}.${field} in a condition is undefined`)
    if (cell === null) return `${quoted(column.column)} IS NULL`
    bound.push(encodeCell(column, cell))
    return `${quoted(column.column)} = ?`
  })
  return { sql: tests.join(' AND '), bound }
}

const bounds = (table: Table, limits: Row, comparison: '<=' | '>='): Clause => {
  const bound: Bound[] = []
  const tests = Object.entries(limits).map(([field, cell]) => {
    const column = columnOf(table, field)
    if (cell === undefined || cell === null)
      throw new TypeError(`The bound of ${table.shape.model}.${field} is missing`)
    bound.push(encodeCell(column, cell))
    return `${quoted(column.column)} ${comparison} ?`
  })
  return { sql: tests.join(' AND '), bound }
}

const conditions = (...clauses: readonly Clause[]): Clause => {
  const stated = clauses.filter(({ sql }) => sql !== '')
  const sql = stated.length === 0 ? '' : ` WHERE ${stated.map((clause) => clause.sql).join(' AND ')}`
  return { sql, bound: stated.flatMap((clause) => clause.bound) }
}

const assignments = (table: Table, set: Row): Clause => {
  const given = Object.entries(set).filter(([, cell]) => cell !== undefined)
  const columns = given.map(([field]) => columnOf(table, field))
  return {
    sql: columns.map(({ column }) => `${quoted(column)} = ?`).join(', '),
    bound: columns.map((column) => encodeCell(column, set[column.field])),
  }
}

const upsertSql = ({ name, columns, primaryKey }: TableShape, rows: number): string => {
  const names = columns.map(({ column }) => column)
  const row = `(${names.map(() => '?').join(', ')})`
  const replaced = names.filter((column) => !primaryKey.includes(column))
  const change = replaced.map((column) => `${quoted(column)} = excluded.${quoted(column)}`).join(', ')
  const conflict = `ON CONFLICT (${primaryKey.map(quoted).join(', ')}) DO ${change === '' ? 'NOTHING' : `UPDATE SET ${change}`}`
  return `INSERT INTO ${quoted(name)} (${names.map(quoted).join(', ')}) VALUES ${Array(rows).fill(row).join(', ')} ${conflict}`
}

/** Carries row operations out on an open connection, by statements that are prepared once. */
export interface RowStatements {
  /** Upserts rows of one table in their order: of two with the same key the later stays. */
  upsert(table: string, rows: readonly Row[]): void
  update(operation: Update): void
  delete(operation: Delete): void
}

export const rowStatements = (db: Database.Database, schema: ReadSchema): RowStatements => {
  const prepared = new Map<string, Database.Statement>()
  const tables = new Map<string, Table>()
  for (const [name, shape] of schema.tables) {
    tables.set(name, { shape, columns: new Map(shape.columns.map((column) => [column.field, column])) })
  }

  const tableOf = (name: string): Table => {
    const table = tables.get(name)
    if (table === undefined) throw new TypeError(`The read side has no table ${name}`)
    return table
  }

  const run = (sql: string, bound: readonly Bound[]): void => {
    let statement = prepared.get(sql)
    if (statement === undefined) prepared.set(sql, (statement = db.prepare(sql)))
    statement.run(bound)
  }

  const upsertRows = new Map<string, string>()
  const runUpsert = (table: Table, rows: number, bound: readonly Bound[]): void => {
    const key = `${table.shape.name} ${rows}`
    let sql = upsertRows.get(key)
    if (sql === undefined) upsertRows.set(key, (sql = upsertSql(table.shape, rows)))
    run(sql, bound)
  }

  const encodeRow = (table: Table, row: Row, into: Bound[]): void => {
    for (const field in row) columnOf(table, field)
    for (const column of table.shape.columns) into.push(encodeCell(column, row[column.field]))
  }

  return {
    upsert: (name, rows) => {
      const table = tableOf(name)
      let from = 0
      for (const size of CHUNKS) {
        for (; rows.length - from >= size; from += size) {
          const bound: Bound[] = []
          for (const row of rows.slice(from, from + size)) encodeRow(table, row, bound)
          runUpsert(table, size, bound)
        }
      }
    },
    update: ({ table: name, where, set, atMost = {}, atLeast = {} }) => {
      const table = tableOf(name)
      const change = assignments(table, set)
      const those = conditions(
        equalities(table, where),
        bounds(table, atMost, '<='),
        bounds(table, atLeast, '>='),
      )
      if (change.sql === '') return
      run(`UPDATE ${quoted(table.shape.name)} SET ${change.sql}${those.sql}`, [
        ...change.bound,
        ...those.bound,
      ])
    },
    delete: ({ table: name, where }) => {
      const table = tableOf(name)
      const those = conditions(equalities(table, where))
      run(`DELETE FROM ${quoted(table.shape.name)}${those.sql}`, those.bound)
    },
  }
}
