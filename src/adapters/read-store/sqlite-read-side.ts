import type { PrismaClient } from '../../../prisma/client/client.js'
import type { BuildElsewhere } from '../../eventsourcing/build-elsewhere.js'
import type { ProjectionFault } from '../../eventsourcing/read-side-routing.js'
import type { ReadSide } from '../../eventsourcing/read-side.js'
import { lockGeneration, readSideFolder, removeGeneration } from './generation-files.js'
import {
  buildGeneration,
  openGeneration,
  type OpenGeneration,
  type ReadSideSource,
} from './open-generation.js'
import { openOlder, served } from './served-generation.js'
import { serveGenerations } from './serve-generations.js'
import { ownGeneration } from './sqlite-generations.js'

/** The part of a logger that the read side uses; pino's form. */
export interface ReadSideLog {
  info(fields: object, message: string): void
  error(fields: object, message: string): void
}

export interface OpenReadSideOptions extends ReadSideSource {
  readonly log?: ReadSideLog
  /** Builds generations while another serves; without it they are built on this thread, batch by batch. */
  readonly elsewhere?: BuildElsewhere
  /** How long a query may go on with rows that others have replaced, in milliseconds; a minute. */
  readonly graceMs?: number
}

const clearSuperseded = (folder: string, names: readonly string[]): void => {
  for (const name of names) {
    const lock = lockGeneration(folder, name)
    if (lock === null) continue
    lock.release()
    removeGeneration(folder, name)
  }
}

/** Builds it; false when it stands at an event about which an operator may decide. @throws ReadSideFault */
const isBuilt = async (own: OpenGeneration, now: () => Date): Promise<boolean> => {
  try {
    return await buildGeneration(own, now)
  } catch (cause) {
    if (own.runner.awaitsDecision()) return false
    throw cause
  }
}

/**
 * Opens the read side of a data folder: the generation of these projections, complete or built now. While it is
 * built an older one serves, if there is one that can; without one this resolves when the build is complete. A
 * generation that was complete before serves at once and catches up meanwhile (`ready` tells when it has). One that
 * stands still at an event serves what it has, so that an operator can decide about the event.
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
  const source = { ...options, onFault }
  const older = complete ? null : await openOlder(options, name)
  if (older !== null) {
    clearSuperseded(folder, superseded)
    log?.info({ generation: name, serving: older.name, position: older.position() }, 'Read side open')
    return serveGenerations(source, { name, older })
  }
  const own = await openGeneration(source, name)
  try {
    clearSuperseded(folder, superseded)
    const built = complete || (await isBuilt(own, now))
    log?.info({ generation: name, serving: name, position: own.runner.position() }, 'Read side open')
    return serveGenerations(source, { open: own, served: await served(own), built })
  } catch (cause) {
    await own.close()
    throw cause
  }
}
