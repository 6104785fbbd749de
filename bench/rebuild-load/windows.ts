import type { Sample } from './open-loop.js'

export interface Window {
  readonly name: string
  readonly samples: number
  readonly failures: number
  /** Milliseconds. */
  readonly median: number
  readonly p99: number
  readonly slowest: number
}

/** When a rebuild began and switched, in milliseconds since 1970. */
export interface Moments {
  readonly began: number
  readonly switched: number
}

/** Around the switch, in milliseconds. */
const BEFORE_SWITCH = 500
const AFTER_SWITCH = 2_000

const at = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN

const windowOf = (name: string, samples: readonly Sample[], from: number, until: number): Window => {
  const those = samples.filter(({ due }) => due >= from && due < until)
  const took = those.map((sample) => sample.took).toSorted((one, other) => one - other)
  return {
    name,
    samples: those.length,
    failures: those.filter(({ failure }) => failure !== null).length,
    median: at(took, 0.5),
    p99: at(took, 0.99),
    slowest: took.at(-1) ?? Number.NaN,
  }
}

/** Latencies before, during and after a rebuild and around its switch. */
export const windowsOf = (
  samples: readonly Sample[],
  { began, switched }: Moments,
): {
  readonly before: Window
  readonly during: Window
  readonly atSwitch: Window
  readonly after: Window
} => ({
  before: windowOf('before', samples, 0, began),
  during: windowOf('while it is built', samples, began, switched - BEFORE_SWITCH),
  atSwitch: windowOf('at the switch', samples, switched - BEFORE_SWITCH, switched + AFTER_SWITCH),
  after: windowOf('after', samples, switched + AFTER_SWITCH, Infinity),
})
