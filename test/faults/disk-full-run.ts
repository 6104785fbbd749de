import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'

import { startPostgres, type PostgresServer } from '../../bench/postgres/server.js'
import { createGraphqlClient } from '../../src/client/graphql-client.js'
import { prepareWards } from '../app/writers.js'
import { askServer } from './asking.js'
import { createBulk, prepareBulk } from './bulk.js'
import { embeddedIn, type Engine } from './engines.js'
import { endLoads, startLoad } from './load.js'
import { postgresEngine } from './postgres-engine.js'
import { ready, reckon, type Reckoning } from './reckoning.js'
import { eachRound } from './rounds.js'
import { endServers, startFaultServer } from './servers.js'
import { fillUp, makeRoom } from './small-disk.js'

// Runs where a folder is a disk of its own: `disk-full-run.ts FOLDER embedded|postgresql disk|limit`.
const [, , folder = '', store = '', kind = ''] = process.argv

/** In so many rounds the embedded log is filled up once, in the others its rows alone. */
const WHOLLY_EVERY = 5

/** What this run says to the test that started it, in one line. */
export interface DiskFullOutcome {
  readonly reckoning: Reckoning
  readonly refused: number
  readonly codes: readonly string[]
  readonly restarts: number
}

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

/** PostgreSQL may end itself when it cannot write its log; whoever runs it starts it again. */
const startAgain = async (postgres: PostgresServer | null): Promise<number> => {
  if (postgres === null || isAlive(postgres.pid())) return 0
  await postgres.start()
  return 1
}

/** @param size in bytes, or `unlimited` */
const limitFiles = (pid: number, size: string): void => {
  spawnSync('prlimit', ['--pid', String(pid), `--fsize=${size}:unlimited`])
}

/** Takes the room away, or gives it back. */
const roomFor = (server: number) =>
  kind === 'disk'
    ? { take: () => fillUp(folder), give: () => makeRoom(folder) }
    : {
        take: () => limitFiles(server, '0'),
        give: () => limitFiles(server, 'unlimited'),
      }

const isAnswered = async (address: string): Promise<boolean> =>
  (await askServer(address, '{ localities(first: 10) { totalCount } }', {})).kind === 'answered'

const run = async (engine: Engine, postgres: PostgresServer | null): Promise<DiskFullOutcome> => {
  const server = startFaultServer(engine.settings)
  const address = await server.opened
  await prepareWards(createGraphqlClient(address, 'Asha Patel'))
  await prepareBulk(address)
  const bulk = createBulk()
  const room = roomFor(server.pid)
  const load = startLoad({ address: () => address, serverDies: false, readsItsWrites: false })
  let restarts = 0
  for (const round of eachRound()) {
    await load.more(5 + ((round * 7) % 31))
    room.take()
    // The embedded log has room in reserve: as long as that lasts, only its rows feel the full disk.
    const isWholly = postgres !== null || kind !== 'disk' || round % WHOLLY_EVERY === 0
    await (isWholly
      ? Promise.all([bulk.untilRefused(address), load.moreRefused(3)])
      : // What is left of the reserve may be used up by then.
        Promise.race([load.moreStale(1), load.moreRefused(3)]))
    // The embedded store goes on answering questions; PostgreSQL may be away until it is started again.
    if (postgres === null && !(await isAnswered(address))) throw new Error('Reads are refused on a full disk')
    room.give()
    restarts += await startAgain(postgres)
    await load.more(8)
    await load.moreRead(4)
    await ready(address)
  }
  await load.stop()
  await ready(address)
  server.kill('SIGTERM')
  const status = await server.ended
  if (status !== 0 || server.complaint() !== '') throw new Error(`${String(status)} ${server.complaint()}`)
  const reckoning = await reckon(engine, load)
  return { reckoning, refused: load.refused(), codes: load.codes(), restarts }
}

const main = async (): Promise<void> => {
  process.env['TMPDIR'] = folder
  // The database runs as a user of its own when root runs this.
  chmodSync(folder, 0o755)
  const postgres = store === 'postgresql' ? await startPostgres({ durable: true }) : null
  mkdirSync(join(folder, 'data'), { recursive: true })
  const engine =
    postgres === null
      ? embeddedIn(join(folder, 'data'))
      : postgresEngine({ url: postgres.url, dispose: () => postgres.dispose() })
  try {
    const outcome = await run(engine, postgres)
    process.stdout.write(`${JSON.stringify(outcome)}\n`)
  } finally {
    await endServers()
    await endLoads()
    await engine.dispose()
  }
}

/** A test that gives up takes everything with it. */
process.on('SIGTERM', () => {
  void endServers().then(() => process.exit(1))
})

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? String(error.stack) : String(error)}\n`)
    process.exit(1)
  },
)
