import type { RebuildProgress } from './projection-runner.js'

export interface BuildOrder {
  readonly generation: string
  /** Given up when it aborts; what was built until then stays. */
  readonly signal: AbortSignal
  readonly onProgress: (progress: RebuildProgress) => void
}

/**
 * Builds a generation where requests do not feel it, such as in a process of its own, up to the head of the log or
 * nearly so, and lets go of it. The rest, and the mark that it is complete, are the caller's.
 *
 * Resolves also when an event stopped the build: the caller meets the same event and can say so.
 *
 * @throws when it broke off for another reason
 */
export type BuildElsewhere = (order: BuildOrder) => Promise<void>
