import type { PrismaClient } from '../../../prisma/client/client.js'
import { ReadSideFault, type ReadSide } from '../../eventsourcing/read-side.js'
import { positionGate } from '../../eventsourcing/read-side-position.js'
import type { ProjectionFault } from '../../eventsourcing/read-side-routing.js'
import {
  answersQueriesOf,
  generationFile,
  lockGeneration,
  readSideFolder,
  removeGeneration,
  type GenerationLock,
} from './generation-files.js'
import {
  buildGeneration,
  openGeneration,
  type OpenGeneration,
  type ReadSideSource,
} from './open-generation.js'
import { readSqliteSchema } from './read-schema.js'
import { listGenerations, ownGeneration } from './sqlite-generations.js'
import { createReadClient } from './sqlite-read-client.js'

/** The part of a logger that the read side uses; pino's form. */
export interface ReadSideLog {
  info(fields: object, message: string): void
  error(fields: object, message: string): void
}

export interface OpenReadSideOptions extends ReadSideSource {
  readonly log?: ReadSideLog
}

/** An older generation that answers queries while the own one is built. Its rows stand still. */
interface Older {
  readonly name: string
  readonly position: bigint
  readonly client: PrismaClient
  readonly lock: GenerationLock
}

/** The newest complete generation of another definition whose tables this release's queries understand. */
const openOlder = async (source: ReadSideSource, own: string): Promise<Older | null> => {
  const folder = readSideFolder(source.folder)
  const head = await source.store.head()
  const schema = readSqliteSchema()
  const candidates = listGenerations(source.folder, source.projections).filter(
    ({ name, state, position }) => name !== own && state === 'complete' && position <= head,
  )
  for (const { name, position } of candidates) {
    if (!answersQueriesOf(schema, folder, name)) continue
    const lock = lockGeneration(folder, name)
    if (lock !== null) return { name, position, client: createReadClient(generationFile(folder, name)), lock }
  }
  return null
}

const clearSuperseded = (folder: string, names: readonly string[]): void => {
  for (const name of names) {
    const lock = lockGeneration(folder, name)
    if (lock === null) continue
    lock.release()
    removeGeneration(folder, name)
  }
}

/** Serves the own generation, or the older one until the own one is built. */
const serve = (
  options: OpenReadSideOptions,
  own: OpenGeneration,
  older: Older | null,
): ReadSide<PrismaClient> => {
  const { log, now = () => new Date() } = options
  const ownClient = createReadClient(own.file)
  // Position 1 of this gate: the own generation serves.
  const switched = positionGate(older === null ? 1n : 0n)
  const waiting = (): Older | null => (switched.position() === 0n ? older : null)
  let isReady = false

  const stopped = (): ReadSideFault => {
    const reason = own.runner.fault()?.message ?? 'it was closed'
    return new ReadSideFault('PROJECTION_STOPPED', `The read side ${own.name} stopped: ${reason}`)
  }

  const start = async (): Promise<void> => {
    if (older !== null) {
      if (!(await buildGeneration(own, now))) throw stopped()
      switched.moveTo(1n)
      log?.info({ from: older.name, to: own.name }, 'The read side has switched to its own generation')
    }
    if ((await own.runner.catchUp()) === 'stopped') throw stopped()
    isReady = true
  }
  const started = start()
  const following = started.then(() => own.runner.follow()).catch(() => switched.close())

  return {
    client: () => waiting()?.client ?? ownClient,
    position: () => waiting()?.position ?? own.runner.position(),
    waitUntil: async (position, timeoutMs) => {
      const asked = performance.now()
      const served = waiting()
      if (served !== null && position <= served.position) return 'reached'
      if ((await switched.waitUntil(1n, timeoutMs)) === 'timed-out') return 'timed-out'
      return own.runner.waitUntil(position, timeoutMs - (performance.now() - asked))
    },
    status: async () => {
      const status = await own.runner.status()
      const ready = isReady && status.state === 'following'
      return { ...status, serving: waiting()?.name ?? own.name, ready }
    },
    ready: () => started,
    close: async () => {
      switched.close()
      await own.close()
      await following
      // Kept until now, because queries may have been under way on it at the switch.
      await older?.client.$disconnect()
      await ownClient.$disconnect()
      older?.lock.release()
    },
  }
}

/**
 * Opens the read side of a data folder: the generation of these projections, complete or built now. While it is
 * built an older one serves, if there is one that can; without one this resolves when the build is complete. A
 * generation that was complete before serves at once and catches up meanwhile (`ready` tells when it has).
 *
 * @throws ReadSideFault READ_SIDE_AHEAD, READ_SIDE_IN_USE, or PROJECTION_STOPPED when there is nothing to serve.
 */
export const openReadSide = async (options: OpenReadSideOptions): Promise<ReadSide<PrismaClient>> => {
  const { log, projections, now = () => new Date() } = options
  const folder = readSideFolder(options.folder)
  const { name, complete, superseded } = ownGeneration(folder, projections)
  const onFault = (fault: ProjectionFault): void => {
    log?.error({ fault }, 'The read side has stopped')
    options.onFault?.(fault)
  }
  const own = await openGeneration({ ...options, onFault }, name)
  try {
    clearSuperseded(folder, superseded)
    const older = complete ? null : await openOlder(options, name)
    if (!complete && older === null) await buildGeneration(own, now)
    log?.info(
      { generation: name, serving: older?.name ?? name, position: own.runner.position() },
      'Read side open',
    )
    return serve(options, own, older)
  } catch (cause) {
    await own.close()
    throw cause
  }
}
