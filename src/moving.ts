import { createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'

import { projections } from '../projections/all.js'
import { acquireDataFolder } from './adapters/event-store/data-folder-lock.js'
import { BackupFault, copySqliteLog } from './adapters/event-store/sqlite-backup.js'
import { openSqliteLogDestination, openSqliteLogSource } from './adapters/event-store/sqlite-transfer.js'
import { verifySqliteLog, type VerificationReport } from './adapters/event-store/verify-sqlite.js'
import { exportLogFile, exportLogTo } from './adapters/log-file/export-log-file.js'
import {
  checkLogFile,
  importLogFile,
  OtherLogFault,
  type ImportReport,
  type TransferProgress,
} from './adapters/log-file/import-log-file.js'
import { LogFileFault } from './adapters/log-file/log-file-fault.js'
import type { LogFileSummary } from './adapters/log-file/read-log-file.js'
import type { LogSummary } from './adapters/log-file/write-log-file.js'
import { listGenerations } from './adapters/read-store/sqlite-generations.js'
import type { LogSnapshot, OpenLogDestination } from './eventsourcing/log-transfer.js'
import type { GenerationInfo } from './eventsourcing/read-side.js'
import { eventFile, type Places, usesDataFolder } from './stores.js'

/** How logs of events are moved between stores and copied: what the command line does without the API. */

export type { ImportReport, LogFileSummary, LogSummary, TransferProgress, VerificationReport }

/** There is no log of events where one is to be read. */
export class NoLogFault extends Error {
  override readonly name = 'NoLogFault'
}

/** The log of events to look at, as it is now; null when there is none yet. Works beside servers. */
const openSource = async ({ dataFolder, eventStore }: Places): Promise<LogSnapshot | null> => {
  switch (eventStore.kind) {
    case 'embedded':
      return openSqliteLogSource(eventFile(dataFolder))
    case 'postgresql': {
      const { openPostgresLogSource } = await import('./adapters/event-store/postgres-log-source.js')
      return openPostgresLogSource(eventStore.url)
    }
    case 'kurrentdb': {
      const { openKurrentLogSource } = await import('./adapters/event-store/kurrent-log-source.js')
      return openKurrentLogSource(eventStore.url)
    }
  }
}

/** The log of events to record in; the data folder of an embedded one has to be held already. */
const openDestination = async ({ dataFolder, eventStore }: Places): Promise<OpenLogDestination> => {
  switch (eventStore.kind) {
    case 'embedded':
      return openSqliteLogDestination(eventFile(dataFolder))
    case 'postgresql': {
      const { openPostgresLogDestination } = await import('./adapters/event-store/postgres-transfer.js')
      return openPostgresLogDestination(eventStore.url)
    }
    case 'kurrentdb': {
      const { openKurrentLogDestination } = await import('./adapters/event-store/kurrent-transfer.js')
      return openKurrentLogDestination(eventStore.url)
    }
  }
}

/**
 * Writes the log of events, as it is now, to a file or a stream. Servers may go on meanwhile.
 *
 * @param to a file that does not exist yet, packed when its name ends in `.gz`; or a stream, which stays open
 * @throws NoLogFault when there is no log; LogTransferFault when it is not as it was recorded; LogFileFault when the
 * file cannot be written
 */
export const exportLog = async (
  places: Places,
  to: string | NodeJS.WritableStream,
  progress: (events: number) => void,
): Promise<LogSummary> => {
  const log = await openSource(places)
  if (log === null) throw new NoLogFault('There is no log of events to export.')
  try {
    const options = { engine: places.eventStore.kind, progress }
    return await (typeof to === 'string' ? exportLogFile(log, to, options) : exportLogTo(log, to, options))
  } finally {
    await log.close()
  }
}

/** Reads an export and records nothing. @throws LogFileFault at the first line that is not as it was written */
export const checkExport = (file: string, progress: TransferProgress): Promise<LogFileSummary> =>
  checkLogFile(file, progress)

const rowsBeside = async ({ dataFolder, readSide }: Places): Promise<readonly GenerationInfo[]> => {
  if (readSide.kind === 'files') return listGenerations(dataFolder, projections)
  const { listPostgresGenerations } = await import('./adapters/read-store/postgres-generations.js')
  return listPostgresGenerations(readSide.url, projections)
}

/** How many events there are; null for a store that has some, but counts positions in a way of its own. */
const eventsIn = async (log: LogSnapshot | null): Promise<number | null> => {
  if (log === null) return 0
  try {
    const end = await log.end()
    if (end !== null) return end.events
    const { done } = await log.entries(0n)[Symbol.asyncIterator]().next()
    return done === true ? 0 : null
  } finally {
    await log.close()
  }
}

/** Rows of another log must not be taken for those of the one that arrives, and nobody may serve meanwhile. */
const requireFreeRows = async (places: Places): Promise<void> => {
  const events = await eventsIn(await openSource(places))
  const rows = await rowsBeside(places)
  const served = rows.find(({ inUse }) => inUse)
  if (served !== undefined) {
    throw new OtherLogFault(
      `A server uses this store: it serves ${served.name}. Stop all servers first. Nothing was recorded.`,
    )
  }
  const ahead = rows.find(({ position }) => events !== null && position > BigInt(events))
  if (ahead === undefined) return
  const where =
    places.readSide.kind === 'files' ? `the folder read-side in ${places.dataFolder}` : `schema ${ahead.name}`
  throw new OtherLogFault(
    `There are rows of another log: ${ahead.name} shows events up to ${ahead.position.toString()}, the log ends at ` +
      `${String(events)}. Nothing was recorded. Remove ${where}; rows can always be made again from the log.`,
  )
}

const importHere = async (
  places: Places,
  file: string,
  progress: TransferProgress,
): Promise<ImportReport> => {
  await requireFreeRows(places)
  return importLogFile(
    file,
    { look: () => openSource(places), open: () => openDestination(places) },
    progress,
  )
}

/**
 * Records an export in a store: the whole file is checked first, then recorded group by group. What is there of the
 * same log already is passed over, so that an import that was broken off goes on when it is run again. No server may
 * use the store meanwhile.
 *
 * @throws LogFileFault, OtherLogFault, DataFolderInUse, before anything was recorded; LogTransferFault when an entry
 * does not fit
 */
export const importLog = async (
  places: Places,
  file: string,
  progress: TransferProgress,
): Promise<ImportReport> => {
  if (!usesDataFolder(places)) return importHere(places, file, progress)
  const held = acquireDataFolder(places.dataFolder)
  try {
    return await importHere(places, file, progress)
  } finally {
    held.release()
  }
}

/** Keeps a stream in a file for as long as it is worked on: an export is read twice. */
export const withStreamAsFile = async <Result>(
  stream: NodeJS.ReadableStream,
  work: (file: string) => Promise<Result>,
): Promise<Result> => {
  const folder = mkdtempSync(path.join(tmpdir(), 'waymark-import-'))
  const file = path.join(folder, 'standard-input')
  try {
    await pipeline(stream, createWriteStream(file))
    return await work(file)
  } catch (error) {
    if (!(error instanceof LogFileFault)) throw error
    throw new LogFileFault(error.message.replace(file, 'Standard input'), { cause: error })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

export interface BackupReport {
  /** The copy. */
  readonly file: string
  readonly bytes: number
  /** What was found in the copy; null when it was not verified. */
  readonly verified: VerificationReport | null
}

/**
 * Copies the embedded log of events, as it is now, to a folder that then is a data folder of its own. Servers may go
 * on meanwhile. Rows are not copied: they are made again from the log.
 *
 * @throws BackupFault when it cannot be copied or the copy has findings; nothing is left behind then
 */
export const backUpLog = async (
  dataFolder: string,
  folder: string,
  options: { readonly verify: boolean; readonly progress: (bytes: number) => void },
): Promise<BackupReport> => {
  const file = eventFile(folder)
  let verified: VerificationReport | null = null
  const check = (copy: string): void => {
    verified = verifySqliteLog(copy)
    const [first] = verified.findings
    if (first === undefined) return
    const where = first.position === null ? '' : ` at position ${first.position}`
    throw new BackupFault(
      `The log of events is not as it was recorded (${first.code}${where}: ${first.message}). Run \`waymark verify\` ` +
        'to see all that is wrong. To copy it as it is, use --no-verify.',
    )
  }
  const bytes = await copySqliteLog(eventFile(dataFolder), file, {
    ...(options.verify && { check }),
    progress: options.progress,
  })
  return { file, bytes, verified }
}
