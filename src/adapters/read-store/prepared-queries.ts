import type { PrismaLibSql } from '@prisma/adapter-libsql'
import Database from 'libsql'

type Adapter = Awaited<ReturnType<PrismaLibSql['connect']>>
type Query = Parameters<Adapter['queryRaw']>[0]
type ResultSet = Awaited<ReturnType<Adapter['queryRaw']>>
type ColumnType = ResultSet['columnTypes'][number]

/** Statements that are kept: more than the API has, fewer than would be felt. */
const MOST_STATEMENTS = 500

/** Prisma's numbers for what columns hold (`ColumnTypeEnum`); the tables of the read side are STRICT. */
const declared: Readonly<Record<string, ColumnType>> = { INTEGER: 0, REAL: 3, TEXT: 7 }
const INT32: ColumnType = 0

/** What a column holds that is computed, such as a count. */
const inferred = (values: readonly unknown[]): ColumnType => {
  const value = values.find((candidate) => candidate !== null)
  return typeof value === 'bigint'
    ? 1
    : typeof value === 'number'
      ? 128
      : typeof value === 'string'
        ? 7
        : INT32
}

/** Kinds of arguments that the adapter converts in ways of its own. */
const special = new Set(['bytes', 'datetime', 'decimal'])

/** The arguments as SQLite takes them; null when the adapter has to convert one. */
const boundArgs = ({ args, argTypes }: Query): unknown[] | null => {
  const bound: unknown[] = []
  for (const [index, arg] of args.entries()) {
    const kind = argTypes[index]?.scalarType ?? 'unknown'
    if (arg !== null && typeof arg !== 'string' && typeof arg !== 'number') return null
    if (special.has(kind)) return null
    bound.push(kind === 'bigint' && typeof arg === 'string' ? BigInt(arg) : arg)
  }
  return bound
}

interface Prepared {
  readonly statement: Database.Statement
  readonly names: readonly string[]
  /** null: computed. */
  readonly types: readonly (ColumnType | null)[]
}

/** Integers travel to Prisma as text, so that none loses digits. */
const shown = (value: unknown): unknown => (typeof value === 'bigint' ? value.toString() : value)

/**
 * Answers Prisma's queries with statements that are prepared once. The adapter prepares each anew for every query and
 * builds every row twice, which takes longer than SQLite takes to find the rows.
 *
 * `query` gives null for what the adapter has to answer itself.
 */
export const preparedQueries = (file: string, busyTimeoutMs: number) => {
  const database = new Database(file, { readonly: true, timeout: busyTimeoutMs })
  const kept = new Map<string, Prepared>()
  const prepare = (sql: string): Prepared => {
    const statement = database.prepare(sql).raw(true)
    statement.safeIntegers(true)
    const columns = statement.columns()
    const prepared = {
      statement,
      names: columns.map(({ name }) => name),
      types: columns.map(({ type }) => (type === null ? null : (declared[type] ?? null))),
    }
    if (kept.size < MOST_STATEMENTS) kept.set(sql, prepared)
    return prepared
  }
  return {
    query: (asked: Query): ResultSet | null => {
      const args = boundArgs(asked)
      if (args === null) return null
      const { statement, names, types } = kept.get(asked.sql) ?? prepare(asked.sql)
      const rows = statement.all(args) as unknown[][]
      return {
        columnNames: [...names],
        columnTypes: types.map((type, column) => type ?? inferred(rows.map((row) => row[column]))),
        rows: rows.map((row) => row.map(shown)),
      }
    },
    close: () => {
      kept.clear()
      database.close()
    },
  }
}
