import type { PrismaClient } from '../../../prisma/client/client.js'
import type { AnyProjection } from '../../eventsourcing/projection.js'
import { positionGate } from '../../eventsourcing/read-side-position.js'
import type { Served } from '../../eventsourcing/serving.js'
import { answersQueriesOf, generationFile, lockGeneration, readSideFolder } from './generation-files.js'
import type { OpenGeneration, ReadSideSource } from './open-generation.js'
import { readSqliteSchema } from './read-schema.js'
import { listGenerations } from './sqlite-generations.js'
import { createReadClient } from './sqlite-read-client.js'

/** A generation that can answer queries. */
export interface ServedGeneration extends Served<PrismaClient> {
  /** Stops, closes files and clients and lets go of it. */
  close(): Promise<void>
}

/** A generation that follows the log. `leave` ends that. */
export const served = (generation: OpenGeneration): ServedGeneration => {
  const { name, runner } = generation
  const client = createReadClient(generation.file)
  return {
    name,
    client,
    position: () => runner.position(),
    waitUntil: (position, timeoutMs) => runner.waitUntil(position, timeoutMs),
    isAhead: () => runner.fault()?.kind === 'ahead',
    leave: () => void runner.stop(),
    close: async () => {
      await generation.close()
      await client.$disconnect()
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
    const client = createReadClient(generationFile(folder, name))
    const gate = positionGate(position)
    return {
      ...{ name, client },
      position: () => position,
      waitUntil: (asked, timeoutMs) => gate.waitUntil(asked, timeoutMs),
      leave: () => gate.close(),
      close: async () => {
        gate.close()
        await client.$disconnect()
        lock.release()
      },
    }
  }
  return null
}

/** Names of the projections, as the status of the rows shows them. */
export const namesOf = (projections: readonly AnyProjection[]): readonly string[] =>
  projections.map(({ name }) => name)
