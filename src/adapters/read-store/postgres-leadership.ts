import { setTimeout as pause } from 'node:timers/promises'
import { aheadFault } from '../../eventsourcing/continuity.js'
import type { Position } from '../../eventsourcing/event-store.js'
import { ReadSideFault } from '../../eventsourcing/read-side.js'
import type { ProjectionFault } from '../../eventsourcing/read-side-routing.js'
import { takeLease, type Lease } from './postgres-lease.js'
import {
  isLeaseLost,
  openProjector,
  type PostgresReadSideSource,
  type Projector,
} from './postgres-projector.js'
import { publishFault, refuseToldAhead } from './postgres-told-fault.js'

/** Between two attempts, in milliseconds: longer when there is no connection. */
const FIRST_PAUSE_MS = 100
const LONGEST_PAUSE_MS = 2_000

export interface LeadershipOptions {
  readonly source: PostgresReadSideSource
  readonly generation: string
  readonly schema: string
  /** Whether the rows are complete; only then may they be left to themselves between two leaders. */
  readonly isComplete: () => boolean
  /** Told of each position once its rows can be read, and when the build is complete. */
  readonly onApplied: (position: Position) => void
  readonly onComplete: () => void
  /** Told when a term is over: from then on it is for whoever leads to say what stops the rows. */
  readonly onTermOver: () => void
  /** Done before the first try, such as a build elsewhere. */
  readonly prepare?: (signal: AbortSignal) => Promise<void>
}

/** Tries to be the one that writes the rows of a schema, for as long as it takes and as often as it ends. */
export interface Leadership {
  /** What stopped the rows for good while this process leads; undefined when nothing did. */
  fault(): ProjectionFault | undefined
  /** What keeps this process from trying; undefined when nothing does. */
  trouble(): unknown
  /** What writes, while this process leads. */
  projector(): Projector | null
  /** Lets somebody else lead. */
  stop(): Promise<void>
}

export const createLeadership = (options: LeadershipOptions): Leadership => {
  const { source, generation, schema } = options
  const stopping = new AbortController()
  let current: Projector | null = null
  let fault: ProjectionFault | undefined
  let trouble: unknown

  /** Builds what is to be built, standing still at an event that fails until an operator decides about it. */
  const build = async ({ runner, writer }: Projector): Promise<boolean> => {
    while (!options.isComplete()) {
      if ((await runner.catchUp()) === 'caught-up') {
        await writer.complete((source.now ?? (() => new Date()))())
        options.onComplete()
      } else if (!(await runner.decided())) return false
    }
    return true
  }

  /** Leads until the lease is lost, or nothing more can be done; then keeps the lease, so that nobody tries in vain. */
  const term = async (lease: Lease): Promise<void> => {
    fault = undefined
    await lease.inTurn(() => refuseToldAhead(lease.client, schema))
    await publishFault(lease, null)
    const over = AbortSignal.any([lease.lost, stopping.signal])
    const onFault = (reason: ProjectionFault): void => {
      fault = reason
      void publishFault(lease, reason)
      source.onFault?.(reason)
    }
    const onApplied = (position: Position): void => {
      if (fault !== undefined) void publishFault(lease, null)
      fault = undefined
      options.onApplied(position)
    }
    const projector = (current = await openProjector({ ...source, onFault }, generation, lease, onApplied))
    try {
      if (!over.aborted && (await build(projector))) await projector.runner.follow()
      const reason = projector.runner.fault()
      if (reason !== undefined && !isLeaseLost(reason) && !over.aborted)
        await new Promise((resolve) => over.addEventListener('abort', resolve))
    } finally {
      current = null
      fault = undefined
      options.onTermOver()
      await projector.close()
    }
  }

  const attempt = async (): Promise<void> => {
    const connected = (): void => {
      trouble = undefined
    }
    const lease = await takeLease(source.url, schema, stopping.signal, connected)
    if (lease === null) return
    try {
      await term(lease)
    } finally {
      await lease.release()
    }
  }

  const lead = async (): Promise<void> => {
    await options.prepare?.(stopping.signal)
    let delay = FIRST_PAUSE_MS
    while (!stopping.signal.aborted) {
      try {
        await attempt()
        delay = FIRST_PAUSE_MS
      } catch (cause) {
        if (cause instanceof ReadSideFault) {
          fault = aheadFault(cause)
          source.onFault?.(fault)
          return
        }
        trouble = cause
        delay = Math.min(delay * 2, LONGEST_PAUSE_MS)
      }
      await pause(delay, undefined, { signal: stopping.signal }).catch(() => undefined)
    }
  }
  const leading = lead()

  return {
    fault: () => fault,
    trouble: () => trouble,
    projector: () => current,
    stop: async () => {
      stopping.abort()
      await current?.runner.stop()
      await leading
    },
  }
}
