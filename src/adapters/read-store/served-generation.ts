import type { PrismaClient } from '../../../prisma/client/client.js'
import type { AnyProjection } from '../../eventsourcing/projection.js'
import { positionGate } from '../../eventsourcing/read-side-position.js'
import type { Served } from '../../eventsourcing/serving.js'
import { answersQueriesOf, generationFile, lockGeneration, readSideFolder } from './generation-files.js'
import type { OpenGeneration, ReadSideSource } from './open-generation.js'
import { readSqliteSchema } from './read-schema.js'
import { listGenerations } from './sqlite-generations.js'
import { openReadableRows, type ReadableRows } from './sqlite-read-client.js'

/** A generation that can answer queries. */
export interface ServedGeneration extends Served<PrismaClient> {
  readonly rows: ReadableRows
  /** Stops, closes files and clients and lets go of it. */
  close(): Promise<void>
}

/**
 * A generation that follows the log. `leave` ends that.
 *
 * @param before of the same definition, whose client goes over to this one when it comes to answer
 */
export const served = async (
  generation: OpenGeneration,
  before?: ServedGeneration,
): Promise<ServedGeneration> => {
  const { name, runner, file } = generation
  const rows = await (before?.rows.next(file) ?? openReadableRows(file))
  return {
    ...{ name, rows, client: rows.client },
    enter: () => rows.enter(),
    position: () => runner.position(),
    waitUntil: (position, timeoutMs) => runner.waitUntil(position, timeoutMs),
    isAhead: () => runner.fault()?.kind === 'ahead',
    leave: () => void runner.stop(),
    close: async () => {
      await generation.close()
      await rows.close()
    },
  }
}

/**
 * The newest complete generation of another definition whose tables this release's queries understand. Its rows stand
 * still, since the projections that made them are not part of this release.
 */
export const openOlder = async (source: ReadSideSource, own: string): Promise<ServedGeneration | null> => {
  const folder = readSideFolder(source.folder)
  const head = await source.store.head()
  const schema = readSqliteSchema()
  const candidates = listGenerations(source.folder, source.projections).filter(
    ({ name, state, position }) => name !== own && state === 'complete' && position <= head,
  )
  for (const { name, position } of candidates) {
    if (!answersQueriesOf(schema, folder, name)) continue
    const lock = lockGeneration(folder, name)
    if (lock === null) continue
    const rows = await openReadableRows(generationFile(folder, name)).catch((cause: unknown) => {
      lock.release()
      throw cause
    })
    const gate = positionGate(position)
    return {
      ...{ name, rows, client: rows.client },
      position: () => position,
      waitUntil: (asked, timeoutMs) => gate.waitUntil(asked, timeoutMs),
      leave: () => gate.close(),
      close: async () => {
        gate.close()
        await rows.close()
        lock.release()
      },
    }
  }
  return null
}

/** Names of the projections, as the status of the rows shows them. */
export const namesOf = (projections: readonly AnyProjection[]): readonly string[] =>
  projections.map(({ name }) => name)
