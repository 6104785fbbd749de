import type { PrismaClient } from '../../../prisma/client/client.js'
import { refuseAhead } from '../../eventsourcing/continuity.js'
import type { EventStore } from '../../eventsourcing/event-store.js'
import { createStatus, type ProjectionStatus } from '../../eventsourcing/projection-status.js'
import { ReadSideFault, type ReadSide, type RebuildOutcome } from '../../eventsourcing/read-side.js'
import { createRebuilds } from '../../eventsourcing/rebuilds.js'
import { READ_SIDE } from './open-generation.js'
import { postgresHash, withWritablePostgres } from './postgres-generations.js'
import {
  answersQueriesOf,
  chooseOrMake,
  manifestOf,
  newestComplete,
  schemasOfRows,
  type Asked,
  type PostgresManifest,
} from './postgres-manifest.js'
import type { PostgresRows } from './postgres-rows.js'
import {
  createPostgresServing,
  stoppedFault,
  type FirstRows,
  type PostgresReadSideOptions,
  type PostgresServing,
} from './postgres-serving.js'
import { refuseToldAhead } from './postgres-told-fault.js'
import { readPostgresSchema } from './read-schema.js'
import { namesOf } from './served-generation.js'

/** The newest complete generation of another definition whose tables this release's queries understand. */
const findOlder = async (
  asked: Asked,
  hash: string,
  store: Pick<EventStore, 'head'>,
): Promise<PostgresManifest | null> => {
  const found: PostgresManifest[] = []
  for (const schema of await schemasOfRows(asked)) {
    const manifest = await manifestOf(asked, schema)
    if (manifest === null || manifest.hash === hash || manifest.completedAt === null) continue
    if (await answersQueriesOf(asked, readPostgresSchema(), schema)) found.push(manifest)
  }
  // Asked last: another process may be writing what it is compared with.
  const head = await store.head()
  return (
    found
      .filter(({ position }) => position <= head)
      .sort((left, right) => right.startedAt.getTime() - left.startedAt.getTime())[0] ?? null
  )
}

/** Of several processes that start at once, one makes the generation and all get the same. */
const findFirst = (options: PostgresReadSideOptions): Promise<FirstRows> =>
  withWritablePostgres(options.url, async (client) => {
    const hash = postgresHash(options.projections)
    const choose = (builds: readonly PostgresManifest[]): PostgresManifest | null =>
      newestComplete(builds) ?? builds.at(-1) ?? null
    const now = (options.now ?? (() => new Date()))()
    const own = await chooseOrMake(client, readPostgresSchema(), hash, choose, now)
    const head = await options.store.head()
    refuseAhead(own.schema, own.position, head)
    await refuseToldAhead(client, own.schema)
    const older = own.completedAt === null ? await findOlder(client, hash, options.store) : null
    return { hash, own, older }
  })

/** Longer than anything that is worth waiting for, in milliseconds. */
const LONG = 2 ** 31 - 1

/** The own build serves and shows what the log held at the start. */
const start = async (options: PostgresReadSideOptions, serving: PostgresServing): Promise<void> => {
  const rows = serving.own()
  const stop = (cause: unknown): never => {
    throw stoppedFault(rows.name, rows.fault()?.message ?? cause)
  }
  await rows.completed().catch(stop)
  if (!serving.isServing(rows)) await serving.switchTo(rows)
  const head = await options.store.head()
  if ((await serving.board.waitUntil(head, LONG)) === 'timed-out') stop('it was closed')
}

const statusFor = (rows: PostgresRows): Pick<ProjectionStatus, 'state' | 'error'> => {
  const fault = rows.fault()
  if (fault !== undefined) return { state: 'stopped', error: fault }
  const trouble = rows.trouble()
  if (trouble !== undefined) return { state: 'retrying', error: trouble }
  return { state: rows.isComplete() ? 'following' : 'building' }
}

const readSideOn = (options: PostgresReadSideOptions, serving: PostgresServing): ReadSide<PrismaClient> => {
  const { projections, store, elsewhere, now = () => new Date() } = options
  const { board } = serving
  const stopping = new AbortController()
  const statusOf = createStatus(store, () => now().getTime())
  let isReady = false
  const started = start(options, serving).then(() => {
    isReady = true
  })
  const settled = started.catch(() => undefined)

  const rebuildNow = async (
    begunAt: number,
    onProgress: Parameters<Parameters<typeof createRebuilds>[0]>[0],
  ): Promise<RebuildOutcome> => {
    await settled
    try {
      const rows = await serving.beginBuild(
        async (generation) => elsewhere?.({ generation, signal: stopping.signal, onProgress }),
        onProgress,
      )
      const removed = await serving.switchTo(rows)
      const seconds = (now().getTime() - begunAt) / 1000
      return { generation: rows.name, position: rows.position(), seconds, removed }
    } catch (cause) {
      if (cause instanceof ReadSideFault) throw cause
      throw stoppedFault(serving.next(), cause)
    }
  }
  const rebuilds = createRebuilds(
    (onProgress) => ({ generation: serving.next(), outcome: rebuildNow(now().getTime(), onProgress) }),
    now,
  )

  return {
    client: () => board.current().client,
    position: () => board.current().position(),
    waitUntil: (position, timeoutMs) => board.waitUntil(position, timeoutMs),
    status: async () => {
      const own = serving.own()
      const known = { name: READ_SIDE, generation: own.name, position: own.position() }
      const status = await statusOf({ ...known, ...statusFor(own) })
      const rebuild = rebuilds.status()
      const isFollowing = serving.isServing(own) && status.state === 'following'
      isReady ||= isFollowing && status.lagEvents === 0
      return {
        ...status,
        projections: namesOf(projections),
        serving: board.current().name,
        ready: isReady && isFollowing,
        ...(rebuild && { rebuild }),
      }
    },
    ready: () => started,
    rebuild: (onProgress) => rebuilds.rebuild(onProgress),
    close: async () => {
      stopping.abort()
      await serving.close()
      await settled
      await rebuilds.settled()
    },
  }
}

/**
 * Opens the read side in a PostgreSQL database: the generation of these projections, complete or built now, by this
 * process or another one. While it is built an older one serves, if there is one that can; without one this resolves
 * when the build is complete, or stands still at an event about which an operator may decide.
 *
 * Any number of processes may open the same database: one of them writes the rows, the others follow, and take over.
 *
 * @throws ReadSideFault READ_SIDE_AHEAD, READ_SIDE_UNWRITABLE, or PROJECTION_STOPPED when there is nothing to serve
 */
export const openPostgresReadSide = async (
  options: PostgresReadSideOptions,
): Promise<ReadSide<PrismaClient>> => {
  const { log } = options
  const onFault: typeof options.onFault = (fault) => {
    log?.error({ fault }, 'The read side has stopped')
    options.onFault?.(fault)
  }
  const source = { ...options, onFault }
  const first = await findFirst(source)
  const serving = createPostgresServing(source, first)
  const own = serving.own()
  try {
    if (serving.isServing(own))
      await own.completed().catch((cause: unknown) => {
        if (!serving.awaitsDecision(own)) throw stoppedFault(own.name, own.fault()?.message ?? cause)
      })
  } catch (cause) {
    await serving.close()
    throw cause
  }
  log?.info(
    { generation: own.name, serving: serving.board.current().name, position: own.position() },
    'Read side open',
  )
  return readSideOn(source, serving)
}
