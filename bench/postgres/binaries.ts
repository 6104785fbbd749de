import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, readdirSync, realpathSync } from 'node:fs'
import path from 'node:path'

import { packagedFolder } from './packaged-binaries.js'
import type { Owner } from './owner.js'

/** Where the programs of a PostgreSQL server are. */
export interface Binaries {
  /** Holds `initdb` and `postgres`. */
  readonly folder: string
  /** From where they came, for people. */
  readonly origin: 'installed' | 'npm package'
}

/** There is no PostgreSQL to be had; the message says what would help. */
export class NoPostgres extends Error {
  override readonly name = 'NoPostgres'
}

const DEBIAN = '/usr/lib/postgresql'
const OLDEST = 15
const suffix = process.platform === 'win32' ? '.exe' : ''

export const program = (folder: string, name: 'initdb' | 'postgres'): string =>
  path.join(folder, `${name}${suffix}`)

const isWhole = (folder: string): boolean =>
  existsSync(program(folder, 'initdb')) && existsSync(program(folder, 'postgres'))

/** Folders that may hold an installed server: those of the path, and where Debian puts them, newest first. */
const installedFolders = (): readonly string[] => {
  const onPath = (process.env['PATH'] ?? '')
    .split(path.delimiter)
    .map((folder) => path.join(folder, `pg_ctl${suffix}`))
    .filter((file) => existsSync(file))
    .map((file) => path.dirname(realpathSync(file)))
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : []
  return [...onPath, ...versions.map((version) => path.join(DEBIAN, version, 'bin'))].filter(isWhole)
}

/** A program of an installed PostgreSQL that is none of the server's; null when there is none. */
export const findClient = (name: 'pg_dump' | 'psql'): string | null => {
  const files = installedFolders().map((folder) => path.join(folder, `${name}${suffix}`))
  return files.find((file) => existsSync(file)) ?? null
}

const versionOf = (folder: string, owner: Owner): number => {
  const said = spawnSync(program(folder, 'postgres'), ['--version'], { ...owner, encoding: 'utf8' })
  return said.status === 0 ? Number(/\d+/.exec(said.stdout)?.[0] ?? 0) : 0
}

/** The installed server, if there is one that Waymark supports. */
const findInstalled = (owner: Owner): Binaries | null => {
  if (process.env['WAYMARK_TEST_POSTGRES_INSTALLED'] === 'ignore') return null
  const folder = installedFolders().find((candidate) => versionOf(candidate, owner) >= OLDEST)
  return folder === undefined ? null : { folder, origin: 'installed' }
}

/** The owner may not be allowed to look into the project's folder: then the server needs a copy that it can run. */
const reachable = (folder: string, owner: Owner, workplace: string): string => {
  if (versionOf(folder, owner) >= OLDEST) return folder
  const copy = path.join(workplace, 'server')
  cpSync(path.dirname(folder), copy, { recursive: true, verbatimSymlinks: true })
  return path.join(copy, path.basename(folder))
}

/**
 * Finds the programs of a server: those installed, else those of an npm package, which is fetched when it is needed
 * for the first time.
 *
 * @param owner who will run them
 * @param workplace an empty folder that the owner may enter
 * @throws NoPostgres when neither is to be had
 */
export const findBinaries = (owner: Owner, workplace: string): Binaries => {
  const installed = findInstalled(owner)
  if (installed !== null) return installed
  try {
    return { folder: reachable(packagedFolder(), owner, workplace), origin: 'npm package' }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new NoPostgres(
      `There is no PostgreSQL to test against: no PostgreSQL ${OLDEST} or later is installed (pg_ctl on the path, or ` +
        `${DEBIAN}), and the npm package with its programs cannot be had (${reason}). Either will do, and most ` +
        'tests take the server that WAYMARK_TEST_POSTGRES_URL names.',
      { cause: error },
    )
  }
}
