import { accessSync, constants, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import Database from 'libsql'

/** The data folder is in use by another process; the message says by which. */
export class DataFolderInUse extends Error {
  override readonly name = 'DataFolderInUse'
}

/** The data folder cannot be made or written; the message says why and what to do. */
export class DataFolderUnusable extends Error {
  override readonly name = 'DataFolderUnusable'
}

/** Where a running server can be reached. */
export interface Announcement {
  readonly pid: number
  /** Such as `http://127.0.0.1:4000`. */
  readonly address: string
}

/** A data folder that this process alone may write. */
export interface DataFolder {
  readonly path: string
  /** Tells people and the command line where this process serves. */
  announce(address: string): void
  /** Lets others have the folder. Safe to call twice. */
  release(): void
}

/** Outlasts a look at the lock by `readAnnouncement`, in milliseconds. */
const PATIENCE = 500
const LOCK = 'lock.db'
const ANNOUNCEMENT = 'server.json'

const isBusy = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY')

/**
 * Opens a transaction that keeps everybody else out of the lock file. The operating system ends it with the process,
 * however the process ends, so that a lock never outlives its holder.
 *
 * @returns null when another process, or another part of this one, has it
 */
const lock = (folder: string, patience: number): Database.Database | null => {
  const database = new Database(join(folder, LOCK))
  try {
    database.pragma(`busy_timeout = ${patience}`)
    database.exec('BEGIN EXCLUSIVE')
    return database
  } catch (error) {
    database.close()
    if (isBusy(error)) return null
    throw error
  }
}

/** Closing alone would keep the lock until the connection is collected. */
const unlock = (held: Database.Database): void => {
  held.exec('ROLLBACK')
  held.close()
}

const reasons: Readonly<Record<string, string>> = {
  EEXIST: 'it is a file',
  ENOTDIR: 'it lies in a file',
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
}

/** Says what stands in the way of a folder, in words for people; other errors come back as they are. */
const unusable = (folder: string, error: unknown): unknown => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const reason = reasons[code]
  if (reason === undefined) return error
  const message = `The data folder ${folder} cannot be used: ${reason}. Put that right, or set WAYMARK_DATA to another folder.`
  return new DataFolderUnusable(message, { cause: error })
}

const openLock = (folder: string): Database.Database | null => {
  try {
    mkdirSync(folder, { recursive: true })
    accessSync(folder, constants.W_OK)
    return lock(folder, PATIENCE)
  } catch (error) {
    throw unusable(folder, error)
  }
}

const parseAnnouncement = (text: string): Announcement | null => {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null) return null
    if (!('pid' in value) || !('address' in value)) return null
    const { pid, address } = value
    return typeof pid === 'number' && typeof address === 'string' ? { pid, address } : null
  } catch {
    return null
  }
}

const readText = (file: string): string => {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

/**
 * Makes the folder when it is missing and takes it for this process.
 *
 * @throws DataFolderInUse when another process has it
 * @throws DataFolderUnusable when it cannot be made or written
 */
export const acquireDataFolder = (folder: string): DataFolder => {
  const held = openLock(folder)
  if (held === null) {
    const holder = parseAnnouncement(readText(join(folder, ANNOUNCEMENT)))
    const who = holder === null ? 'Another process' : `Process ${holder.pid}, serving at ${holder.address},`
    throw new DataFolderInUse(
      `${who} is using the data folder ${folder}. Stop it first, or set WAYMARK_DATA to another folder.`,
    )
  }
  const file = join(folder, ANNOUNCEMENT)
  rmSync(file, { force: true })
  let released = false
  return {
    path: folder,
    announce: (address) => {
      const announcement: Announcement = { pid: process.pid, address }
      // Renamed into place, so that nobody reads half of it.
      writeFileSync(`${file}.new`, `${JSON.stringify(announcement)}\n`)
      renameSync(`${file}.new`, file)
    },
    release: () => {
      if (released) return
      released = true
      rmSync(file, { force: true })
      unlock(held)
    },
  }
}

/** Where the server of a data folder can be reached; null when none is running or it has not said so yet. */
export const readAnnouncement = (folder: string): Announcement | null => {
  const announcement = parseAnnouncement(readText(join(folder, ANNOUNCEMENT)))
  if (announcement === null) return null
  // What is written is believed only while its writer holds the folder: a killed process leaves the file behind.
  const free = lock(folder, 0)
  if (free === null) return announcement
  unlock(free)
  return null
}
