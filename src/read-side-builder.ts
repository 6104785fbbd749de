import 'zod/compile'

import { setPriority } from 'node:os'

import { projections } from '../projections/all.js'
import { openSqliteLogReader } from './adapters/event-store/sqlite-log-reader.js'
import type { ReadSideSource } from './adapters/read-store/open-generation.js'
import { BuildOrderMessage, STOP, type BuildReport } from './build-order.js'
import { catalogue } from './domain/catalogue.js'
import { createCodec } from './eventsourcing/codec.js'
import type { RebuildProgress } from './eventsourcing/projection-runner.js'
import { keepHeapSmall } from './heap.js'
import { eventFile, openEventStore } from './stores.js'

/**
 * A process that builds one generation of the read side for the server that started it, so that requests do not wait
 * for it. It ends when it is done, and when that server is gone.
 */

/** How often progress is told, in milliseconds. */
const TELL_EVERY = 200

/** A server that is gone is noticed by the end of the connection, whoever speaks first. */
const tell = (report: BuildReport): void => {
  if (process.connected) process.send?.(report, undefined, undefined, () => undefined)
}

const progressTold = (): ((progress: RebuildProgress) => void) => {
  let told = 0
  return ({ position, head, eventsPerSecond }) => {
    const now = performance.now()
    if (now - told < TELL_EVERY) return
    told = now
    tell({ kind: 'progress', position: String(position), head: String(head), eventsPerSecond })
  }
}

/** Loads what belongs to the one kind of rows, and nothing of the other. */
const buildRows = async (
  { dataFolder, readSide }: BuildOrderMessage['places'],
  source: Omit<ReadSideSource, 'folder'>,
  generation: string,
  signal: AbortSignal,
): Promise<void> => {
  if (readSide.kind === 'files') {
    const { buildApart } = await import('./adapters/read-store/build-apart.js')
    return buildApart({ ...source, folder: dataFolder }, generation, signal)
  }
  const { buildPostgresApart } = await import('./adapters/read-store/postgres-rebuild.js')
  return buildPostgresApart({ ...source, url: readSide.url }, generation, signal)
}

const build = async ({ places, generation }: BuildOrderMessage, signal: AbortSignal): Promise<void> => {
  const { dataFolder, eventStore } = places
  const store =
    eventStore.kind === 'embedded' ? openSqliteLogReader(eventFile(dataFolder)) : await openEventStore(places)
  try {
    const codec = createCodec(catalogue)
    const decode: ReadSideSource['decode'] = (recorded) => codec.decode(recorded)
    const source = { store, decode, projections, onProgress: progressTold() }
    await buildRows(places, source, generation, signal)
  } finally {
    await store.close()
  }
}

/** Niceness: requests get nine times as much of a processor that both want, and the build still comes forward. */
const NICENESS = 10

/** Requests come first. Where the system does not allow it, they share. */
const giveWay = (): void => {
  try {
    setPriority(NICENESS)
  } catch {
    // As well as it goes.
  }
}

const run = async (message: unknown, signal: AbortSignal): Promise<void> => {
  try {
    await build(BuildOrderMessage.parse(message), signal)
    tell({ kind: 'ended' })
  } catch (error) {
    tell({ kind: 'failed', message: error instanceof Error ? error.message : String(error) })
    process.exitCode = 1
  } finally {
    if (process.connected) process.disconnect()
  }
}

const stopping = new AbortController()
keepHeapSmall()
giveWay()
// The server says when to stop: a signal from the terminal reaches both, and it has its own order of stopping.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined)
process.on('disconnect', () => stopping.abort())
process.on('message', (message) => {
  if (message === STOP) stopping.abort()
  else void run(message, stopping.signal)
})
