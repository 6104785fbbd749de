import type { Client } from 'pg'
import type { PrismaClient } from '../../../prisma/client/client.js'
import type { BuildElsewhere } from '../../eventsourcing/build-elsewhere.js'
import { generationName } from '../../eventsourcing/generations.js'
import type { RebuildProgress } from '../../eventsourcing/projection-runner.js'
import { isEventFault } from '../../eventsourcing/quarantine.js'
import { ReadSideFault } from '../../eventsourcing/read-side.js'
import { createRetirement } from '../../eventsourcing/retirement.js'
import { createSwitchboard, type Switchboard } from '../../eventsourcing/serving.js'
import { removeUnused, withPostgres } from './postgres-generations.js'
import {
  buildsOf,
  chooseOrMake,
  manifestOf,
  newestComplete,
  schemaOf,
  schemasOfRows,
  type PostgresManifest,
} from './postgres-manifest.js'
import type { PostgresReadSideSource } from './postgres-projector.js'
import { rebuildTogether } from './postgres-rebuild-lock.js'
import { openPostgresRows, type PostgresRows, type PostgresRowsOptions } from './postgres-rows.js'
import { createWatch } from './postgres-watch.js'
import { readPostgresSchema } from './read-schema.js'
import type { ReadSideLog } from './sqlite-read-side.js'

export interface PostgresReadSideOptions extends PostgresReadSideSource {
  readonly log?: ReadSideLog
  /** Builds generations while another serves; without it they are built on this thread, batch by batch. */
  readonly elsewhere?: BuildElsewhere
  /** How long a query may go on with rows that others have replaced, in milliseconds; a minute. */
  readonly graceMs?: number
}

/** What serves at first: the own build, or an older generation while that is built. */
export interface FirstRows {
  readonly hash: string
  readonly own: PostgresManifest
  readonly older: PostgresManifest | null
}

const GRACE_MS = 60_000

export const stoppedFault = (name: string, cause: unknown): ReadSideFault => {
  const reason = cause instanceof Error ? cause.message : String(cause)
  return new ReadSideFault('PROJECTION_STOPPED', `The read side ${name} stopped: ${reason}`, { cause })
}

/** The rows that this process has to do with: those that serve, and those that are to. */
export interface PostgresServing {
  readonly board: Switchboard<PrismaClient>
  /** The newest build of this definition. */
  own(): PostgresRows
  isServing(rows: PostgresRows): boolean
  /** Lets rows serve as soon as they show all that the others do. Says which ones they replaced. */
  switchTo(rows: PostgresRows): Promise<readonly string[]>
  /** Makes a new build, or goes on with one that was begun, also by others; the promise is of its rows once they are complete. */
  beginBuild(
    elsewhere: (generation: string) => Promise<void>,
    onProgress: (progress: RebuildProgress) => void,
  ): Promise<PostgresRows>
  /** The name of the next build. */
  next(): string
  /** Whether an operator may decide about what stopped these rows. */
  awaitsDecision(rows: PostgresRows): boolean
  lookNow(): Promise<void>
  close(): Promise<void>
}

export const createPostgresServing = (
  options: PostgresReadSideOptions,
  { hash, own: first, older }: FirstRows,
): PostgresServing => {
  const { url, log, graceMs = GRACE_MS, now = () => new Date() } = options
  const known = new Map<string, PostgresRows>()
  const retirement = createRetirement(graceMs, (cause) =>
    log?.error({ error: cause }, 'Rows that were replaced could not be removed'),
  )
  let closing = false

  const openRows = (
    manifest: PostgresManifest,
    isOwn: boolean,
    more: Partial<Pick<PostgresRowsOptions, 'source' | 'prepare'>> = {},
  ): PostgresRows => {
    const onWentBack: PostgresRowsOptions['onWentBack'] = (from, to) =>
      log?.error(
        { generation: manifest.name, from, to },
        'Rows that were shown are gone: the database lost what was committed last, as when a server takes over that ' +
          'had not received it. Events that were acknowledged may be lost with them',
      )
    const rows = openPostgresRows({
      ...{ source: options, manifest, watch: () => watch, isOwn, onWentBack },
      ...more,
    })
    known.set(manifest.schema, rows)
    return rows
  }

  /** Builds of this definition that a newer one has replaced, and those that were given up. */
  const clearSuperseded = async (): Promise<void> =>
    withPostgres(url, async (client) => {
      const newest = newestComplete(await buildsOf(client, hash))
      if (newest === null) return
      for (const schema of await schemasOfRows(client, hash))
        if (schema !== newest.schema) await removeUnused(client, schema)
    })

  const letGo = async (rows: PostgresRows): Promise<void> => {
    known.delete(rows.schema)
    await rows.close()
  }

  const switching = new Map<string, Promise<readonly string[]>>()
  const change = async (rows: PostgresRows): Promise<readonly string[]> => {
    if (serves === rows) return []
    await rows.client.$connect()
    if (!(await board.switchTo(rows))) throw stoppedFault(rows.name, rows.fault() ?? 'it was closed')
    // Others may have been switched to since this was asked for.
    const before = serves
    serves = rows
    if (rows.build >= own.build) own = rows
    log?.info({ from: before.name, to: rows.name }, 'The read side has switched to another build')
    retirement.retire(async () => {
      await letGo(before)
      if (!closing) await clearSuperseded()
    })
    return before.schema.startsWith(schemaOf({ hash, build: 1 })) ? [before.name] : []
  }
  const switchTo = (rows: PostgresRows): Promise<readonly string[]> => {
    const begun = switching.get(rows.schema) ?? change(rows).finally(() => switching.delete(rows.schema))
    switching.set(rows.schema, begun)
    return begun
  }

  const bring = (rows: PostgresRows): void =>
    void switchTo(rows).catch((error: unknown) => {
      if (closing) return
      log?.error({ error, generation: rows.name }, 'The read side could not switch; it will be tried again')
      if (rows !== own) void letGo(rows)
    })

  /** Another process has made a newer build, or goes to serve one. */
  const adoptNewer = async (client: Client): Promise<void> => {
    for (const schema of await schemasOfRows(client, hash)) {
      if (known.has(schema)) continue
      const manifest = await manifestOf(client, schema)
      if (manifest === null || manifest.completedAt === null || manifest.build <= own.build) continue
      // Not waited for: its turn comes after this look, and nobody removes the newest build.
      void watch.use(schema)
      const rows = openRows(manifest, true)
      bring(rows)
    }
  }

  const watch = createWatch({
    url,
    heard: (schema, position) => known.get(schema)?.heard(position),
    lost: () => {
      for (const rows of known.values()) rows.outOfSight()
    },
    look: async (client) => {
      if (!closing) await adoptNewer(client)
      for (const rows of known.values()) await rows.look(client)
      // An operator may have decided about the event at which the build stood.
      if (!closing && own.isComplete() && serves !== own) bring(own)
    },
  })
  /** Requests are answered by the older rows meanwhile, and should not feel it. */
  const buildElsewhere = async (signal: AbortSignal): Promise<void> => {
    const onProgress = options.onProgress ?? (() => undefined)
    await options.elsewhere?.({ generation: first.name, signal, onProgress }).catch((error: unknown) => {
      log?.error({ error }, 'The process that builds the read side broke off; the build goes on here')
    })
  }
  for (const { schema } of older === null ? [first] : [older, first]) void watch.use(schema)
  let own = openRows(first, true, older === null ? {} : { prepare: buildElsewhere })
  let serves = older === null ? own : openRows(older, false)
  const board = createSwitchboard(serves)
  if (first.completedAt !== null) void clearSuperseded().catch(() => undefined)

  const next = (): string => generationName(hash, own.build + 1)

  const unfinished = (builds: readonly PostgresManifest[]): PostgresManifest | null =>
    builds.find(({ build, completedAt }) => build > own.build && completedAt === null) ?? null

  const begun = async (): Promise<PostgresManifest> => {
    // Before it is there, lest somebody takes it for one that was given up.
    await watch.use(schemaOf({ hash, build: own.build + 1 }))
    const manifest = await withPostgres(url, (client) =>
      chooseOrMake(client, readPostgresSchema(), hash, unfinished, now()),
    )
    await watch.use(manifest.schema)
    return manifest
  }

  /** The build that a command makes. */
  const found = async (): Promise<PostgresManifest | null> => {
    if (closing) throw new Error('it was closed')
    const manifest = await withPostgres(url, async (client) => unfinished(await buildsOf(client, hash)))
    if (manifest !== null) await watch.use(manifest.schema)
    return manifest
  }

  const giveUp = async (schema: string): Promise<void> => {
    await watch.letGo(schema)
    await withPostgres(url, (client) => removeUnused(client, schema)).catch(() => false)
  }

  const build = async (
    manifest: PostgresManifest,
    [elsewhere, onProgress]: Parameters<PostgresServing['beginBuild']>,
  ): Promise<PostgresRows> => {
    let rows: PostgresRows | undefined
    try {
      await elsewhere(manifest.name)
      rows = known.get(manifest.schema) ?? openRows(manifest, true, { source: { ...options, onProgress } })
      await rows.completed()
      return rows
    } catch (cause) {
      if (rows !== undefined) await letGo(rows)
      await giveUp(manifest.schema)
      throw cause
    }
  }

  return {
    board,
    own: () => own,
    isServing: (rows) => serves === rows,
    ...{ switchTo, next },
    beginBuild: (...asked) =>
      rebuildTogether({ url, hash, begin: begun, find: found }, (manifest) => build(manifest, asked)),
    awaitsDecision: (rows) => {
      const fault = rows.fault()
      const canBeDecided = options.projections.some(({ quarantine }) => quarantine !== undefined)
      return canBeDecided && fault !== undefined && isEventFault(fault)
    },
    lookNow: () => watch.lookNow(),
    close: async () => {
      closing = true
      for (const rows of known.values()) rows.leave()
      await retirement.close()
      for (const rows of [...known.values()]) await letGo(rows)
      await watch.close()
    },
  }
}
