import { quantile } from './quantile.js'

/** A unit on the scale of the funnel: how far from the target, and how far chance alone takes it. */
export type Standardised = Readonly<{ difference: number; standardError: number }>

/** Extreme units are pulled in to the share's quantile, or left out, so that they do not widen the limits. */
export type Trimming = Readonly<{ how: 'winsorised' | 'truncated' | 'untouched'; share?: number }>

export type Overdispersion = Readonly<{
  /** Mean of the squared z-values: 1 where units differ as chance has it. */
  phi: number
  /** Variance between units beyond chance, on the scale of the differences; 0: none. */
  tauSquared: number
  /** How many units it was computed from. */
  units: number
}>

/**
 * Overdispersion: how much more units differ than chance has it, because cases come in clusters or populations
 * differ. The variance between units, τ², is added to that of chance to widen a funnel.
 *
 * z per unit, the outer tenth on either side winsorised; φ = mean z²; with k units and w = 1 / s², τ² = 0 where
 * kφ < k − 1, else (kφ − (k − 1)) / (Σw − Σw² / Σw) (Spiegelhalter 2005, as in FunnelPlotR). null of fewer than two
 * units.
 *
 * @example of differences 2, −2 with standard errors 1 and nothing trimmed: φ = 4, τ² = (8 − 1) / (2 − 1) = 7
 */
export const overdispersion = (
  given: readonly Standardised[],
  { how, share = 0.1 }: Trimming = { how: 'winsorised' },
): Overdispersion | null => {
  const all = given.map(({ difference, standardError }) => difference / standardError)
  const [low, high] = [quantile(all, share), quantile(all, 1 - share)]
  if (low === null || high === null) return null
  let [units, squares, weights, squaredWeights] = [0, 0, 0, 0]
  for (const [index, { standardError }] of given.entries()) {
    const z = all[index] ?? 0
    if (how === 'truncated' && (z < low || z > high)) continue
    const trimmed = how === 'winsorised' ? Math.min(high, Math.max(low, z)) : z
    const weight = 1 / standardError ** 2
    units += 1
    squares += trimmed ** 2
    weights += weight
    squaredWeights += weight ** 2
  }
  if (units < 2) return null
  const excess = squares - (units - 1)
  const tauSquared = excess < 0 ? 0 : excess / (weights - squaredWeights / weights)
  return { phi: squares / units, tauSquared, units }
}
