import { setImmediate as turn } from 'node:timers/promises'
import { createContinuity } from './continuity.js'
import type { EventStore, Position } from './event-store.js'
import type { Observer } from './observer.js'
import { createPatience } from './patience.js'
import type { AnyProjection, Decode, RowWriter } from './projection.js'
import { createStatus, storeFault, writerFault, type ProjectionStatus } from './projection-status.js'
import { isEventFault, quarantineDesk } from './quarantine.js'
import { arrivals } from './read-side-batches.js'
import { positionGate, type WaitOutcome } from './read-side-position.js'
import { routeThrough, type ProjectionFault, type Route } from './read-side-routing.js'
import { createRowAdvance, observedAdvance } from './row-advance.js'

export interface RebuildProgress {
  readonly position: Position
  /** The log's head when catching up began, or later. */
  readonly head: Position
  readonly eventsPerSecond: number
}

export interface ProjectionRunnerOptions {
  readonly name: string
  readonly generation: string
  readonly store: Pick<EventStore, 'readAll' | 'subscribe' | 'head' | 'history'>
  readonly decode: Decode
  readonly projections: readonly AnyProjection[]
  readonly route?: Route
  readonly writer: RowWriter
  /** Most events of one transaction; 1,000. */
  readonly batchSize?: number
  /**
   * Pauses before a failed write or read of the log is tried again, in milliseconds; the last one holds for all later
   * tries.
   */
  readonly retryAfter?: readonly number[]
  /** Tries in a row after which a log or rows that cannot be reached stop it; absent: never. */
  readonly giveUpAfter?: number
  readonly onProgress?: (progress: RebuildProgress) => void
  /** Called each time that a fault stops the rows; never on a clean stop. */
  readonly onFault?: (fault: ProjectionFault) => void
  /** Told of each batch; absent: nobody observes. */
  readonly observer?: Pick<Observer, 'rows'>
  readonly now?: () => number
}

/**
 * Keeps rows up to the log: in order, each event once, past one that failed only by an operator's recorded decision.
 * An event that cannot be turned into rows stops it; a log or rows that cannot be reached are tried again until they
 * can.
 */
export interface ProjectionRunner {
  /** Applies all that the log holds, and nearly all that comes meanwhile; `stopped` when a fault or `stop` came first. */
  catchUp(): Promise<'caught-up' | 'stopped'>
  /**
   * Follows the log until stopped. Resolves then; faults are in `status`, not thrown. At an event that fails it
   * stands still until an operator decides that the event is passed over.
   */
  follow(): Promise<void>
  /** Waits until the rows may go on behind the event at which they stand; false when they never will. */
  decided(): Promise<boolean>
  /** Whether the rows stand at an event that an operator may decide to pass over. */
  awaitsDecision(): boolean
  position(): Position
  /** Waits until the rows show a position; once stopped nothing more will come and it answers at once. */
  waitUntil(position: Position, timeoutMs: number): Promise<WaitOutcome>
  fault(): ProjectionFault | undefined
  /** Answers without the log too. */
  status(): Promise<ProjectionStatus>
  /** Finishes the batch in hand, then stops. The writer stays open. Who waits is told at once. */
  stop(): Promise<void>
}

const RETRY_AFTER = [20, 100, 500, 1_000, 2_000, 5_000]

/** A page with fewer events is at the end of a log that grows meanwhile: waiting for an empty one could last for ever. */
const NEARLY = 50

export const projectionRunner = async (options: ProjectionRunnerOptions): Promise<ProjectionRunner> => {
  const { store, writer, batchSize = 1000, retryAfter = RETRY_AFTER, giveUpAfter, now = Date.now } = options
  const { route = routeThrough(options.decode, options.projections) } = options
  const gate = positionGate(await writer.checkpoint())
  const stopping = new AbortController()
  const stopped = (): boolean => stopping.signal.aborted
  const patience = createPatience<ProjectionFault['kind']>({
    ...{ retryAfter, stopping: stopping.signal },
    ...(giveUpAfter !== undefined && { giveUpAfter }),
  })
  const desk = quarantineDesk(store, options.decode, options.projections)
  const advance = createRowAdvance({
    ...{ route, writer, gate, patience },
    ...(desk && { desk }),
  })
  const statusOf = createStatus(store, now)
  const continuity = createContinuity(store, options.generation)
  const working = new Set<Promise<unknown>>()
  let phase: 'building' | 'following' = 'building'
  const seen = () => ({ live: phase === 'following', position: gate.position() })
  const observed = observedAdvance(advance, options, seen)
  let fault: ProjectionFault | undefined
  const standsStill = (): boolean => stopped() || fault !== undefined

  const stopFor = (reason: ProjectionFault): void => {
    if (standsStill()) return
    fault = reason
    gate.close()
    options.onFault?.(reason)
  }

  const faultOf = (kind: ProjectionFault['kind'], cause: unknown): ProjectionFault =>
    kind === 'writer' ? writerFault(gate.position(), cause) : storeFault(gate.position(), cause)

  const advanceOrStop: typeof advance = async (events, seen) => {
    try {
      const reason = await observed(events, seen)
      if (reason !== undefined) stopFor(reason)
      else continuity.shown(events)
      return reason
    } catch (cause) {
      const reason = faultOf('writer', cause)
      if (!stopped()) stopFor(reason)
      return reason
    }
  }

  /** Whether what was just read may be none of this log: then it is read again, if the rows can go on at all. */
  const isInDoubt = async (): Promise<boolean> => {
    if (!continuity.isInDoubt()) return false
    const reason = await patience.until('store', () => continuity.look(gate.position()))
    if (reason !== undefined) stopFor(reason)
    return true
  }

  const catchUp = async (): Promise<'caught-up' | 'stopped'> => {
    try {
      const first = await patience.until('store', () => store.head())
      let head = first
      const started = now()
      let events = 0
      await isInDoubt()
      while (!standsStill()) {
        const page = await patience.until('store', () => store.readAll(gate.position(), { max: batchSize }))
        if (await isInDoubt()) continue
        if (page.events.length === 0 && page.next <= gate.position()) return 'caught-up'
        await advanceOrStop(page.events, page.next)
        events += page.events.length
        if (gate.position() > head) head = await patience.until('store', () => store.head())
        const seconds = Math.max(now() - started, 1) / 1000
        const eventsPerSecond = Math.round(events / seconds)
        options.onProgress?.({ position: gate.position(), head, eventsPerSecond })
        // Requests are answered between batches.
        await turn()
        if (!standsStill() && gate.position() >= first && page.events.length < NEARLY) return 'caught-up'
      }
    } catch (cause) {
      if (!stopped()) stopFor(faultOf('store', cause))
    }
    return 'stopped'
  }

  const followOnce = async (): Promise<void> => {
    if ((await isInDoubt()) && standsStill()) return
    const leaving = new AbortController()
    const signal = AbortSignal.any([stopping.signal, leaving.signal])
    for await (const { events, position } of arrivals(
      store.subscribe(gate.position(), { signal }),
      batchSize,
    )) {
      const goesOn = !stopped() && !(await isInDoubt())
      if (goesOn && (await advanceOrStop(events, position)) === undefined) {
        patience.succeeded()
        continue
      }
      leaving.abort()
      return
    }
    if (!stopped()) throw new Error('the subscription ended by itself')
  }

  const followLive = async (): Promise<void> => {
    phase = 'following'
    while (!standsStill()) {
      try {
        await followOnce()
      } catch (cause) {
        await patience.failed('store', cause).catch(() => {
          if (!stopped()) stopFor(faultOf('store', cause))
        })
      }
    }
  }

  const decided = async (): Promise<boolean> => {
    const reason = fault
    if (reason === undefined) return !stopped()
    if (desk === undefined || !isEventFault(reason)) return false
    const taken = await patience
      .until('store', () => desk.decided(reason, stopping.signal))
      .catch(() => false)
    if (!taken || stopped()) return false
    fault = undefined
    gate.open()
    return true
  }

  const awaitsDecision = (): boolean =>
    !stopped() && desk !== undefined && fault !== undefined && isEventFault(fault)

  const follow = async (): Promise<void> => {
    do {
      if ((await catchUp()) === 'caught-up') await followLive()
    } while (await decided())
  }

  const tracked =
    <Result>(work: () => Promise<Result>) =>
    (): Promise<Result> => {
      const done: Promise<Result> = work().finally(() => working.delete(done))
      working.add(done)
      return done
    }

  const standing = (): Pick<ProjectionStatus, 'state' | 'error'> => {
    if (fault !== undefined) return { state: 'stopped', error: fault }
    if (stopped()) return { state: 'stopped' }
    const trouble = patience.trouble()
    if (trouble === undefined) return { state: phase }
    return { state: 'retrying', error: faultOf(trouble.kind, trouble.cause) }
  }

  return {
    catchUp: tracked(catchUp),
    follow: tracked(follow),
    decided: tracked(decided),
    awaitsDecision,
    position: () => gate.position(),
    waitUntil: (position, timeoutMs) => gate.waitUntil(position, timeoutMs),
    fault: () => fault,
    status: () => {
      const { name, generation } = options
      return statusOf({ name, generation, position: gate.position(), ...standing() })
    },
    stop: async () => {
      gate.close()
      stopping.abort()
      await Promise.all(working)
    },
  }
}
