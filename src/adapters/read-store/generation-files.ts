import Database from 'libsql'
import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

import { parseGenerationName, type GenerationName } from '../../eventsourcing/generations.js'
import type { ReadSchema } from './read-schema.js'
import { readManifest, type GenerationManifest } from './generation-manifest.js'

/** Where the generations of a data folder lie. Created when missing. */
export const readSideFolder = (dataFolder: string): string => {
  const folder = join(dataFolder, 'read-side')
  mkdirSync(folder, { recursive: true })
  return folder
}

export const generationFile = (folder: string, name: string): string => join(folder, `${name}.db`)

const companions = (file: string): readonly string[] => [`${file}-wal`, `${file}-shm`]

/** Beside rows that showed what the log did not hold: says why, however far the log has gone on since. */
export const aheadMark = (folder: string, name: string): string => join(folder, `${name}.ahead`)

/** The generations that have a file, in order of name. */
export const generationNames = (folder: string): readonly GenerationName[] =>
  readdirSync(folder)
    .filter((entry) => entry.endsWith('.db'))
    .sort()
    .flatMap((entry) => parseGenerationName(entry.slice(0, -'.db'.length)) ?? [])

/** Bytes on disk, write-ahead log included. */
export const generationSize = (folder: string, name: string): number => {
  const file = generationFile(folder, name)
  const sizes = [file, `${file}-wal`].map((path) => (existsSync(path) ? statSync(path).size : 0))
  return sizes.reduce((total, size) => total + size, 0)
}

const filesOf = (folder: string, name: string): readonly string[] => {
  const file = generationFile(folder, name)
  return [file, ...companions(file), join(folder, `${name}.lock`), aheadMark(folder, name)]
}

/**
 * Removes a generation's files. The rows first: what a crash leaves behind then is only a log without rows, which
 * `clearLeftovers` removes, never rows without their log.
 */
export const removeGeneration = (folder: string, name: string): void => {
  for (const path of filesOf(folder, name)) rmSync(path, { force: true })
}

/** The same while requests are answered: a file of gigabytes takes its time to go. */
export const removeGenerationAside = async (folder: string, name: string): Promise<void> => {
  for (const path of filesOf(folder, name)) await rm(path, { force: true })
}

/** A log without rows must not be taken for the log of new rows under the same name. */
export const clearLeftovers = (folder: string, name: string): void => {
  const file = generationFile(folder, name)
  if (!existsSync(file)) for (const path of companions(file)) rmSync(path, { force: true })
}

/** Never makes the file: it may be removed by somebody else at this very moment, and an empty one would stay behind. */
const openExisting = (folder: string, name: string): Database.Database =>
  new Database(`${pathToFileURL(generationFile(folder, name)).href}?mode=rw`, { timeout: 1000 })

/** Reads what a generation says of itself; null when it is gone, empty, damaged or no read side. */
export const manifestOf = (folder: string, name: string): GenerationManifest | null => {
  let db: Database.Database | undefined
  try {
    db = openExisting(folder, name)
    return readManifest(db)
  } catch {
    return null
  } finally {
    db?.close()
  }
}

/** Whether a generation has every table and column that queries of this schema may ask for. */
export const answersQueriesOf = (schema: ReadSchema, folder: string, name: string): boolean => {
  const db = openExisting(folder, name)
  try {
    return [...schema.tables.values()].every((table) => {
      const present = new Set(
        db.prepare('SELECT name FROM pragma_table_info(?)').raw().all([table.name]).flat(),
      )
      return table.columns.every(({ column }) => present.has(column))
    })
  } finally {
    db.close()
  }
}

export interface GenerationLock {
  release(): void
}

/**
 * Takes a generation for this process; null when another, or another part of this one, has it. The operating system
 * gives it back when the process ends, however it ends. A file of its own, because the driver keeps a database file
 * open until its statements are collected, whatever `close` says.
 */
export const lockGeneration = (folder: string, name: string): GenerationLock | null => {
  const db = new Database(join(folder, `${name}.lock`))
  try {
    db.exec('PRAGMA journal_mode = MEMORY')
    db.exec('BEGIN EXCLUSIVE')
  } catch (cause) {
    db.close()
    if (cause instanceof Error && 'code' in cause && String(cause.code).startsWith('SQLITE_BUSY')) return null
    throw cause
  }
  return { release: () => db.close() }
}

/** Whether some process works on a generation just now. */
export const isInUse = (folder: string, name: string): boolean => {
  if (!existsSync(join(folder, `${name}.lock`))) return false
  const lock = lockGeneration(folder, name)
  lock?.release()
  return lock === null
}
