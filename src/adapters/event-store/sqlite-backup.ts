import { existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

import AsynchronousDatabase from 'libsql/promise'

import { EventFileFault, openForReading } from './sqlite-database.js'
import { syncFile, syncFolder } from './sync-to-disk.js'

/** A copy that could not be made; the message says why and what to do. Nothing is left behind. */
export class BackupFault extends Error {
  override readonly name = 'BackupFault'
}

export interface CopyOptions {
  /** Looks at the copy before it gets its name; what it throws gives the copy up. */
  readonly check?: (copy: string) => void
  /** Called now and then with the bytes that are written. */
  readonly progress?: (bytes: number) => void
}

const LOOK_EVERY_MS = 250

const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0

const removeUnfinished = (file: string): void => {
  for (const ending of ['', '-journal', '-wal', '-shm']) rmSync(`${file}${ending}`, { force: true })
}

/** One read transaction on a thread and a connection of its own: whoever writes the log goes on meanwhile. */
const copyInto = async (file: string, copy: string, progress: (bytes: number) => void): Promise<void> => {
  const database = new AsynchronousDatabase(`${pathToFileURL(path.resolve(file)).href}?mode=ro`, {
    timeout: 5_000,
  })
  const looking = setInterval(() => progress(sizeOf(copy)), LOOK_EVERY_MS)
  try {
    await database.exec(`VACUUM INTO '${copy.replaceAll("'", "''")}'`)
  } finally {
    clearInterval(looking)
    database.close()
  }
}

const requireFree = (copy: string): void => {
  if (!existsSync(copy)) return
  throw new BackupFault(
    `${copy} is there already. Name another folder: a copy never takes the place of another.`,
  )
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** The folder, made where it is missing. */
const folderOf = (copy: string): string => {
  const folder = path.dirname(copy)
  try {
    mkdirSync(folder, { recursive: true })
  } catch (error) {
    throw new BackupFault(`The folder ${folder} cannot be made: ${reasonOf(error)}. Name another one.`, {
      cause: error,
    })
  }
  return folder
}

/**
 * Copies a log of events as it is at one moment, beside whoever writes it. The copy is a log of its own in one file;
 * it gets its name when all of it is on disk and checked, so that a file with that name is always whole.
 *
 * @returns the size of the copy in bytes
 * @throws BackupFault when there is a file of that name, or it cannot be written; EventFileFault when there is no log
 */
export const copySqliteLog = async (
  file: string,
  copy: string,
  options: CopyOptions = {},
): Promise<number> => {
  // Says in words for people what is wrong with a file that is no log.
  openForReading(file).close()
  requireFree(copy)
  const folder = folderOf(copy)
  const unfinished = `${copy}.unfinished`
  removeUnfinished(unfinished)
  try {
    await copyInto(file, unfinished, options.progress ?? (() => undefined))
    syncFile(unfinished)
    options.check?.(unfinished)
    requireFree(copy)
    renameSync(unfinished, copy)
    syncFolder(folder)
    return sizeOf(copy)
  } catch (error) {
    if (error instanceof BackupFault || error instanceof EventFileFault) throw error
    const message = `The log of events could not be copied to ${folder}: ${reasonOf(error)}. Nothing was left there.`
    throw new BackupFault(message, { cause: error })
  } finally {
    removeUnfinished(unfinished)
  }
}
