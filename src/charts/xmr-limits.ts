import { averageMovingRange } from './average-moving-range.js'
import { mean } from './mean.js'

/** Process limits lie so many average moving ranges from the mean: 3 / 1.128, as Making Data Count rounds it. */
export const XMR_LIMIT = 2.66

/** Two thirds of the way to the process limits. */
const NEAR_LIMIT = 2 * (XMR_LIMIT / 3)

export type XmrBaseline = Readonly<{
  /** The first so many periods, missing ones included, alone set mean and limits. Absent: all. */
  baseline?: number
  /** So many periods come before those; absent: none. */
  baselineFrom?: number
  /** Leave out, once, the moving ranges beyond 3.267 times their mean. */
  screened: boolean
}>

export type XmrLimits = Readonly<{
  /** null: no value is known. */
  mean: number | null
  /** null: no two neighbours are known. */
  lower: number | null
  upper: number | null
  /** The line so many standard deviations above (negative: below) the mean. */
  line: (sigmas: number) => number | null
}>

/**
 * Mean and process limits of an XmR chart: mean ± 2.66 average moving ranges (Making Data Count; as in
 * NHSRplotthedots 0.2.2). Where all values are equal the limits are the mean.
 *
 * @example xmrLimits([1, 3, 1, 3], { screened: false }) // mean 2, limits −3.32 and 7.32
 */
export const xmrLimits = (
  values: readonly (number | null)[],
  { baseline = Infinity, baselineFrom = 0, screened }: XmrBaseline,
): XmrLimits => {
  const base = values.slice(baselineFrom, baselineFrom + Math.max(0, Math.min(baseline, values.length)))
  const average = mean(base.filter((value) => value !== null))
  const range = averageMovingRange(base, { screened })
  const line = (ranges: number): number | null =>
    average === null || range === null ? null : average + ranges * range
  return {
    mean: average,
    lower: line(-XMR_LIMIT),
    upper: line(XMR_LIMIT),
    line: (sigmas) => line((NEAR_LIMIT / 2) * sigmas),
  }
}
