import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'

const ColumnShape = z.object({
  field: z.string(),
  column: z.string(),
  type: z.enum(['String', 'Int', 'BigInt', 'Float', 'Boolean', 'DateTime', 'Json']),
  nullable: z.boolean(),
})

const TableShape = z.object({
  name: z.string(),
  model: z.string(),
  primaryKey: z.array(z.string()),
  columns: z.array(ColumnShape),
  indexes: z.array(z.object({ name: z.string(), unique: z.boolean(), columns: z.array(z.string()) })),
})

/** A column under both its names: `field` in row operations and Prisma, `column` in SQL. */
export type ColumnShape = z.infer<typeof ColumnShape>
export type TableShape = z.infer<typeof TableShape>

/** What `prisma/schema.prisma` says of the rows, as its generator wrote it down. */
export interface ReadSchema {
  /** The whole DDL; part of a generation's name. */
  readonly ddl: string
  /** By model name, which is what row operations say. */
  readonly tables: ReadonlyMap<string, TableShape>
  readonly createTables: readonly string[]
  /** `CREATE INDEX` by index name. */
  readonly createIndexes: ReadonlyMap<string, string>
}

const INDEX = /^CREATE (?:UNIQUE )?INDEX "([^"]+)"/

/** The folder of the emitted files: found upwards, because compiled code lies one level deeper than its source. */
const folderOf = (start: string): string => {
  const folder = join(start, 'prisma', 'sql')
  if (existsSync(join(folder, 'tables.json'))) return folder
  if (dirname(start) === start) throw new Error('prisma/sql/tables.json is missing: run `prisma generate`')
  return folderOf(dirname(start))
}

const readSchema = (dialect: string, folder = folderOf(__dirname)): ReadSchema => {
  const tables = z.array(TableShape).parse(JSON.parse(readFileSync(join(folder, 'tables.json'), 'utf8')))
  const ddl = readFileSync(join(folder, dialect), 'utf8')
  const statements = ddl
    .split(/;\n/)
    .map((statement) => statement.replace(/^--.*$/gm, '').trim())
    .filter((statement) => statement !== '')
  const indexes = statements.flatMap((statement): [string, string][] => {
    const name = INDEX.exec(statement)?.[1]
    return name === undefined ? [] : [[name, statement]]
  })
  return {
    ddl,
    tables: new Map(tables.map((table) => [table.model, table])),
    createTables: statements.filter((statement) => !INDEX.test(statement)),
    createIndexes: new Map(indexes),
  }
}

/** Reads `tables.json` and `sqlite.sql`. @throws when they are missing or not as the generator writes them. */
export const readSqliteSchema = (folder?: string): ReadSchema => readSchema('sqlite.sql', folder)

/** Reads `tables.json` and `postgres.sql`. @throws when they are missing or not as the generator writes them. */
export const readPostgresSchema = (folder?: string): ReadSchema => readSchema('postgres.sql', folder)
