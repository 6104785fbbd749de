import type { Position } from './event-store.js'
import type { RebuildProgress } from './projection-runner.js'
import type { ProjectionStatus } from './projection-status.js'
import type { WaitOutcome } from './read-side-position.js'

/** A build of the rows that was asked for while others serve; the last one of this process. */
export interface RebuildStatus {
  /** The new build. */
  readonly generation: string
  /** `switched`: it serves. `failed`: it was given up and removed, and the build before it serves on. */
  readonly state: 'building' | 'switched' | 'failed'
  readonly position: Position
  /** The log's head when that was last asked for. */
  readonly head: Position
  readonly eventsPerSecond: number
  readonly startedAt: Date
  /** Null while it goes on. */
  readonly finishedAt: Date | null
  /** Why it failed, for people; null otherwise. */
  readonly error: string | null
}

export interface ReadSideStatus extends ProjectionStatus {
  /** The generation that answers queries: an older one while the own one is being built. */
  readonly serving: string
  /**
   * True when queries see the own generation, it has caught up with the log since the start, and it follows: false
   * again when it has stopped, and while log or rows cannot be reached for longer than a moment.
   */
  readonly ready: boolean
  /** Names of the projections that these rows are made by. */
  readonly projections: readonly string[]
  /** Absent when none was asked for since this process started. */
  readonly rebuild?: RebuildStatus
  /** The build that goes on beside another of the same projections that serves; absent when none does. */
  readonly beside?: ProjectionStatus
}

/** Makes the rows afresh while they serve. */
export interface Rebuildable {
  /**
   * Builds the own generation afresh beside the one that serves and goes on following the log, then switches between
   * two queries. Whoever asks while a build goes on joins it. Requests keep being answered, and read-your-writes
   * holds throughout: the switch waits until the new rows show all that the old ones do, and whoever waits for a
   * position then waits on. Queries under way on the old client end well; it is closed and its rows removed later.
   * A crash at any moment leaves the old build or the new one.
   *
   * @param onProgress told now and then how far the new build is
   * @returns when the new build serves
   * @throws ReadSideFault PROJECTION_STOPPED when the new build failed or the read side was closed: the old one
   *   serves on, and the new one is removed
   */
  rebuild(onProgress?: (progress: RebuildProgress) => void): Promise<RebuildOutcome>
}

/** The rows, kept up to the log. `Client` reads them. */
export interface ReadSide<Client> extends Rebuildable {
  /** The client of the generation that serves now. Ask for it at each request: it changes when a build is done. */
  client(): Client
  /** What the served rows show. */
  position(): Position
  /**
   * Waits until the served rows show a position, `timeoutMs` milliseconds at most. Answers at once when they never
   * will, because a fault stopped them or the read side is closed.
   */
  waitUntil(position: Position, timeoutMs: number): Promise<WaitOutcome>
  status(): Promise<ReadSideStatus>
  /** Resolves when the own generation serves and has caught up. @throws ReadSideFault when it stopped before. */
  ready(): Promise<void>
  /** Finishes the batch in hand, and closes files and clients. */
  close(): Promise<void>
}

export type ReadSideFaultCode =
  /** The rows show more than the log holds. */
  | 'READ_SIDE_AHEAD'
  /** Another process works on this generation. */
  | 'READ_SIDE_IN_USE'
  /** The database of the rows only lets read. */
  | 'READ_SIDE_UNWRITABLE'
  /** An event could not be turned into rows, or rows not be written. */
  | 'PROJECTION_STOPPED'

/** The read side cannot serve; the message says why and what to do. */
export class ReadSideFault extends Error {
  override readonly name = 'ReadSideFault'

  constructor(
    readonly code: ReadSideFaultCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}

/** A generation as `waymark read-side list` shows it. */
export interface GenerationInfo {
  readonly name: string
  readonly hash: string
  readonly build: number
  readonly file: string
  /** `unreadable`: not a read side, or damaged. */
  readonly state: 'complete' | 'building' | 'unreadable'
  /** True for the one that this release serves, or would serve. */
  readonly current: boolean
  readonly inUse: boolean
  readonly startedAt: Date | null
  readonly completedAt: Date | null
  readonly position: Position
  /** Bytes on disk, write-ahead log included. */
  readonly size: number
}

export type RetireOutcome =
  | { readonly kind: 'retired'; readonly freed: number }
  | {
      readonly kind: 'refused'
      readonly code: 'GENERATION_NOT_FOUND' | 'GENERATION_CURRENT' | 'GENERATION_IN_USE'
      readonly message: string
    }

export interface RebuildOutcome {
  readonly generation: string
  readonly position: Position
  readonly seconds: number
  /** Generations of the same definition that the new one replaced. */
  readonly removed: readonly string[]
}
