import type { Client, QueryConfig } from 'pg'
import { generationHash } from '../../eventsourcing/generations.js'
import type { AnyProjection } from '../../eventsourcing/projection.js'
import { ReadSideFault, type GenerationInfo, type RetireOutcome } from '../../eventsourcing/read-side.js'
import { whyOnlyReading } from '../postgres-writable.js'
import { LOCKS } from './postgres-lease.js'
import {
  inTransaction,
  manifestOf,
  newestComplete,
  schemasOfRows,
  type Asked,
  type PostgresManifest,
} from './postgres-manifest.js'
import { openSession } from './postgres-session.js'
import { readPostgresSchema } from './read-schema.js'

/** The definition of the read side that these projections make on PostgreSQL. */
export const postgresHash = (projections: readonly AnyProjection[]): string =>
  generationHash(readPostgresSchema().ddl, projections)

/** How long anything may take, in milliseconds: a command waits for nobody for ever. */
export interface BriefPatience {
  readonly connect: number
  /** For a statement, on the server. */
  readonly statement: number
  /** For an answer, on this side: longer than the server's own, which says more. */
  readonly answer: number
}

const PATIENCE: BriefPatience = { connect: 5_000, statement: 10_000, answer: 12_000 }

/** Removing the files of millions of rows takes a while, in milliseconds. */
const REMOVAL_MS = 120_000

/**
 * One connection for a short piece of work.
 *
 * @throws what the driver throws when the server does not let in or answer in time; the connection is ended then
 */
export const withPostgres = async <Result>(
  url: string,
  work: (client: Client) => Promise<Result>,
  { connect, statement, answer }: BriefPatience = PATIENCE,
): Promise<Result> => {
  const session = await openSession(url, {
    ...{ application: 'waymark', settings: { statement_timeout: `${statement}`, idle_session_timeout: '0' } },
    ...{ connectMs: connect, answerMs: answer },
  })
  try {
    return await work(session.client)
  } finally {
    await session.end()
  }
}

/**
 * One connection for a short piece of work that writes.
 *
 * @throws ReadSideFault READ_SIDE_UNWRITABLE when the database only lets read
 */
export const withWritablePostgres = <Result>(
  url: string,
  work: (client: Client) => Promise<Result>,
): Promise<Result> =>
  withPostgres(url, async (client) => {
    const reason = await whyOnlyReading(client)
    if (reason === null) return work(client)
    const message = `WAYMARK_READ_SIDE (where it is not set, WAYMARK_EVENT_STORE) names ${reason}`
    throw new ReadSideFault('READ_SIDE_UNWRITABLE', message)
  })

const sizeOf = async (asked: Asked, schema: string): Promise<number> => {
  const { rows } = await asked.query<{ size: string | null }>(
    `SELECT sum(pg_total_relation_size(c.oid)) AS size FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = $1 AND c.relkind = 'r'`,
    [schema],
  )
  return Number(rows[0]?.size ?? 0)
}

/** Takes a schema for oneself, so that nobody serves it or writes its rows; false when somebody does. */
const takeWhole = async (asked: Asked, schema: string): Promise<boolean> => {
  const take = async (kind: number): Promise<boolean> => {
    const sql = 'SELECT pg_try_advisory_lock($1, hashtext($2)) AS taken'
    return (await asked.query<{ taken: boolean }>(sql, [kind, schema])).rows[0]?.taken === true
  }
  if (!(await take(LOCKS.use))) return false
  if (await take(LOCKS.lead)) return true
  await asked.query('SELECT pg_advisory_unlock($1, hashtext($2))', [LOCKS.use, schema])
  return false
}

const giveBack = (asked: Asked, schema: string): Promise<unknown> =>
  asked.query('SELECT pg_advisory_unlock($1, hashtext($3)), pg_advisory_unlock($2, hashtext($3))', [
    LOCKS.use,
    LOCKS.lead,
    schema,
  ])

/** In a transaction, so that the longer time on the server ends with it. */
const dropPatiently = (asked: Asked, schema: string): Promise<void> =>
  inTransaction(asked, async () => {
    await asked.query(`SET LOCAL statement_timeout = ${REMOVAL_MS}`)
    const drop: QueryConfig & { readonly query_timeout: number } = {
      text: `DROP SCHEMA IF EXISTS "${schema}" CASCADE`,
      query_timeout: REMOVAL_MS + PATIENCE.answer,
    }
    await asked.query(drop)
  })

/** Removes a schema unless somebody serves it or writes its rows; says whether it is gone. */
export const removeUnused = async (asked: Asked, schema: string): Promise<boolean> => {
  if (!(await takeWhole(asked, schema))) return false
  try {
    await dropPatiently(asked, schema)
    return true
  } finally {
    await giveBack(asked, schema)
  }
}

const isInUse = async (asked: Asked, schema: string): Promise<boolean> => {
  if (!(await takeWhole(asked, schema))) return true
  await giveBack(asked, schema)
  return false
}

const infoOf = async (asked: Asked, manifest: PostgresManifest): Promise<Omit<GenerationInfo, 'current'>> => {
  const { name, hash, build, schema, startedAt, completedAt, position } = manifest
  return {
    ...{ name, hash, build, startedAt, completedAt, position },
    file: schema,
    state: completedAt === null ? 'building' : 'complete',
    inUse: await isInUse(asked, schema),
    size: await sizeOf(asked, schema),
  }
}

const unreadable = async (asked: Asked, schema: string): Promise<Omit<GenerationInfo, 'current'>> => ({
  ...{ name: schema, hash: '', build: 1, file: schema, state: 'unreadable', inUse: false },
  ...{ startedAt: null, completedAt: null, position: 0n },
  size: await sizeOf(asked, schema),
})

const currentOf = (found: readonly PostgresManifest[], hash: string): PostgresManifest | undefined => {
  const own = found.filter((manifest) => manifest.hash === hash)
  return newestComplete(own) ?? own.toSorted((left, right) => right.build - left.build)[0]
}

/** Every generation in a database, the current one of these projections marked; the one begun last first. */
export const listPostgresGenerations = (
  url: string,
  projections: readonly AnyProjection[],
): Promise<readonly GenerationInfo[]> =>
  withPostgres(url, async (client) => {
    const schemas = await schemasOfRows(client)
    const manifests: (PostgresManifest | null)[] = []
    for (const schema of schemas) manifests.push(await manifestOf(client, schema))
    const current = currentOf(
      manifests.filter((manifest) => manifest !== null),
      postgresHash(projections),
    )
    const infos: GenerationInfo[] = []
    for (const [index, schema] of schemas.entries()) {
      const manifest = manifests[index] ?? null
      const info = manifest === null ? await unreadable(client, schema) : await infoOf(client, manifest)
      infos.push({ ...info, current: schema === current?.schema })
    }
    return infos.sort((left, right) => (right.startedAt?.getTime() ?? 0) - (left.startedAt?.getTime() ?? 0))
  })

/** Removes a generation for good. Refuses the current one and one that a process works on. */
export const retirePostgresGeneration = async (
  url: string,
  projections: readonly AnyProjection[],
  name: string,
): Promise<RetireOutcome> => {
  const found = await listPostgresGenerations(url, projections)
  const info = found.find((generation) => generation.name === name || generation.file === name)
  if (info === undefined) {
    const message = `There is no generation ${name}; \`waymark read-side list\` names those there are`
    return { kind: 'refused', code: 'GENERATION_NOT_FOUND', message }
  }
  if (info.current) {
    const message = `${name} is the one this release serves; to make it afresh, use \`waymark read-side rebuild\``
    return { kind: 'refused', code: 'GENERATION_CURRENT', message }
  }
  if (await withWritablePostgres(url, (client) => removeUnused(client, info.file)))
    return { kind: 'retired', freed: info.size }
  const message = `${name} is in use; stop the processes that serve it, then retire it`
  return { kind: 'refused', code: 'GENERATION_IN_USE', message }
}
