import { averageMovingRange, SIGMAS_PER_MOVING_RANGE } from './average-moving-range.js'
import { baselineOf, type ControlPhase } from './control-limits.js'

/**
 * σz of Laney (2002): the spread between periods that is really seen, in units of the spread that independent cases
 * would have. 1: as they would; 2: twice as wide. The average moving range of the standardised values over 1.128, so
 * that a shift hardly moves it. null where no two neighbours are known.
 *
 * @param sigmas each point's standard deviation if cases are independent
 */
export const spreadBetweenPeriods = (
  { values, counts }: Pick<ControlPhase, 'values' | 'counts'>,
  centreLine: number | null,
  sigmas: readonly (number | null)[],
): number | null => {
  const standardised = values.map((value, index) => {
    const sigma = sigmas[index] ?? null
    return value === null || sigma === null || sigma === 0 || centreLine === null
      ? null
      : (value - centreLine) / sigma
  })
  const range = averageMovingRange(baselineOf(standardised, counts))
  return range === null ? null : range / SIGMAS_PER_MOVING_RANGE
}
