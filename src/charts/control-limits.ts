import { mean } from './mean.js'

/** What a control chart is computed from: one stretch of periods. Arrays are of one length. */
export type ControlPhase = Readonly<{
  /** As plotted: value, or numerator over denominator; null: missing. */
  values: readonly (number | null)[]
  numerators: readonly (number | null)[]
  /** Opportunities or exposure; 1 where the chart has none. */
  denominators: readonly (number | null)[]
  /** Whether the point sets centre line and limits. */
  counts: readonly boolean[]
}>

/** For each point; null where there is no answer. */
export type ControlLimits = Readonly<{
  centreLine: readonly (number | null)[]
  upper: readonly (number | null)[]
  lower: readonly (number | null)[]
  /** The line so many standard deviations above (negative: below) the centre line, wherever the limits end. */
  line: (place: number, sigmas: number) => number | null
}>

/** Computes centre line and limits of a phase. */
export type ControlChart = (phase: ControlPhase) => ControlLimits

/**
 * Limits three standard deviations either side of a centre line, held within what the measure can be.
 * `sigmas` is one per point, since points of unequal size vary unequally.
 */
export const threeSigma = (
  centreLine: number | null,
  sigmas: readonly (number | null)[],
  { lowest = -Infinity, highest = Infinity }: Readonly<{ lowest?: number; highest?: number }> = {},
): ControlLimits => ({
  centreLine: sigmas.map(() => centreLine),
  upper: sigmas.map((sigma) => beyond(centreLine, sigma, (limit) => Math.min(highest, limit), 3)),
  lower: sigmas.map((sigma) => beyond(centreLine, sigma, (limit) => Math.max(lowest, limit), -3)),
  line: (place, times) => beyond(centreLine, sigmas[place] ?? null, (limit) => limit, times),
})

const beyond = (
  centreLine: number | null,
  sigma: number | null,
  within: (limit: number) => number,
  times: number,
): number | null => (centreLine === null || sigma === null ? null : within(centreLine + times * sigma))

/** The values that set centre line and limits, missing ones left in their places. */
export const baselineOf = (
  values: readonly (number | null)[],
  counts: readonly boolean[],
): (number | null)[] => values.filter((_, index) => counts[index])

/** The known ones of them. */
export const knownBaseline = (values: readonly (number | null)[], counts: readonly boolean[]): number[] =>
  baselineOf(values, counts).filter((value) => value !== null)

/** Mean of the plotted values that count. */
export const baselineMean = ({ values, counts }: ControlPhase): number | null =>
  mean(knownBaseline(values, counts))

/** Sum of numerators over sum of denominators of the points that count: never a mean of ratios. */
export const pooledRatio = ({ values, numerators, denominators, counts }: ControlPhase): number | null => {
  let [above, below] = [0, 0]
  for (const [index, value] of values.entries()) {
    if (value === null || !counts[index]) continue
    above += numerators[index] ?? 0
    below += denominators[index] ?? 0
  }
  return below === 0 ? null : above / below
}
