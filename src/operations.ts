import { projections } from '../projections/all.js'
import {
  acquireDataFolder,
  readAnnouncement,
  type Announcement,
} from './adapters/event-store/data-folder-lock.js'
import { openSqliteEventStore } from './adapters/event-store/sqlite.js'
import { verifySqliteLog, type VerificationReport } from './adapters/event-store/verify-sqlite.js'
import {
  listGenerations,
  rebuildGeneration,
  retireGeneration,
} from './adapters/read-store/sqlite-generations.js'
import { catalogue } from './domain/catalogue.js'
import { createCodec } from './eventsourcing/codec.js'
import type { RebuildProgress } from './eventsourcing/projection-runner.js'
import type { GenerationInfo, RebuildOutcome, RetireOutcome } from './eventsourcing/read-side.js'
import { eventFile } from './stores.js'

/**
 * What the command line does with a data folder by itself, without the API: beside `app.ts` the only file that
 * names adapters.
 */

export type { Announcement, GenerationInfo, RebuildOutcome, RetireOutcome, VerificationReport }

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

/**
 * Makes the read side afresh from the log.
 *
 * @throws DataFolderInUse while a server has the folder
 */
export const rebuildReadSide = async (
  folder: string,
  onProgress: (progress: RebuildProgress) => void,
): Promise<RebuildOutcome> => {
  const held = acquireDataFolder(folder)
  try {
    const store = openSqliteEventStore(eventFile(folder))
    try {
      const codec = createCodec(catalogue)
      const decode = (recorded: Parameters<typeof codec.decode>[0]) => codec.decode(recorded)
      return await rebuildGeneration({ folder, store, decode, projections, onProgress })
    } finally {
      await store.close()
    }
  } finally {
    held.release()
  }
}
