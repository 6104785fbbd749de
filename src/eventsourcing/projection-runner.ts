import { setImmediate as turn, setTimeout as pause } from 'node:timers/promises'
import type { EventStore, Position, Recorded } from './event-store.js'
import type { AnyProjection, Decode, RowWriter } from './projection.js'
import { arrivals } from './read-side-batches.js'
import { positionGate, type WaitOutcome } from './read-side-position.js'
import { faultAt, routeThrough, type ProjectionFault } from './read-side-routing.js'

export interface RebuildProgress {
  readonly position: Position
  /** The log's head when catching up began, or later. */
  readonly head: Position
  readonly eventsPerSecond: number
}

export interface ProjectionStatus {
  readonly name: string
  readonly generation: string
  readonly position: Position
  readonly head: Position
  readonly lagEvents: number
  /** Age of the oldest event that the rows do not show yet; 0 when they show all. */
  readonly lagSeconds: number
  readonly state: 'building' | 'following' | 'stopped'
  readonly error?: ProjectionFault
}

export interface ProjectionRunnerOptions {
  readonly name: string
  readonly generation: string
  readonly store: Pick<EventStore, 'readAll' | 'subscribe' | 'head'>
  readonly decode: Decode
  readonly projections: readonly AnyProjection[]
  readonly writer: RowWriter
  /** Most events of one transaction; 1,000. */
  readonly batchSize?: number
  /** Pauses before a failed write or read of the log is tried again, in milliseconds. */
  readonly retryAfter?: readonly number[]
  readonly onProgress?: (progress: RebuildProgress) => void
  /** Called once when a fault stops the rows; never on a clean stop. */
  readonly onFault?: (fault: ProjectionFault) => void
  readonly now?: () => number
}

/** Keeps rows up to the log: in order, each event once, never past one that failed. */
export interface ProjectionRunner {
  /** Applies all that the log holds, until there is nothing more; `stopped` when a fault or `stop` came first. */
  catchUp(): Promise<'caught-up' | 'stopped'>
  /** Follows the log until stopped. Resolves then; faults are in `status`, not thrown. */
  follow(): Promise<void>
  position(): Position
  /** Waits until the rows show a position; once stopped nothing more will come and it answers at once. */
  waitUntil(position: Position, timeoutMs: number): Promise<WaitOutcome>
  fault(): ProjectionFault | undefined
  status(): Promise<ProjectionStatus>
  /** Finishes the batch in hand, then stops. The writer stays open. */
  stop(): Promise<void>
}

const RETRY_AFTER = [20, 100, 500]

export const projectionRunner = async (options: ProjectionRunnerOptions): Promise<ProjectionRunner> => {
  const { store, writer, batchSize = 1000, retryAfter = RETRY_AFTER, now = Date.now } = options
  const route = routeThrough(options.decode, options.projections)
  const gate = positionGate(await writer.checkpoint())
  const stopping = new AbortController()
  const stopped = (): boolean => stopping.signal.aborted
  const working = new Set<Promise<unknown>>()
  let state: ProjectionStatus['state'] = 'building'
  let fault: ProjectionFault | undefined

  const stopFor = (reason: ProjectionFault): void => {
    if (state === 'stopped') return
    fault = reason
    state = 'stopped'
    gate.close()
    stopping.abort()
    options.onFault?.(reason)
  }

  const retried = async <Result>(attempt: () => Promise<Result>): Promise<Result> => {
    for (const delay of retryAfter) {
      try {
        return await attempt()
      } catch (cause) {
        if (stopped()) throw cause
        await pause(delay)
      }
    }
    return attempt()
  }

  const write = async (
    events: readonly Recorded[],
    atLeast: Position | null,
  ): Promise<ProjectionFault | undefined> => {
    const { operations, upTo, fault: routing } = route(events)
    const position = routing === undefined ? (atLeast ?? upTo) : upTo
    if (position !== null && position > gate.position()) {
      await writer.apply(operations, position)
      gate.moveTo(position)
    }
    return routing
  }

  /** A batch that the writer refuses is applied event by event, so that the rows stop exactly before the one. */
  const writeOneByOne = async (
    events: readonly Recorded[],
    seen: Position,
  ): Promise<ProjectionFault | undefined> => {
    for (const event of events) {
      try {
        const routing = await write([event], null)
        if (routing !== undefined) return routing
      } catch (reason) {
        return faultAt(event, 'writer', reason)
      }
    }
    return write([], seen).catch((cause: unknown) => ({
      kind: 'writer',
      message: `The checkpoint could not be moved to ${seen}: ${String(cause)}`,
      cause,
    }))
  }

  const advance = async (events: readonly Recorded[], seen: Position): Promise<void> => {
    let reason: ProjectionFault | undefined
    try {
      reason = await retried(() => write(events, seen))
    } catch {
      reason = await writeOneByOne(events, seen)
    }
    if (reason !== undefined) stopFor(reason)
  }

  const storeFault = (cause: unknown): ProjectionFault => ({
    kind: 'store',
    message: `The event log could not be read after position ${gate.position()}: ${String(cause)}`,
    position: gate.position(),
    cause,
  })

  const catchUp = async (): Promise<'caught-up' | 'stopped'> => {
    try {
      let head = await retried(() => store.head())
      const started = now()
      let events = 0
      while (!stopped()) {
        const page = await retried(() => store.readAll(gate.position(), { max: batchSize }))
        if (page.events.length === 0 && page.next <= gate.position()) return 'caught-up'
        await advance(page.events, page.next)
        events += page.events.length
        if (gate.position() > head) head = await store.head()
        const seconds = Math.max(now() - started, 1) / 1000
        options.onProgress?.({
          position: gate.position(),
          head,
          eventsPerSecond: Math.round(events / seconds),
        })
        // Requests are answered between batches.
        await turn()
      }
    } catch (cause) {
      stopFor(storeFault(cause))
    }
    return 'stopped'
  }

  const followOnce = async (): Promise<void> => {
    const signals = store.subscribe(gate.position(), { signal: stopping.signal })
    for await (const { events, position } of arrivals(signals, batchSize)) {
      if (stopped()) return
      await advance(events, position)
    }
    if (!stopped()) throw new Error('the subscription ended by itself')
  }

  const follow = async (): Promise<void> => {
    if ((await catchUp()) === 'stopped') return
    state = 'following'
    // Trials are counted since the last event that came through.
    for (let trials = 0, from = gate.position(); !stopped(); trials += 1) {
      try {
        await followOnce()
      } catch (cause) {
        if (gate.position() > from) trials = 0
        from = gate.position()
        const delay = retryAfter[trials]
        if (delay === undefined) stopFor(storeFault(cause))
        else if (!stopped()) await pause(delay)
      }
    }
  }

  const tracked =
    <Result>(work: () => Promise<Result>) =>
    (): Promise<Result> => {
      const done: Promise<Result> = work().finally(() => working.delete(done))
      working.add(done)
      return done
    }

  const lagSeconds = async (position: Position): Promise<number> => {
    const [oldest] = (await store.readAll(position, { max: 1 })).events
    return oldest === undefined ? 0 : Math.max(0, now() - oldest.recordedAt.getTime()) / 1000
  }

  return {
    catchUp: tracked(catchUp),
    follow: tracked(follow),
    position: () => gate.position(),
    waitUntil: (position, timeoutMs) => gate.waitUntil(position, timeoutMs),
    fault: () => fault,
    status: async () => {
      const head = await store.head()
      const position = gate.position()
      const behind = head > position
      return {
        name: options.name,
        generation: options.generation,
        position,
        head,
        lagEvents: behind ? Number(head - position) : 0,
        lagSeconds: behind ? await lagSeconds(position) : 0,
        state,
        ...(fault === undefined ? {} : { error: fault }),
      }
    },
    stop: async () => {
      state = 'stopped'
      gate.close()
      stopping.abort()
      await Promise.all(working)
    },
  }
}
