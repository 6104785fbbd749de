import type { PrismaClient } from '../../../prisma/client/client.js'
import { createStatus, type ProjectionStatus } from '../../eventsourcing/projection-status.js'
import {
  ReadSideFault,
  type ReadSide,
  type RebuildOutcome,
  type RebuildStatus,
} from '../../eventsourcing/read-side.js'
import type { ProjectionFault } from '../../eventsourcing/read-side-routing.js'
import { createRebuilds, type BeginRebuild } from '../../eventsourcing/rebuilds.js'
import { createRetirement } from '../../eventsourcing/retirement.js'
import { createSwitchboard } from '../../eventsourcing/serving.js'
import { buildBeside } from './beside.js'
import { readSideFolder, removeGeneration, removeGenerationAside } from './generation-files.js'
import { buildPatiently, READ_SIDE, type OpenGeneration } from './open-generation.js'
import { namesOf, served, type ServedGeneration } from './served-generation.js'
import { nextBuild } from './sqlite-generations.js'
import type { OpenReadSideOptions } from './sqlite-read-side.js'

/** The generation of these projections as it answers queries. */
export interface OwnGeneration {
  readonly open: OpenGeneration
  readonly served: ServedGeneration
}

/** What serves at first: the own generation, or an older one while the own one, of this name, has to be built. */
export type FirstServed =
  (OwnGeneration & { readonly built: boolean }) | { readonly name: string; readonly older: ServedGeneration }

const GRACE_MS = 60_000

const stopped = ({ name, runner }: OpenGeneration): ReadSideFault => {
  const reason = runner.fault()?.message ?? 'it was closed'
  return new ReadSideFault('PROJECTION_STOPPED', `The read side ${name} stopped: ${reason}`)
}

/** Closes what was opened when what it was opened for fails. */
const orClose = async <Result>(
  opened: { readonly close: () => Promise<void> },
  work: Promise<Result>,
): Promise<Result> => {
  try {
    return await work
  } catch (cause) {
    await opened.close()
    throw cause
  }
}

/** Serves generations of one data folder, and switches from one to the next when that is built. */
export const serveGenerations = (
  options: OpenReadSideOptions,
  first: FirstServed,
): ReadSide<PrismaClient> => {
  const { log, now = () => new Date(), graceMs = GRACE_MS } = options
  const folder = readSideFolder(options.folder)
  const stopping = new AbortController()
  const board = createSwitchboard('older' in first ? first.older : first.served)
  const retirement = createRetirement(graceMs, (cause) =>
    log?.error({ error: cause }, 'Rows that were replaced could not be removed'),
  )
  const statusOf = createStatus(options.store, () => now().getTime())
  const wanted = 'older' in first ? first.name : first.open.name
  let own: OwnGeneration | null = 'older' in first ? null : first
  let serves: ServedGeneration = 'older' in first ? first.older : first.served
  let isReady = false
  let failure: ProjectionFault | undefined
  let toldFirstFault: (fault: ProjectionFault) => void = () => undefined
  const firstFault = new Promise<ProjectionFault>((resolve) => (toldFirstFault = resolve))

  /** The rows that were served before: of this definition they are of no use any more, others wait for a roll-back. */
  const replace = (before: ServedGeneration, isOwn: boolean): void =>
    retirement.retire(async () => {
      await before.close()
      if (isOwn) await removeGenerationAside(folder, before.name)
    })

  const switchTo = async (open: OpenGeneration): Promise<RebuildOutcome['removed']> => {
    const next = { open, served: await orClose(open, served(open, own?.served)) }
    const follow = async (): Promise<void> => {
      await next.served.client.$connect()
      void open.runner.follow()
      if (!(await board.switchTo(next.served))) throw stopped(open)
    }
    await orClose(next.served, follow())
    const before = serves
    const isOwn = own !== null
    own = next
    serves = next.served
    isReady = true
    failure = undefined
    replace(before, isOwn)
    log?.info({ from: before.name, to: open.name }, 'The read side has switched to its own generation')
    return isOwn ? [before.name] : []
  }

  /** The first build of a definition is gone on with by the next start; another one has failed for good. */
  const build = async (
    name: string,
    isFirst: boolean,
    onProgress: Parameters<BeginRebuild>[0],
  ): Promise<RebuildOutcome> => {
    const started = now().getTime()
    const onFault = (fault: ProjectionFault): void => {
      if (isFirst) toldFirstFault((failure = fault))
      if (isFirst || own?.open.name === name) options.onFault?.(fault)
    }
    const { elsewhere } = options
    const orHere: typeof elsewhere = (order) =>
      Promise.resolve(elsewhere?.(order)).catch((error: unknown) =>
        log?.error({ error }, 'The process that builds the read side broke off; the build goes on here'),
      )
    try {
      const open = await buildBeside(name, {
        ...{ source: { ...options, onFault }, signal: stopping.signal, onProgress, patient: isFirst },
        ...(elsewhere && { elsewhere: isFirst ? orHere : elsewhere }),
      })
      const removed = await switchTo(open)
      const seconds = (now().getTime() - started) / 1000
      return { generation: name, position: open.runner.position(), seconds, removed }
    } catch (cause) {
      if (!isFirst) removeGeneration(folder, name)
      throw cause
    }
  }

  let begun = own !== null
  const rebuilds = createRebuilds((onProgress) => {
    const isFirst = !begun
    begun = true
    const generation = isFirst ? wanted : nextBuild(folder, wanted)
    return { generation, outcome: build(generation, isFirst, onProgress) }
  }, now)

  const start = async (): Promise<void> => {
    if (own === null) {
      const fault = await Promise.race([rebuilds.rebuild(options.onProgress), firstFault])
      if ('kind' in fault) throw new ReadSideFault('PROJECTION_STOPPED', fault.message)
      return
    }
    const { open } = own
    isReady = true
    if ('built' in first && !first.built) {
      void buildPatiently(open, now).then(
        () => open.runner.follow(),
        () => undefined,
      )
      throw stopped(open)
    }
    const outcome = await open.runner.catchUp()
    void open.runner.follow()
    if (outcome === 'stopped') throw stopped(open)
  }
  const started = start()
  const settled = started.catch((cause: unknown) => {
    failure ??= { kind: 'writer', message: String(cause), cause }
    // An older generation comes no further, and none comes after it.
    if (own === null) serves.leave()
  })

  const ownStatus = (): Promise<ProjectionStatus> => {
    if (own !== null) return own.open.runner.status()
    const position = rebuilds.status()?.position ?? 0n
    const known = { name: READ_SIDE, generation: wanted, position }
    return statusOf(
      failure === undefined
        ? { ...known, state: 'building' }
        : { ...known, state: 'stopped', error: failure },
    )
  }

  const statusOfBuild = ({ generation, position }: RebuildStatus): Promise<ProjectionStatus> =>
    statusOf({ name: READ_SIDE, generation, position, state: 'building' })

  return {
    client: () => board.current().client,
    position: () => board.current().position(),
    waitUntil: (position, timeoutMs) => board.waitUntil(position, timeoutMs),
    status: async () => {
      const status = await ownStatus()
      const rebuild = rebuilds.status()
      const beside = own !== null && rebuild?.state === 'building' ? await statusOfBuild(rebuild) : undefined
      return {
        ...status,
        projections: namesOf(options.projections),
        serving: board.current().name,
        ready: isReady && own !== null && status.state === 'following',
        ...(rebuild && { rebuild }),
        ...(beside && { beside }),
      }
    },
    ready: () => started,
    rebuild: (onProgress) => rebuilds.rebuild(onProgress),
    close: async () => {
      stopping.abort()
      board.current().leave()
      await settled
      await rebuilds.settled()
      await serves.close()
      await retirement.close()
    },
  }
}
