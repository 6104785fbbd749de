import { STANDARD_DEVIATIONS, type Confidence, type Interval } from './confidence.js'

/**
 * Funnel limits of a proportion: where chance alone leaves the proportion of so many people if theirs is that of all,
 * θ ± z √(θ (1 − θ) / n), within 0 and 1 (Spiegelhalter 2005). null where nobody was counted or θ is no proportion.
 *
 * @example proportionFunnelLimits(0.80642448, 3, 0.95) // lower 0.3593349
 */
export const proportionFunnelLimits = (
  target: number,
  all: number,
  confidence: Confidence,
): Interval | null => {
  if (all <= 0 || target < 0 || target > 1) return null
  const reach = STANDARD_DEVIATIONS[confidence] * Math.sqrt((target * (1 - target)) / all)
  return { lower: Math.max(0, target - reach), upper: Math.min(1, target + reach) }
}
