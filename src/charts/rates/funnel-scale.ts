import { STANDARD_DEVIATIONS, type Confidence, type Interval } from './confidence.js'

/**
 * The scale on which units of all sizes vary by their size alone, so that a variance between units can be added:
 * arcsine of the square root for proportions, square root for rates (as in FunnelPlotR).
 */
export type FunnelScale = Readonly<{
  to: (value: number) => number
  back: (scaled: number) => number
  /** How far chance alone takes a unit of so many people, or so much exposure. */
  standardError: (denominator: number) => number
}>

export const proportionScale: FunnelScale = {
  to: (proportion) => Math.asin(Math.sqrt(proportion)),
  back: (scaled) => Math.sin(Math.min(Math.PI / 2, Math.max(0, scaled))) ** 2,
  standardError: (all) => 1 / (2 * Math.sqrt(all)),
}

/** √rate has the standard error 1 / (2 √exposure), whatever the rate. */
export const rateScale: FunnelScale = {
  to: Math.sqrt,
  back: (scaled) => Math.max(0, scaled) ** 2,
  standardError: (exposure) => 1 / (2 * Math.sqrt(exposure)),
}

/**
 * Funnel limits with a variance between units beside that of chance: target ± z √(s² + τ²), turned back to the unit
 * of the target (Spiegelhalter 2005).
 */
export const widenedLimits = (
  scale: FunnelScale,
  target: number,
  denominator: number,
  tauSquared: number,
  confidence: Confidence,
): Interval => {
  const middle = scale.to(target)
  const spread = Math.sqrt(scale.standardError(denominator) ** 2 + tauSquared)
  const reach = STANDARD_DEVIATIONS[confidence] * spread
  return { lower: scale.back(middle - reach), upper: scale.back(middle + reach) }
}
