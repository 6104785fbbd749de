import { linkSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

import { projections } from '../projections/all.js'
import { openSqliteLogReader } from '../src/adapters/event-store/sqlite-log-reader.js'
import { openGeneration } from '../src/adapters/read-store/open-generation.js'
import { createGraphqlClient, type GraphqlClient } from '../src/client/graphql-client.js'
import { catalogue } from '../src/domain/catalogue.js'
import { createCodec } from '../src/eventsourcing/codec.js'
import { eventFile } from '../src/stores.js'
import { differences, digestsOf } from './rebuild-load/digest.js'
import { makeLog } from './rebuild-load/make-log.js'
import { closedLoop, openLoop } from './rebuild-load/open-loop.js'
import { regionLoad } from './rebuild-load/region-streams.js'
import { failuresOf, latenciesOf, type Measured, reportOf } from './rebuild-load/report.js'
import { watchResident } from './rebuild-load/resident.js'
import type { Moments } from './rebuild-load/windows.js'
import { benchResult, type BenchResult } from './result.js'
import { type ServerProcess, startWaymarkWith } from './server-process.js'

/** Events of the log, and commands and queries a second. */
const EVENTS = Number(process.env['REBUILD_EVENTS'] ?? 30_000)
const COMMANDS = Number(process.env['REBUILD_COMMANDS'] ?? 300)
const QUERIES = Number(process.env['REBUILD_QUERIES'] ?? 20)
/** Load before anything counts, once each series was asked for, and before the rebuild and after its switch, in milliseconds. */
const WARM_UP_MS = 15_000
const CALM_MS = 16_000
/** So many commands for each series in turn are on their way at once. */
const TOGETHER = 8
const REGION = { seed: 1, events: EVENTS }

interface Rebuild {
  readonly generation: string
  readonly state: string
  readonly finishedAt: string | null
  readonly error: string | null
}

const now = (): number => performance.timeOrigin + performance.now()

/** Asks for a rebuild and waits until it serves. */
const rebuild = async (client: GraphqlClient): Promise<Moments & { readonly generation: string }> => {
  const began = now()
  await client.request('mutation { rebuildReadSide(input: {}) { rebuild { state } } }')
  for (;;) {
    await pause(200)
    const { readSide } = await client.request<{ readSide: { rebuild: Rebuild } }>(
      '{ readSide { rebuild { generation state finishedAt error } } }',
    )
    const { state, finishedAt, error, generation } = readSide.rebuild
    if (state === 'FAILED') throw new Error(`The rebuild failed: ${String(error)}`)
    if (finishedAt !== null) return { began, switched: Date.parse(finishedAt), generation }
  }
}

const generationFile = (folder: string, name: string): string => path.join(folder, 'read-side', `${name}.db`)

/** Brings a build to the end of the log: the one that served before stands where the other took its place. */
const goOn = async (folder: string, log: string, name: string): Promise<void> => {
  const store = openSqliteLogReader(log)
  const codec = createCodec(catalogue)
  const source = { folder, store, decode: codec.decode.bind(codec), projections }
  const generation = await openGeneration(source, name)
  await generation.runner.catchUp()
  await generation.close()
  await store.close()
}

const eventsOf = async (log: string): Promise<number> => {
  const store = openSqliteLogReader(log)
  const head = await store.head()
  await store.close()
  return Number(head)
}

/** Keeps the files of a build under other names as well, so that they outlive their removal. */
const keep = (from: string, to: string, name: string): void => {
  mkdirSync(path.join(to, 'read-side'), { recursive: true })
  for (const end of ['', '-wal'])
    linkSync(`${generationFile(from, name)}${end}`, `${generationFile(to, name)}${end}`)
}

/** Asks the server at fixed rates, and rebuilds in the middle. */
const measureServing = async (server: ServerProcess, data: string, kept: string) => {
  const client = createGraphqlClient(server.address, 'bench')
  const { readSide } = await client.request<{ readSide: { serving: string } }>('{ readSide { serving } }')
  const resident = watchResident(server.pid)
  const { ofEachSeries, streams } = regionLoad(REGION, { commands: COMMANDS, queries: QUERIES })
  const { stream, count } = ofEachSeries
  const failed = await closedLoop(server.address, stream, { count, together: TOGETHER })
  const load = openLoop(server.address, streams)
  await pause(WARM_UP_MS)
  const counted = now()
  await pause(CALM_MS)
  const residentBefore = resident.so()
  keep(data, kept, readSide.serving)
  const { generation, ...moments } = await rebuild(client)
  await pause(CALM_MS)
  await load.stop()
  resident.stop()
  const residentAtMost = resident.so()
  const names = { old: readSide.serving, fresh: generation }
  return { names, moments, counted, samples: [...failed, ...load.samples], residentBefore, residentAtMost }
}

const measure = async (folder: string): Promise<Measured> => {
  const [data, kept] = [path.join(folder, 'data'), path.join(folder, 'kept')]
  mkdirSync(data)
  await makeLog(data, REGION)
  const events = await eventsOf(eventFile(data))
  const server = await startWaymarkWith({ WAYMARK_DATA: data, LOG_LEVEL: 'warn' })
  const { names, ...measured } = await measureServing(server, data, kept).finally(() => server.stop())
  await goOn(kept, eventFile(data), names.old)
  await goOn(data, eventFile(data), names.fresh)
  const different = differences(
    digestsOf(generationFile(kept, names.old)),
    digestsOf(generationFile(data, names.fresh)),
  )
  return { ...measured, events, different }
}

/**
 * Rebuilds the read side of a running server while commands and queries come at a fixed rate. The baseline of
 * latencies is the same server before. Fails when a request did, or when the rows are not those of the build that
 * followed.
 */
export const run = async (): Promise<BenchResult[]> => {
  const folder = mkdtempSync(path.join(process.env['BENCH_FOLDER'] ?? tmpdir(), 'waymark-bench-'))
  try {
    const measured = await measure(folder)
    console.log(reportOf(measured))
    if (failuresOf(measured).length > 0 || measured.different.length > 0) process.exitCode = 1
    const { commands, queries } = latenciesOf(measured)
    const { before, during } = commands.windows
    return [
      benchResult('median command while rebuilding', 'ms', during.median, before.median),
      benchResult(
        'slowest command at the switch',
        'ms',
        commands.windows.atSwitch.slowest,
        commands.usuallySlowest,
      ),
      benchResult(
        'slowest query at the switch',
        'ms',
        queries.windows.atSwitch.slowest,
        queries.usuallySlowest,
      ),
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
