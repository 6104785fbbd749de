/** Measured times of one thing, in milliseconds. */
export interface Times {
  readonly middle: number
  /** Nineteen of twenty took no longer. */
  readonly mostly: number
  readonly count: number
}

const at = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN

export const timesOf = (milliseconds: readonly number[]): Times => {
  const sorted = milliseconds.toSorted((one, other) => one - other)
  return { middle: at(sorted, 0.5), mostly: at(sorted, 0.95), count: sorted.length }
}

/** How a log of one size did on one engine. */
export interface SizeFigures {
  readonly events: number
  readonly commands: number
  readonly localities: number
  readonly series: number
  readonly fillSeconds: number
  readonly verifySeconds: number
  readonly rebuildSeconds: number
  readonly logBytes: number
  readonly readSideBytes: number
  /** Resident memory of the server after all requests, in megabytes. */
  readonly serverMb: number
  /** By the name of what was asked. */
  readonly times: ReadonlyMap<string, Times>
}

export interface EngineFigures {
  readonly engine: string
  /** Smallest first. */
  readonly sizes: readonly SizeFigures[]
}
