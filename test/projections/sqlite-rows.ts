import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import Database from 'libsql'

import type { ColumnShape, ReadSchema } from '../../src/adapters/read-store/read-schema.js'
import { openSqliteRowWriter } from '../../src/adapters/read-store/sqlite.js'
import type { Cell, Row, RowOperation } from '../../src/eventsourcing/projection.js'
import type { Rows } from './reference-rows.js'

const decoded = ({ type }: ColumnShape, cell: string | number | bigint | null): Cell => {
  if (cell === null) return null
  switch (type) {
    case 'Int':
      return Number(cell)
    case 'BigInt':
      return BigInt(cell)
    case 'Float':
      return Number(cell)
    case 'Boolean':
      return Number(cell) === 1
    case 'DateTime':
      return new Date(String(cell))
    case 'Json':
      return JSON.parse(String(cell)) as Cell
    case 'String':
      return String(cell)
  }
}

type Cells = readonly (string | number | bigint | null)[]

const readTable = (db: Database.Database, schema: ReadSchema, table: string): readonly Row[] => {
  const shape = schema.tables.get(table)
  if (shape === undefined) throw new Error(`There is no table ${table}`)
  const columns = shape.columns.map(({ column }) => `"${column}"`).join(', ')
  const statement = db.prepare(`SELECT ${columns} FROM "${shape.name}"`).raw().safeIntegers()
  return statement
    .all()
    .map((cells) =>
      Object.fromEntries(
        shape.columns.map((column, index) => [
          column.field,
          decoded(column, (cells as Cells)[index] ?? null),
        ]),
      ),
    )
}

/** Applies batches of operations to a read side in a fresh SQLite file, and reads the tables back. */
export const sqliteRows = async (
  schema: ReadSchema,
  batches: readonly (readonly RowOperation[])[],
  tables: readonly string[],
): Promise<Rows> => {
  const folder = mkdtempSync(join(tmpdir(), 'waymark-rows-'))
  try {
    const file = join(folder, 'read-side.db')
    const writer = openSqliteRowWriter(file, { generation: 'test', startedAt: new Date(0), schema })
    let position = 0n
    for (const batch of batches) await writer.apply(batch, (position += 1n))
    await writer.complete(new Date(0))
    await writer.close()
    const db = new Database(file, { readonly: true })
    try {
      return new Map(tables.map((table) => [table, readTable(db, schema, table)]))
    } finally {
      db.close()
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
