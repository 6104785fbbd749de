import { mean } from './mean.js'

/** d₂ for two neighbours: the mean moving range of normal values is so many standard deviations (Shewhart). */
export const SIGMAS_PER_MOVING_RANGE = 1.128

/** A moving range beyond so many mean ones is itself out of control (D₄ for two neighbours; Nelson 1982). */
export const MOVING_RANGE_LIMIT = 3.267

/**
 * Average moving range: the mean difference between neighbours, the measure of spread that a shift hardly moves.
 *
 * A missing value (null) has no difference to either neighbour. `screened` leaves out, once, the ranges beyond
 * 3.267 times their mean (Nelson 1982); where all values are equal nothing is left out, and the answer is 0.
 *
 * @example averageMovingRange([1, 3, null, 4, 4]) // (2 + 0) / 2 = 1
 */
export const averageMovingRange = (
  values: readonly (number | null)[],
  { screened = false }: Readonly<{ screened?: boolean }> = {},
): number | null => {
  const ranges = movingRanges(values).filter((range) => range !== null)
  const average = mean(ranges)
  if (!screened || average === null || average === 0) return average
  return mean(ranges.filter((range) => range < MOVING_RANGE_LIMIT * average))
}

/** The difference between each value and the one before it; null for the first and beside missing values. */
export const movingRanges = (values: readonly (number | null)[]): (number | null)[] =>
  values.map((value, index) => {
    const before = values[index - 1] ?? null
    return value === null || before === null ? null : Math.abs(value - before)
  })
