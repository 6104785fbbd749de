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

/**
 * The slowest of each stretch that is as long as the window of the switch, one stretch after the other, while nothing
 * is built; of these the middle one. What a switch adds is what is slower than that: some request is always slowest.
 */
export const usuallySlowest = (samples: readonly Sample[], { began }: Moments): number => {
  const earlier = samples.filter(({ due }) => due < began)
  const start = Math.min(...earlier.map(({ due }) => due))
  const length = BEFORE_SWITCH + AFTER_SWITCH
  const count = Math.max(1, Math.floor((began - start) / length))
  const slowest = Array.from({ length: count }, (_, index) => {
    const from = start + index * length
    return windowOf('', earlier, from, from + length).slowest
  })
  return at(
    slowest.toSorted((one, other) => one - other),
    0.5,
  )
}
