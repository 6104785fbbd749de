import { projections } from '../projections/all.js'
import {
  acquireDataFolder,
  readAnnouncement,
  type Announcement,
} from './adapters/event-store/data-folder-lock.js'
import { openSqliteLogReader } from './adapters/event-store/sqlite-log-reader.js'
import { verifySqliteLog, type VerificationReport } from './adapters/event-store/verify-sqlite.js'
import {
  listGenerations,
  rebuildGeneration,
  retireGeneration,
} from './adapters/read-store/sqlite-generations.js'
import { catalogue } from './domain/catalogue.js'
import { createCodec } from './eventsourcing/codec.js'
import type { EventStore } from './eventsourcing/event-store.js'
import type { Decode } from './eventsourcing/projection.js'
import type { RebuildProgress } from './eventsourcing/projection-runner.js'
import type { GenerationInfo, RebuildOutcome, RetireOutcome } from './eventsourcing/read-side.js'
import { eventFile, openEventStore, type Places } from './stores.js'

/**
 * What the command line does with a data folder by itself, without the API: beside `app.ts` the only file that
 * names adapters.
 */

export type { Announcement, GenerationInfo, RebuildOutcome, RetireOutcome, VerificationReport }

type LogBeside = Pick<EventStore, 'readAll' | 'subscribe' | 'head' | 'close'>

/** Where the server of a data folder can be reached; null when none is running. */
export const findServer = (folder: string): Announcement | null => readAnnouncement(folder)

/** The file of the log of events. */
export const logFile = eventFile

/** Reads the whole log without writing to it, and compares it with the read sides. Works beside a server. */
export const verifyLog = (folder: string, progress: (events: number) => void): VerificationReport => {
  const checkpoints = listGenerations(folder, projections)
    .filter(({ state }) => state !== 'unreadable')
    .map(({ name, position }) => ({ name, position }))
  return verifySqliteLog(eventFile(folder), { checkpoints, progress })
}

/** Every generation of the read side, newest first. */
export const listReadSides = (folder: string): readonly GenerationInfo[] =>
  listGenerations(folder, projections)

/** Removes a generation that nobody needs any more. */
export const retireReadSide = (folder: string, name: string): RetireOutcome =>
  retireGeneration(folder, projections, name)

const codec = createCodec(catalogue)
const decode: Decode = (recorded) => codec.decode(recorded)

/** A log to read; nobody need be kept from writing to it. */
const openLogBeside = ({ dataFolder, eventStore, readSide }: Places): Promise<LogBeside> =>
  eventStore.kind === 'embedded'
    ? Promise.resolve(openSqliteLogReader(eventFile(dataFolder)))
    : openEventStore({ dataFolder, eventStore, readSide })

const rebuildFiles = async (places: Places, onProgress: (progress: RebuildProgress) => void) => {
  const held = acquireDataFolder(places.dataFolder)
  try {
    const store = await openEventStore(places)
    try {
      const source = { folder: places.dataFolder, store, decode, projections, onProgress }
      return await rebuildGeneration(source)
    } finally {
      await store.close()
    }
  } finally {
    held.release()
  }
}

/**
 * Makes the read side afresh from the log, in files.
 *
 * @throws DataFolderInUse while a server has the folder
 */
export const rebuildReadSide = (
  folder: string,
  onProgress: (progress: RebuildProgress) => void,
): Promise<RebuildOutcome> =>
  rebuildFiles(
    { dataFolder: folder, eventStore: { kind: 'embedded' }, readSide: { kind: 'files' } },
    onProgress,
  )

/** Every generation of the read side where the settings say, newest first. */
export const readSidesOf = async (places: Places): Promise<readonly GenerationInfo[]> => {
  if (places.readSide.kind === 'files') return listReadSides(places.dataFolder)
  const { listPostgresGenerations } = await import('./adapters/read-store/postgres-generations.js')
  return listPostgresGenerations(places.readSide.url, projections)
}

/** Removes a generation where the settings say. */
export const retireReadSideOf = async (places: Places, name: string): Promise<RetireOutcome> => {
  if (places.readSide.kind === 'files') return retireReadSide(places.dataFolder, name)
  const { retirePostgresGeneration } = await import('./adapters/read-store/postgres-generations.js')
  return retirePostgresGeneration(places.readSide.url, projections, name)
}

/**
 * Makes the read side afresh where the settings say. In a database servers go on meanwhile and switch to the new rows
 * by themselves; files are for one process alone.
 *
 * @throws DataFolderInUse while a server has files
 * @throws ReadSideFault when an event stops it
 */
export const rebuildReadSideOf = async (
  places: Places,
  onProgress: (progress: RebuildProgress) => void,
): Promise<RebuildOutcome> => {
  if (places.readSide.kind === 'files') return rebuildFiles(places, onProgress)
  const { rebuildPostgresGeneration } = await import('./adapters/read-store/postgres-rebuild.js')
  const store = await openLogBeside(places)
  try {
    return await rebuildPostgresGeneration({
      ...{ url: places.readSide.url, store, decode, projections, onProgress },
    })
  } finally {
    await store.close()
  }
}

/** The log cannot be checked from here; the message says why. */
export class NotVerifiable extends Error {
  override readonly name = 'NotVerifiable'
}

/**
 * Reads the whole log where the settings say without writing to it, and compares it with the read sides. Works beside
 * servers.
 *
 * @throws NotVerifiable for KurrentDB, which has no chain of hashes over its log
 */
export const verifyLogOf = async (
  places: Places,
  progress: (events: number) => void,
): Promise<VerificationReport> => {
  const { eventStore, dataFolder } = places
  const checkpoints = (await readSidesOf(places))
    .filter(({ state }) => state !== 'unreadable')
    .map(({ name, position }) => ({ name, position }))
  switch (eventStore.kind) {
    case 'embedded':
      return verifySqliteLog(eventFile(dataFolder), { checkpoints, progress })
    case 'postgresql': {
      const { verifyPostgresLog } = await import('./adapters/event-store/verify-postgres.js')
      return verifyPostgresLog(eventStore.url, { checkpoints, progress })
    }
    case 'kurrentdb':
      throw new NotVerifiable(
        'KurrentDB keeps its own log and has no chain of hashes over it. Export it with `waymark events export` ' +
          'and check the copy.',
      )
  }
}
