import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  closeSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

import { Client } from 'pg'

import { type Binaries, findBinaries, program } from './binaries.js'
import { keepWatch } from './keeper.js'
import { type Owner, serverOwner } from './owner.js'

/** A PostgreSQL server of one's own, on loopback, with its data in a temporary folder. */
export interface PostgresServer {
  /** With the password, for the database `postgres`. The user may do everything. */
  readonly url: string
  readonly port: number
  /** Everything it has on disk; gone after `dispose`. */
  readonly folder: string
  /** Where the programs came from. */
  readonly origin: Binaries['origin']
  /** Process id of the server; changes with each start. */
  readonly pid: () => number
  /** Ends the server as a power cut would (SIGKILL). */
  readonly kill: () => Promise<void>
  /** Starts it again on the same data and port, and waits until it takes connections. */
  readonly start: () => Promise<void>
  /** Ends the server and removes its data. */
  readonly dispose: () => Promise<void>
}

export interface PostgresServerOptions {
  /** Whether a commit waits for the disk. Without it a server is quicker, and its data do not survive a power cut. */
  readonly durable: boolean
  /** Process id of whoever needs the server: when that process is gone, the server ends. By default this one. */
  readonly needer?: number
}

const USER = 'waymark'
const PATIENCE_MS = 60_000

interface Place {
  readonly folder: string
  readonly binaries: Binaries
  readonly owner: Owner
  readonly password: string
}

const dataOf = ({ folder }: Place): string => path.join(folder, 'data')
const logOf = ({ folder }: Place): string => path.join(folder, 'log')

/** Settings of the machine must not reach the server: `PGPORT` and the like would move it. */
const cleanEnvironment = (): NodeJS.ProcessEnv => ({ PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' })

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })

const makeData = (place: Place): void => {
  const { folder, owner, password } = place
  const secret = path.join(folder, 'password')
  writeFileSync(secret, password)
  if (owner.uid !== undefined && owner.gid !== undefined) chownSync(secret, owner.uid, owner.gid)
  const args = ['-D', dataOf(place), '-U', USER, '--pwfile', secret, '--auth=scram-sha-256', '--no-sync']
  const { status, stderr, error } = spawnSync(
    program(place.binaries.folder, 'initdb'),
    [...args, '--encoding=UTF8', '--locale=C'],
    { ...owner, encoding: 'utf8', env: cleanEnvironment(), cwd: folder },
  )
  if (status !== 0) throw new Error(`initdb failed: ${error?.message ?? stderr}`)
}

const prepare = (): Place => {
  const owner = serverOwner()
  const folder = mkdtempSync(path.join(tmpdir(), 'waymark-postgres-'))
  try {
    if (owner.uid !== undefined && owner.gid !== undefined) chownSync(folder, owner.uid, owner.gid)
    chmodSync(folder, 0o700)
    const password = randomBytes(18).toString('hex')
    const place = { folder, binaries: findBinaries(owner, folder), owner, password }
    makeData(place)
    return place
  } catch (error) {
    rmSync(folder, { recursive: true, force: true })
    throw error
  }
}

const settings = ({ durable }: PostgresServerOptions): readonly string[] =>
  [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=200',
    'shared_buffers=128MB',
    ...(durable ? [] : ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']),
  ].flatMap((setting) => ['-c', setting])

const spawnServer = (place: Place, port: number, options: PostgresServerOptions): ChildProcess => {
  const log = openSync(logOf(place), 'a')
  const child = spawn(
    program(place.binaries.folder, 'postgres'),
    ['-D', dataOf(place), '-p', String(port), ...settings(options)],
    {
      ...place.owner,
      env: cleanEnvironment(),
      cwd: place.folder,
      detached: true,
      stdio: ['ignore', log, log],
    },
  )
  closeSync(log)
  // The server outlives whoever started it, when another process needs it too.
  child.unref()
  return child
}

const gone = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null

const exited = async (child: ChildProcess): Promise<void> => {
  if (gone(child)) return
  child.ref()
  await new Promise((resolve) => child.once('exit', resolve))
}

const answers = async (url: string): Promise<boolean> => {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.query('SELECT 1')
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** Null when the server ended instead: after a kill the processes it had may hold its memory a moment longer. */
const opened = async (child: ChildProcess, url: string, until: number): Promise<ChildProcess | null> => {
  while (Date.now() < until) {
    if (gone(child)) return null
    if (await answers(url)) return child
    await pause(20)
  }
  child.kill('SIGKILL')
  return null
}

/**
 * Makes a server and starts it. It ends with whoever needs it, at the latest.
 *
 * @throws NoPostgres when no programs of a server are to be had
 */
export const startPostgres = async (options: PostgresServerOptions): Promise<PostgresServer> => {
  const place = prepare()
  keepWatch(place.folder, options.needer ?? process.pid)
  let port = await freePort()
  let child: ChildProcess | null = null
  const urlOf = (): string => `postgresql://${USER}:${place.password}@127.0.0.1:${String(port)}/postgres`

  /** @param move whether another port will do, when somebody has just taken this one */
  const start = async (move: boolean): Promise<void> => {
    const until = Date.now() + PATIENCE_MS
    while (Date.now() < until) {
      child = await opened(spawnServer(place, port, options), urlOf(), until)
      if (child !== null) return
      await pause(100)
      if (move) port = await freePort()
    }
    throw new Error(`PostgreSQL does not start:\n${readFileSync(logOf(place), 'utf8').slice(-4_000)}`)
  }
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const ending = child
    if (ending === null) return
    ending.kill(signal)
    await exited(ending)
    child = null
  }

  await start(true)
  return {
    url: urlOf(),
    port,
    folder: place.folder,
    origin: place.binaries.origin,
    pid: () => child?.pid ?? 0,
    kill: () => end('SIGKILL'),
    start: () => start(false),
    dispose: async () => {
      await end('SIGQUIT')
      rmSync(place.folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 })
    },
  }
}
