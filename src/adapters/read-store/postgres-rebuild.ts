import { parseGenerationName } from '../../eventsourcing/generations.js'
import { ReadSideFault, type RebuildOutcome } from '../../eventsourcing/read-side.js'
import { postgresHash, removeUnused, withWritablePostgres } from './postgres-generations.js'
import { LOCKS, takeLease } from './postgres-lease.js'
import { buildsOf, chooseOrMake, schemaOf, type PostgresManifest } from './postgres-manifest.js'
import { takeRebuildAlone } from './postgres-rebuild-lock.js'
import { openProjector, type PostgresReadSideSource, type Projector } from './postgres-projector.js'
import { readPostgresSchema } from './read-schema.js'

/** A try to get the lease, without waiting for it. */
const AT_ONCE = AbortSignal.abort()

/**
 * Builds a generation up to the head of the log and lets go of it, without the mark that it is complete: what takes
 * long is then done, and whoever serves it has only the last events to add. An event that cannot be turned into rows
 * ends it early. Does nothing when somebody else is building it.
 *
 * @param signal ends it after the batch in hand
 */
export const buildPostgresApart = async (
  source: PostgresReadSideSource,
  name: string,
  signal: AbortSignal,
): Promise<void> => {
  const generation = parseGenerationName(name)
  if (generation === null) throw new RangeError(`${name} is no name of a generation`)
  const lease = await takeLease(source.url, schemaOf(generation), AT_ONCE)
  if (lease === null) return
  const projector = await openProjector(source, name, lease)
  const { runner, writer } = projector
  const stop = (): void => void runner.stop()
  signal.addEventListener('abort', stop)
  try {
    if (signal.aborted || (await runner.catchUp()) === 'stopped') return
    await writer.createIndexes()
    // What was recorded while the indexes were made.
    await runner.catchUp()
  } finally {
    signal.removeEventListener('abort', stop)
    await projector.close()
  }
}

const stopped = (schema: string, reason: string): ReadSideFault =>
  new ReadSideFault('PROJECTION_STOPPED', `The read side ${schema} could not be built: ${reason}`)

const complete = async ({ runner, writer }: Projector, schema: string, at: Date): Promise<bigint> => {
  const outcome = await runner.catchUp()
  if (outcome === 'stopped')
    throw stopped(schema, runner.fault()?.message ?? 'the database ended the connection')
  await writer.complete(at)
  return runner.position()
}

const build = async (source: PostgresReadSideSource, { name, schema }: PostgresManifest): Promise<bigint> => {
  const lease = await takeLease(source.url, schema, AT_ONCE)
  if (lease === null)
    throw new ReadSideFault('READ_SIDE_IN_USE', `The read side ${schema} is being built by another process.`)
  const projector = await openProjector(source, name, lease)
  try {
    return await complete(projector, schema, (source.now ?? (() => new Date()))())
  } finally {
    await projector.close()
  }
}

const goesOnAlready = (): ReadSideFault =>
  new ReadSideFault(
    'READ_SIDE_IN_USE',
    'These rows are being made afresh already, by a server or by another command. Wait until that is done: ' +
      '`waymark read-side list` shows how far it is. Nothing else was begun.',
  )

/**
 * Builds the current generation afresh, beside the one there is, and removes that unless somebody serves it. Servers
 * that do switch to the new one by themselves. A crash at any moment leaves the old one or the new one.
 *
 * @throws ReadSideFault when an event stopped it, or others make it afresh already, or the database only lets read; the new build is removed then
 */
export const rebuildPostgresGeneration = (source: PostgresReadSideSource): Promise<RebuildOutcome> =>
  withWritablePostgres(source.url, async (client) => {
    const now = source.now ?? (() => new Date())
    const started = now().getTime()
    const hash = postgresHash(source.projections)
    if (!(await takeRebuildAlone(client, hash))) throw goesOnAlready()
    const before = await buildsOf(client, hash)
    const next = Math.max(0, ...before.map((manifest) => manifest.build)) + 1
    const schema = schemaOf({ hash, build: next })
    // Nobody takes it for one that was given up.
    await client.query('SELECT pg_advisory_lock_shared($1, hashtext($2))', [LOCKS.use, schema])
    const manifest = await chooseOrMake(client, readPostgresSchema(), hash, () => null, now())
    try {
      const position = await build(source, manifest)
      const removed: string[] = []
      for (const old of before) if (await removeUnused(client, old.schema)) removed.push(old.name)
      return { generation: manifest.name, position, seconds: (now().getTime() - started) / 1000, removed }
    } catch (cause) {
      await client.query('SELECT pg_advisory_unlock_shared($1, hashtext($2))', [LOCKS.use, schema])
      await removeUnused(client, manifest.schema)
      throw cause
    }
  })
