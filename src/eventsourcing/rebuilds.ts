import type { RebuildProgress } from './projection-runner.js'
import type { Rebuildable, RebuildOutcome, RebuildStatus } from './read-side.js'

/** A rebuild that has begun. */
export interface BegunRebuild {
  /** The new build. */
  readonly generation: string
  /** Resolves when it serves. */
  readonly outcome: Promise<RebuildOutcome>
}

export type BeginRebuild = (onProgress: (progress: RebuildProgress) => void) => BegunRebuild

export interface Rebuilds extends Rebuildable {
  /** The last one; undefined when there was none. */
  status(): RebuildStatus | undefined
  /** Resolves when none is under way, however the last one ended. */
  settled(): Promise<void>
}

const messageOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause))

/** One rebuild at a time: whoever asks while one goes on joins it. Remembers how far the last one came. */
export const createRebuilds = (begin: BeginRebuild, now: () => Date): Rebuilds => {
  let last: RebuildStatus | undefined
  let underWay: Promise<RebuildOutcome> | undefined
  const listeners = new Set<(progress: RebuildProgress) => void>()

  const changed = (change: Partial<RebuildStatus>): void => {
    if (last !== undefined) last = { ...last, ...change }
  }

  const start = (): Promise<RebuildOutcome> => {
    const begun = begin((progress) => {
      changed(progress)
      for (const listener of listeners) listener(progress)
    })
    last = {
      ...{ generation: begun.generation, state: 'building', position: 0n, head: 0n, eventsPerSecond: 0 },
      ...{ startedAt: now(), finishedAt: null, error: null },
    }
    return begun.outcome
      .then(
        (outcome) => {
          changed({ state: 'switched', position: outcome.position, finishedAt: now() })
          return outcome
        },
        (cause: unknown) => {
          changed({ state: 'failed', finishedAt: now(), error: messageOf(cause) })
          throw cause
        },
      )
      .finally(() => {
        underWay = undefined
        listeners.clear()
      })
  }

  return {
    rebuild: (onProgress) => {
      underWay ??= start()
      if (onProgress !== undefined) listeners.add(onProgress)
      return underWay
    },
    status: () => last,
    settled: async () => {
      await underWay?.catch(() => undefined)
    },
  }
}
