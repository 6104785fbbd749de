import type { EventStore, Position } from './event-store.js'
import type { ProjectionFault } from './read-side-routing.js'

export interface ProjectionStatus {
  readonly name: string
  readonly generation: string
  readonly position: Position
  /** The end of the log; where it was last seen, when the log cannot be reached. */
  readonly head: Position
  readonly lagEvents: number
  /** Age of the oldest event that the rows do not show yet; 0 when they show all. */
  readonly lagSeconds: number
  /** `retrying`: log or rows cannot be reached for longer than a moment; it goes on by itself when they can. */
  readonly state: 'building' | 'following' | 'retrying' | 'stopped'
  /** What stopped it, or what it tries to get over. */
  readonly error?: ProjectionFault
}

/** What the runner knows without asking anybody. */
export interface KnownStatus {
  readonly name: string
  readonly generation: string
  readonly position: Position
  readonly state: ProjectionStatus['state']
  readonly error?: ProjectionFault
}

/** A log that does not answer for so long cannot be reached, in milliseconds. */
const PATIENCE_MS = 2_000

const inTime = async <Result>(asked: Promise<Result>): Promise<Result> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer in ${PATIENCE_MS / 1000} s`)), PATIENCE_MS)
  })
  try {
    return await Promise.race([asked, late])
  } finally {
    clearTimeout(timer)
  }
}

/** Rows that cannot be written, as what stops them. */
export const writerFault = (position: Position, cause: unknown): ProjectionFault => ({
  kind: 'writer',
  message: `The rows could not be written after position ${position}: ${String(cause)}`,
  position,
  cause,
})

/** A log that cannot be read, as a fault of the rows that wait for it. */
export const storeFault = (position: Position, cause: unknown): ProjectionFault => ({
  kind: 'store',
  message: `The event log could not be read after position ${position}: ${String(cause)}`,
  position,
  cause,
})

/**
 * Tells how far rows are behind the log. Answers without the log too: then with its end as it was last seen, and as
 * retrying.
 */
export const createStatus = (store: Pick<EventStore, 'head' | 'readAll'>, now: () => number) => {
  let lastHead: Position = 0n

  const lagSeconds = async (position: Position): Promise<number> => {
    const [oldest] = (await store.readAll(position, { max: 1 })).events
    return oldest === undefined ? 0 : Math.max(0, now() - oldest.recordedAt.getTime()) / 1000
  }

  return async (known: KnownStatus): Promise<ProjectionStatus> => {
    const { position } = known
    try {
      lastHead = await inTime(store.head())
      const behind = lastHead > position
      return {
        ...known,
        head: lastHead,
        lagEvents: behind ? Number(lastHead - position) : 0,
        lagSeconds: behind ? await inTime(lagSeconds(position)) : 0,
      }
    } catch (cause) {
      const head = lastHead > position ? lastHead : position
      const away = { ...known, head, lagEvents: Number(head - position), lagSeconds: 0 }
      if (known.error !== undefined || known.state === 'stopped') return away
      return { ...away, state: 'retrying', error: storeFault(position, cause) }
    }
  }
}
