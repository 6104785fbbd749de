import type { ClientBase } from 'pg'
import { generationName, parseGenerationName, type GenerationName } from '../../eventsourcing/generations.js'
import type { Position } from '../../eventsourcing/event-store.js'
import { LOCKS } from './postgres-lease.js'
import { CHECKPOINT } from './postgres-row-writer.js'
import type { ReadSchema } from './read-schema.js'

/** What can ask: a connection, or a pool of them. */
export interface Asked {
  query: ClientBase['query']
}

/** What a schema of rows says of itself. */
export interface PostgresManifest extends GenerationName {
  readonly schema: string
  readonly startedAt: Date
  /** Null while it is being built. */
  readonly completedAt: Date | null
  readonly position: Position
}

const PREFIX = 'waymark_read_'
const SCHEMA = /^waymark_read_([0-9a-f]{12})(?:_([0-9]+))?$/

/** The schema of a generation: `waymark_read_<hash>[_<build>]`. */
export const schemaOf = ({ hash, build }: Pick<GenerationName, 'hash' | 'build'>): string =>
  build === 1 ? `${PREFIX}${hash}` : `${PREFIX}${hash}_${build}`

const generationIn = (schema: string): GenerationName | null => {
  const [, hash = '', build = '1'] = SCHEMA.exec(schema) ?? []
  return parseGenerationName(generationName(hash, Number(build)))
}

/** The schemas of rows in a database, those of one definition only when it is named. */
export const schemasOfRows = async (asked: Asked, hash = ''): Promise<readonly string[]> => {
  const { rows } = await asked.query<{ nspname: string }>(
    'SELECT nspname FROM pg_namespace WHERE starts_with(nspname, $1) ORDER BY nspname',
    [`${PREFIX}${hash}`],
  )
  return rows.map(({ nspname }) => nspname).filter((name) => generationIn(name) !== null)
}

interface ManifestRow {
  readonly started_at: Date
  readonly completed_at: Date | null
  readonly position: string
}

/** Reads what a schema says of itself; null when it is no read side, or was removed meanwhile. */
export const manifestOf = async (asked: Asked, schema: string): Promise<PostgresManifest | null> => {
  const name = generationIn(schema)
  if (name === null) return null
  try {
    const { rows } = await asked.query<ManifestRow>(
      `SELECT g.started_at, g.completed_at, c.position FROM "${schema}".generation g, "${schema}".checkpoint c
       WHERE c.name = $1`,
      [CHECKPOINT],
    )
    const [row] = rows
    if (row === undefined) return null
    const { started_at: startedAt, completed_at: completedAt } = row
    return { ...name, schema, startedAt, completedAt, position: BigInt(row.position) }
  } catch (cause) {
    if (isMissing(cause)) return null
    throw cause
  }
}

/** Tables, schema or columns that are not there. */
export const isMissing = (cause: unknown): boolean =>
  cause instanceof Error && 'code' in cause && ['42P01', '3F000', '42703'].includes(String(cause.code))

/** The builds of one definition, as far as they say anything of themselves. */
export const buildsOf = async (asked: Asked, hash: string): Promise<readonly PostgresManifest[]> => {
  const found: PostgresManifest[] = []
  for (const schema of await schemasOfRows(asked, hash)) {
    const manifest = await manifestOf(asked, schema)
    if (manifest !== null) found.push(manifest)
  }
  return found
}

/** The build to serve: the newest that is complete; null when none is. */
export const newestComplete = (builds: readonly PostgresManifest[]): PostgresManifest | null =>
  builds.filter(({ completedAt }) => completedAt !== null).sort((a, b) => b.build - a.build)[0] ?? null

/** Whether a schema has every table and column that queries of this release may ask for. */
export const answersQueriesOf = async (asked: Asked, read: ReadSchema, schema: string): Promise<boolean> => {
  const { rows } = await asked.query<{ name: string }>(
    `SELECT c.relname || '.' || a.attname AS name FROM pg_attribute a
     JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = $1 AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped`,
    [schema],
  )
  const present = new Set(rows.map(({ name }) => name))
  return [...read.tables.values()].every((table) =>
    table.columns.every(({ column }) => present.has(`${table.name}.${column}`)),
  )
}

/**
 * Who leads and what stopped it, beside the rows and not part of them: other processes tell it, and nobody has to
 * ask the one that leads.
 */
const LEADER = 'CREATE TABLE leader (id int PRIMARY KEY CHECK (id = 1), fault json)'

/**
 * One transaction on this connection, from which nothing remains when it fails. Whoever waited in it for a lock then
 * sees what the one before has made.
 */
export const inTransaction = async <Result>(client: Asked, work: () => Promise<Result>): Promise<Result> => {
  await client.query('BEGIN ISOLATION LEVEL READ COMMITTED')
  try {
    const result = await work()
    await client.query('COMMIT')
    return result
  } catch (cause) {
    await client.query('ROLLBACK').catch(() => undefined)
    throw cause
  }
}

/** Makes the tables of a generation, all at once. Inside a transaction. */
const createSchema = async (
  client: Asked,
  read: ReadSchema,
  name: GenerationName,
  at: Date,
): Promise<void> => {
  const schema = schemaOf(name)
  await client.query(`CREATE SCHEMA "${schema}"`)
  await client.query(`SET LOCAL search_path = "${schema}"`)
  for (const statement of read.createTables) await client.query(statement)
  // Unique indexes say what may be in a row, so they are there from the start; the others can wait.
  for (const { indexes } of read.tables.values())
    for (const index of indexes)
      if (index.unique) await client.query(read.createIndexes.get(index.name) ?? '')
  await client.query(LEADER)
  await client.query('INSERT INTO leader (id) VALUES (1)')
  await client.query('INSERT INTO checkpoint (name, position) VALUES ($1, 0)', [CHECKPOINT])
  await client.query('INSERT INTO generation (name, started_at) VALUES ($1, $2)', [name.name, at])
}

/**
 * The build of a definition that a process has to do with: chosen among those there are, or made when `choose` finds
 * none. Of several processes that ask at once one makes it, and all get the same.
 */
export const chooseOrMake = (
  client: Asked,
  read: ReadSchema,
  hash: string,
  choose: (builds: readonly PostgresManifest[]) => PostgresManifest | null,
  at: Date,
): Promise<PostgresManifest> =>
  inTransaction(client, async () => {
    await client.query('SELECT pg_advisory_xact_lock($1, 0)', [LOCKS.make])
    const builds = await buildsOf(client, hash)
    const chosen = choose(builds)
    if (chosen !== null) return chosen
    const taken = (await schemasOfRows(client, hash)).map((schema) => generationIn(schema)?.build ?? 0)
    const build = Math.max(0, ...taken) + 1
    const name: GenerationName = { name: generationName(hash, build), hash, build }
    await createSchema(client, read, name, at)
    return { ...name, schema: schemaOf(name), startedAt: at, completedAt: null, position: 0n }
  })
