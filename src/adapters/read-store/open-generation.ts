import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'

import { refuseAhead } from '../../eventsourcing/continuity.js'
import type { EventStore } from '../../eventsourcing/event-store.js'
import type { Observer } from '../../eventsourcing/observer.js'
import type { AnyProjection, Decode } from '../../eventsourcing/projection.js'
import {
  projectionRunner,
  type ProjectionRunner,
  type RebuildProgress,
} from '../../eventsourcing/projection-runner.js'
import type { ProjectionFault } from '../../eventsourcing/read-side-routing.js'
import { ReadSideFault } from '../../eventsourcing/read-side.js'
import {
  aheadMark,
  clearLeftovers,
  generationFile,
  lockGeneration,
  manifestOf,
  readSideFolder,
  type GenerationLock,
} from './generation-files.js'
import { openSqliteRowWriter, type SqliteRowWriter } from './sqlite.js'

/** Name of the row in health reports and logs. */
export const READ_SIDE = 'read-side'

export interface ReadSideSource {
  /** The data folder; generations lie in `read-side/` below it. */
  readonly folder: string
  readonly store: Pick<EventStore, 'readAll' | 'subscribe' | 'head' | 'history'>
  readonly decode: Decode
  readonly projections: readonly AnyProjection[]
  readonly onProgress?: (progress: RebuildProgress) => void
  /** Most events of one transaction; absent: as many as are done quickest. */
  readonly batchSize?: number
  /** Called once when a fault stops the rows. */
  readonly onFault?: (fault: ProjectionFault) => void
  /** Pauses before a failed write or read of the log is tried again, in milliseconds. */
  readonly retryAfter?: readonly number[]
  /** Tries in a row after which a log or rows that cannot be reached stop it; absent: never. */
  readonly giveUpAfter?: number
  /** Told of each batch of rows; absent: nobody observes. */
  readonly observer?: Pick<Observer, 'rows'>
  readonly now?: () => Date
}

/** Takes a generation, or throws: two writers would work against each other. */
export const takeGeneration = (folder: string, name: string): GenerationLock => {
  const lock = lockGeneration(folder, name)
  if (lock !== null) return lock
  const message = `The read side ${name} is in use by another process. Stop that process, or use another data folder.`
  throw new ReadSideFault('READ_SIDE_IN_USE', message)
}

/** Looks for a process that was told to stop, and how often, in milliseconds. */
const LOOKS = 200
const LOOK_EVERY = 50

/**
 * Takes a generation whose build may still be in the hands of a process that ends just now, because the one that
 * started it was killed.
 */
const takeFrom = async (folder: string, name: string): Promise<GenerationLock> => {
  const unfinished =
    existsSync(generationFile(folder, name)) && manifestOf(folder, name)?.completedAt === null
  for (let looks = unfinished ? LOOKS : 0; looks > 0; looks -= 1) {
    const lock = lockGeneration(folder, name)
    if (lock !== null) return lock
    await pause(LOOK_EVERY)
  }
  return takeGeneration(folder, name)
}

/** A generation open for writing, and what keeps it up to the log. */
export interface OpenGeneration {
  readonly name: string
  readonly file: string
  readonly writer: SqliteRowWriter
  readonly runner: ProjectionRunner
  /** Stops, closes the file and lets go of it. */
  close(): Promise<void>
}

const refuseMarkedAhead = (folder: string, name: string): void => {
  const mark = aheadMark(folder, name)
  if (existsSync(mark)) throw new ReadSideFault('READ_SIDE_AHEAD', readFileSync(mark, 'utf8'))
}

export const openGeneration = async (source: ReadSideSource, name: string): Promise<OpenGeneration> => {
  const { folder: dataFolder, now = () => new Date(), store, decode, projections } = source
  const folder = readSideFolder(dataFolder)
  const lock = await takeFrom(folder, name)
  let writer: SqliteRowWriter | undefined
  try {
    clearLeftovers(folder, name)
    const file = generationFile(folder, name)
    const opened = (writer = openSqliteRowWriter(file, { generation: name, startedAt: now() }))
    refuseAhead(name, await opened.checkpoint(), await store.head())
    refuseMarkedAhead(folder, name)
    const { onProgress, batchSize, retryAfter, giveUpAfter, observer } = source
    const runner = await projectionRunner({
      ...{ name: READ_SIDE, generation: name, store, decode, projections, writer: opened },
      ...(onProgress && { onProgress }),
      ...(batchSize !== undefined && { batchSize }),
      onFault: (fault) => {
        if (fault.kind === 'ahead') writeFileSync(aheadMark(folder, name), fault.message)
        source.onFault?.(fault)
      },
      ...(retryAfter && { retryAfter }),
      ...(giveUpAfter !== undefined && { giveUpAfter }),
      ...(observer && { observer }),
      now: () => now().getTime(),
    })
    const close = async (): Promise<void> => {
      await runner.stop()
      await opened.close()
      lock.release()
    }
    return { name, file, writer: opened, runner, close }
  } catch (cause) {
    await writer?.close()
    lock.release()
    throw cause
  }
}

/**
 * Applies the whole log and marks the generation complete; false when it was stopped before.
 * @throws ReadSideFault when a fault stopped it.
 */
export const buildGeneration = async (generation: OpenGeneration, at: () => Date): Promise<boolean> => {
  const { name, writer, runner } = generation
  const outcome = await runner.catchUp()
  const fault = runner.fault()
  if (fault !== undefined) {
    const message = `The read side ${name} could not be built: ${fault.message}`
    throw new ReadSideFault('PROJECTION_STOPPED', message, { cause: fault })
  }
  if (outcome === 'stopped') return false
  await writer.complete(at())
  return true
}

/**
 * As `buildGeneration`, but stands still at an event that fails until an operator decides to pass it over.
 * @throws ReadSideFault when that can never be.
 */
export const buildPatiently = async (generation: OpenGeneration, at: () => Date): Promise<boolean> => {
  for (;;) {
    try {
      return await buildGeneration(generation, at)
    } catch (cause) {
      if (!(await generation.runner.decided())) throw cause
    }
  }
}
