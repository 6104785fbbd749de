import { aheadFault, refuseAhead } from '../../eventsourcing/continuity.js'
import type { EventStore, Position } from '../../eventsourcing/event-store.js'
import type { Observer } from '../../eventsourcing/observer.js'
import { CheckpointMoved, type AnyProjection, type Decode } from '../../eventsourcing/projection.js'
import {
  projectionRunner,
  type ProjectionRunner,
  type RebuildProgress,
} from '../../eventsourcing/projection-runner.js'
import { ReadSideFault } from '../../eventsourcing/read-side.js'
import { routeThrough, type ProjectionFault } from '../../eventsourcing/read-side-routing.js'
import { READ_SIDE } from './open-generation.js'
import type { Lease } from './postgres-lease.js'
import { publishFault } from './postgres-told-fault.js'
import { openPostgresRowWriter, type PostgresRowWriter } from './postgres-row-writer.js'
import { readingAhead, type ReadAhead } from './read-ahead.js'

export interface PostgresReadSideSource {
  /** Address of the database of the rows. */
  readonly url: string
  readonly store: Pick<EventStore, 'readAll' | 'subscribe' | 'head' | 'history'>
  readonly decode: Decode
  readonly projections: readonly AnyProjection[]
  readonly onProgress?: (progress: RebuildProgress) => void
  /** Called when a fault stops the rows that this process writes. */
  readonly onFault?: (fault: ProjectionFault) => void
  /** Pauses before a failed write or read of the log is tried again, in milliseconds. */
  readonly retryAfter?: readonly number[]
  /** Tries in a row after which a log or rows that cannot be reached stop it; absent: never. */
  readonly giveUpAfter?: number
  /** Told of each batch of rows that this process writes; absent: nobody observes. */
  readonly observer?: Pick<Observer, 'rows'>
  readonly now?: () => Date
}

/** What writes the rows of one schema as long as its lease lasts. */
export interface Projector {
  readonly writer: PostgresRowWriter
  readonly runner: ProjectionRunner
  /** Stops after the batch in hand and gives the lease back. */
  close(): Promise<void>
}

/** The lease went to somebody else, or the connection away: no fault of the rows. */
export const isLeaseLost = (fault: ProjectionFault): boolean => fault.cause instanceof CheckpointMoved

/**
 * Opens the writer of a schema and what runs its projections. The lease is given back when that fails.
 *
 * @throws ReadSideFault READ_SIDE_AHEAD when the rows show more than the log holds
 */
export const openProjector = async (
  source: PostgresReadSideSource,
  generation: string,
  lease: Lease,
  onApplied: (position: Position) => void = () => undefined,
): Promise<Projector> => {
  const { store, decode, projections, onProgress, onFault, retryAfter, giveUpAfter, observer } = source
  const { now = () => new Date() } = source
  try {
    const onSent = (): void => ahead.makeReady()
    const writer = await openPostgresRowWriter({ lease, onApplied, onSent })
    refuseAhead(lease.schema, await writer.checkpoint(), await store.head())
    const route = routeThrough(decode, projections)
    const ahead: ReadAhead = readingAhead(store, route, (operations) => writer.prepare(operations))
    const runner = await projectionRunner({
      ...{ name: READ_SIDE, generation, decode, projections, writer },
      ...{ store: ahead.store, route: ahead.route },
      ...(onProgress && { onProgress }),
      onFault: (fault) => {
        if (!isLeaseLost(fault)) onFault?.(fault)
      },
      ...(retryAfter && { retryAfter }),
      ...(giveUpAfter !== undefined && { giveUpAfter }),
      ...(observer && { observer }),
      now: () => now().getTime(),
    })
    const stop = (): void => void runner.stop()
    lease.lost.addEventListener('abort', stop)
    const close = async (): Promise<void> => {
      lease.lost.removeEventListener('abort', stop)
      await runner.stop()
      await lease.release()
    }
    return { writer, runner, close }
  } catch (cause) {
    if (cause instanceof ReadSideFault) await publishFault(lease, aheadFault(cause))
    await lease.release()
    throw cause
  }
}
