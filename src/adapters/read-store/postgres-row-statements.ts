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

/** So many rows are worth a statement that has once what all of them say. */
const MANY = 100

/** The columns in which many rows all say the same. Never all of the key, which says how many rows there are. */
const sameIn = (rows: readonly PlannedRow[], { shape }: PlannedTable): readonly boolean[] =>
  shape.columns.map((_, place) => {
    if (rows.length < MANY) return false
    const first = rows[0]?.cells[place]
    return rows.every(({ cells }) => cells[place] === first)
  })

const insertText = (
  schema: string,
  { shape: { name, columns } }: PlannedTable,
  same: readonly boolean[],
): string => {
  const names = columns.map(({ column }) => identifier(column))
  const values = columns.map((column, place) => {
    const cells = `$${place + 1}::${typeOf(column)}[]`
    return same[place] === true ? `(${cells})[1]` : `unnest(${cells})`
  })
  return `INSERT INTO ${identifier(schema)}.${identifier(name)} (${names.join(', ')}) SELECT ${values.join(', ')}`
}

const conflictText = ({ shape: { columns, primaryKey } }: PlannedTable): string => {
  const replaced = columns.map(({ column }) => column).filter((column) => !primaryKey.includes(column))
  const change = replaced.map((column) => `${identifier(column)} = excluded.${identifier(column)}`).join(', ')
  return (
    `ON CONFLICT (${primaryKey.map(identifier).join(', ')}) ` +
    (change === '' ? 'DO NOTHING' : `DO UPDATE SET ${change}`)
  )
}

/**
 * Column by column, as `unnest` takes them. A column with nothing in it is an empty array: the server fills a short one
 * up with nulls. The key says how many rows there are, even where it is null by mistake.
 */
const rowValues = (
  rows: readonly PlannedRow[],
  { shape, key }: PlannedTable,
  same: readonly boolean[],
): readonly string[] =>
  shape.columns.map((_, place) => {
    const those = same[place] === true ? rows.slice(0, 1) : rows
    const elements = those.map(({ cells }) => cells[place] ?? NULL)
    return !key.includes(place) && elements.every((element) => element === NULL)
      ? arrayOf([])
      : arrayOf(elements)
  })

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
 * of the wrong type. Trusting, it lets the server look for no row in the place of one that is said to be fresh; the
 * statement fails where there is one.
 */
export const rowStatementsFor = (
  schema: string,
  readSchema: ReadSchema,
): ((operations: readonly RowOperation[], trusting: boolean) => Iterable<RowStatement>) => {
  const tables = plannedTables(readSchema)
  const texts = new Map<string, { readonly name: string; readonly text: string }>()
  const prepared = (
    key: string,
    make: () => string,
    most = MOST_PREPARED,
  ): Pick<RowStatement, 'name' | 'text'> => {
    const known = texts.get(key)
    if (known !== undefined) return known
    if (texts.size >= most) return { text: make() }
    const made = { name: `waymark_rows_${texts.size}`, text: make() }
    texts.set(key, made)
    return made
  }
  const statementOf = (table: PlannedTable, rows: readonly PlannedRow[], trusting: boolean): RowStatement => {
    const same = sameIn(rows, table)
    const looks = !trusting || rows.some(({ fresh }) => !fresh)
    const text = (): string => insertText(schema, table, same) + (looks ? ` ${conflictText(table)}` : '')
    const sames = same.flatMap((is, place) => (is ? [place] : [])).join(',')
    // Those of many rows have many forms, and must leave room for what comes again and again.
    const most = sames === '' ? MOST_PREPARED : MOST_PREPARED / 2
    const statement = prepared(`${table.shape.model}|${String(looks)}|${sames}`, text, most)
    return { ...statement, values: rowValues(rows, table, same) }
  }
  return function* (operations, trusting) {
    for (const [model, ofTable] of byTable(operations)) {
      const table = tables.get(model)
      if (table === undefined) throw new TypeError(`The read side has no table ${model}`)
      for (const step of stepsOf(table, ofTable)) {
        if (step.kind === 'rows') {
          yield statementOf(table, [...step.rows.values()], trusting)
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
