import type { Interval } from './confidence.js'

/** How far beyond what chance alone brings: past the 95 % limits, or past the 99.8 % limits too. */
export const SIGNIFICANCE_BANDS = ['LOW_99_8', 'LOW_95', 'WITHIN', 'HIGH_95', 'HIGH_99_8'] as const
export type SignificanceBand = (typeof SIGNIFICANCE_BANDS)[number]

/**
 * In which band of a funnel a value lies; on a limit is within. It says nothing about better or worse.
 *
 * @example significanceBand(0.9, { lower: 0.2, upper: 0.8 }, { lower: 0.1, upper: 0.95 }) // 'HIGH_95'
 */
export const significanceBand = (
  value: number,
  limits95: Interval,
  limits998: Interval,
): SignificanceBand => {
  if (value < limits998.lower) return 'LOW_99_8'
  if (value > limits998.upper) return 'HIGH_99_8'
  if (value < limits95.lower) return 'LOW_95'
  return value > limits95.upper ? 'HIGH_95' : 'WITHIN'
}
