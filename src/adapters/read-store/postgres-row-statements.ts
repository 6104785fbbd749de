import type { RowOperation } from '../../eventsourcing/projection.js'
import { arrayOf, comparedTypeOf, NULL, typeOf, type Element } from './postgres-cells.js'
import {
  columnAt,
  plannedTables,
  type Cells,
  type Change,
  type PlannedRow,
  type PlannedTable,
} from './postgres-row-plan.js'
import { stepsOf } from './postgres-row-steps.js'
import type { ReadSchema } from './read-schema.js'

/** A statement for the driver: each value is an array, an element for each row or change. */
export interface RowStatement {
  /** Under which the server keeps it prepared. */
  readonly name?: string
  readonly text: string
  readonly values: readonly string[]
}

const identifier = (name: string): string => `"${name}"`

const upsertText = (schema: string, { shape: { name, columns, primaryKey } }: PlannedTable): string => {
  const names = columns.map(({ column }) => identifier(column))
  const values = columns.map((column, index) => `unnest($${index + 1}::${typeOf(column)}[])`)
  const replaced = columns.map(({ column }) => column).filter((column) => !primaryKey.includes(column))
  const change = replaced.map((column) => `${identifier(column)} = excluded.${identifier(column)}`).join(', ')
  return (
    `INSERT INTO ${identifier(schema)}.${identifier(name)} (${names.join(', ')}) ` +
    `SELECT ${values.join(', ')} ON CONFLICT (${primaryKey.map(identifier).join(', ')}) ` +
    (change === '' ? 'DO NOTHING' : `DO UPDATE SET ${change}`)
  )
}

/**
 * Column by column, as `unnest` takes them. A column with nothing in it is an empty array: the server fills a short one
 * up with nulls. The key says how many rows there are, even where it is null by mistake.
 */
const upsertValues = (rows: Iterable<PlannedRow>, { shape, key }: PlannedTable): readonly string[] => {
  const all = [...rows]
  return shape.columns.map((_, place) => {
    const elements = all.map(({ cells }) => cells[place] ?? NULL)
    return !key.includes(place) && elements.every((element) => element === NULL)
      ? arrayOf([])
      : arrayOf(elements)
  })
}

const parts = ['where', 'atMost', 'atLeast', 'set'] as const

const comparisons = { where: '=', atMost: '<=', atLeast: '>=' } as const

/** What a form of changes binds: a column each, those that must be null left out. */
const bindings = (change: Change) =>
  parts.flatMap((part) =>
    [...change[part]]
      .filter(([, cell]) => part !== 'where' || cell !== NULL)
      .map(([place]) => ({ part, place })),
  )

const nullTests = (table: PlannedTable, where: Cells): readonly string[] =>
  [...where]
    .filter(([, cell]) => cell === NULL)
    .map(([place]) => `t.${identifier(columnAt(table, place).column)} IS NULL`)

/** For a change of all rows `unnest` still needs something to unfold. */
const ONE = `unnest('{1}'::int[]) AS v(v0)`

const changeText = (schema: string, table: PlannedTable, sample: Change): string => {
  const bound = bindings(sample)
  const typed = bound.map(({ part, place }, index) => {
    const column = columnAt(table, place)
    return `$${index + 1}::${part === 'set' ? typeOf(column) : comparedTypeOf(column)}[]`
  })
  const source =
    bound.length === 0
      ? ONE
      : `unnest(${typed.join(', ')}) AS v(${bound.map((_, index) => `v${index}`).join(', ')})`
  const tests = bound.flatMap(({ part, place }, index) => {
    if (part === 'set') return []
    const { column, type } = columnAt(table, place)
    const held = `t.${identifier(column)}${type === 'Json' ? '::text' : ''}`
    return [`${held} ${comparisons[part]} v.v${index}`]
  })
  const those = [...nullTests(table, sample.where), ...tests]
  const condition = those.length === 0 ? '' : ` WHERE ${those.join(' AND ')}`
  const target = `${identifier(schema)}.${identifier(table.shape.name)} AS t`
  if (sample.op === 'delete') return `DELETE FROM ${target} USING ${source}${condition}`
  const assignments = bound.flatMap(({ part, place }, index) =>
    part === 'set' ? [`${identifier(columnAt(table, place).column)} = v.v${index}`] : [],
  )
  return `UPDATE ${target} SET ${assignments.join(', ')} FROM ${source}${condition}`
}

const changeValues = (sample: Change, changes: Iterable<Change>): readonly string[] => {
  const bound = bindings(sample)
  const byColumn = bound.map((): Element[] => [])
  for (const change of changes)
    for (const [index, { part, place }] of bound.entries())
      byColumn[index]?.push(change[part].get(place) ?? NULL)
  return byColumn.map(arrayOf)
}

/** Tables do not refer to each other, so their operations may part company; within a table order is kept. */
const byTable = (operations: readonly RowOperation[]): ReadonlyMap<string, RowOperation[]> => {
  const tables = new Map<string, RowOperation[]>()
  for (const operation of operations) {
    const known = tables.get(operation.table)
    if (known === undefined) tables.set(operation.table, [operation])
    else known.push(operation)
  }
  return tables
}

/** Most forms of changes that the server keeps prepared for a connection. */
const MOST_PREPARED = 200

/**
 * Turns batches of row operations into few statements for the tables of one schema.
 *
 * The function that it gives throws TypeError for an operation on a table or column that is not there, or with a cell
 * of the wrong type.
 */
export const rowStatementsFor = (
  schema: string,
  readSchema: ReadSchema,
): ((operations: readonly RowOperation[]) => Iterable<RowStatement>) => {
  const tables = plannedTables(readSchema)
  const texts = new Map<string, { readonly name: string; readonly text: string }>()
  const prepared = (key: string, make: () => string): Pick<RowStatement, 'name' | 'text'> => {
    const known = texts.get(key)
    if (known !== undefined) return known
    if (texts.size >= MOST_PREPARED) return { text: make() }
    const made = { name: `waymark_rows_${texts.size}`, text: make() }
    texts.set(key, made)
    return made
  }
  return function* (operations) {
    for (const [model, ofTable] of byTable(operations)) {
      const table = tables.get(model)
      if (table === undefined) throw new TypeError(`The read side has no table ${model}`)
      for (const step of stepsOf(table, ofTable)) {
        if (step.kind === 'rows') {
          const statement = prepared(model, () => upsertText(schema, table))
          yield { ...statement, values: upsertValues(step.rows.values(), table) }
          continue
        }
        const [sample] = step.changes.values()
        if (sample === undefined) continue
        const statement = prepared(`${model}|${step.form}`, () => changeText(schema, table, sample))
        yield { ...statement, values: changeValues(sample, step.changes.values()) }
      }
    }
  }
}
