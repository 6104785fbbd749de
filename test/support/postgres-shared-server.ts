import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

import { NoPostgres } from '../../bench/postgres/binaries.js'
import { startPostgres } from '../../bench/postgres/server.js'

/** What the first who needs the server notes down for all others of a run. */
type SharedServer =
  { readonly url: string; readonly pid: number; readonly folder: string } | { readonly failure: string }

/** Folder of one run of the tests and the process that runs it; set before the first test by run-begins.cjs. */
const RUN_FOLDER = 'WAYMARK_TEST_RUN_FOLDER'
const RUN_PROCESS = 'WAYMARK_TEST_RUN_PROCESS'

const PATIENCE_MS = 400_000

const noteOf = (folder: string): string => join(folder, 'postgres.json')

const write = (folder: string, note: SharedServer): void => {
  const file = noteOf(folder)
  writeFileSync(`${file}.new`, JSON.stringify(note), { mode: 0o600 })
  renameSync(`${file}.new`, file)
}

/** What was noted down; null when no test has needed the server. */
const sharedServer = (folder: string): SharedServer | null =>
  existsSync(noteOf(folder)) ? (JSON.parse(readFileSync(noteOf(folder), 'utf8')) as SharedServer) : null

/** True for the first who asks. */
const isFirst = (folder: string): boolean => {
  try {
    mkdirSync(join(folder, 'postgres.starting'))
    return true
  } catch {
    return false
  }
}

/** Notes for the end of the run that there is no PostgreSQL. */
export const noteMissing = (message: string): void => {
  const folder = process.env[RUN_FOLDER]
  if (folder !== undefined) writeFileSync(join(folder, 'no-postgres'), message)
}

/** Whether somebody in this run found out already that there is no PostgreSQL. */
export const notedMissing = (): string | null => {
  const file = join(process.env[RUN_FOLDER] ?? '', 'no-postgres')
  return existsSync(file) ? readFileSync(file, 'utf8') : null
}

const startShared = async (folder: string): Promise<void> => {
  try {
    const server = await startPostgres({ durable: false, needer: Number(process.env[RUN_PROCESS]) })
    write(folder, { url: server.url, pid: server.pid(), folder: server.folder })
  } catch (error) {
    const failure = error instanceof Error ? error.message : String(error)
    if (error instanceof NoPostgres) noteMissing(failure)
    write(folder, { failure })
  }
}

/**
 * The server on which tests make their databases: the one that `WAYMARK_TEST_POSTGRES_URL` names, else one that is
 * started for this run by the first who needs it.
 *
 * @throws Error that says why there is none
 */
export const sharedServerUrl = async (): Promise<string> => {
  const given = process.env['WAYMARK_TEST_POSTGRES_URL'] ?? ''
  if (given !== '') return given
  const folder = process.env[RUN_FOLDER]
  if (folder === undefined) throw new Error('PostgreSQL for tests is there only while Jest runs')
  if (isFirst(folder)) await startShared(folder)
  const until = Date.now() + PATIENCE_MS
  while (Date.now() < until) {
    const note = sharedServer(folder)
    if (note !== null && 'failure' in note) throw new Error(note.failure)
    if (note !== null) return note.url
    await pause(20)
  }
  throw new Error('PostgreSQL for tests was being started by another test and never was there')
}
