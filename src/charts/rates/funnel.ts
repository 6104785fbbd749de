import type { Confidence, Interval } from './confidence.js'
import { countFunnelLimits } from './count-funnel-limits.js'
import { proportionScale, rateScale, widenedLimits, type FunnelScale } from './funnel-scale.js'
import { overdispersion, type Overdispersion, type Trimming } from './overdispersion.js'
import { proportionFunnelLimits } from './proportion-funnel-limits.js'
import { rateInterval } from './rate-interval.js'
import { significanceBand, type SignificanceBand } from './significance-band.js'
import { wilsonInterval } from './wilson-interval.js'

/** One locality: cases of all (proportion), or events per exposure (rate). */
export type FunnelUnit = Readonly<{ numerator: number | null; denominator: number | null }>

export type FunnelOptions = Readonly<{
  kind: 'proportion' | 'rate'
  /** Against what units are held; absent: Σ numerators / Σ denominators. */
  target?: number
  /** Whether limits are widened by what units differ beyond chance. Absent: not. */
  adjusted?: boolean
  trimming?: Trimming
}>

export type FunnelLimits = Readonly<{ limits95: Interval; limits998: Interval }>

export type ComparedUnit = FunnelLimits & {
  readonly value: number
  /** The unit's own 95 % interval; null where its numerator is no count. */
  readonly interval: Interval | null
  readonly band: SignificanceBand
}

export type Funnel = Readonly<{
  target: number
  overdispersion: Overdispersion | null
  /** In the order given, which is no order of merit; null: nothing to compare. */
  units: readonly (ComparedUnit | null)[]
  /** The limits for any denominator, to draw the funnel; null: none. */
  limitsAt: (denominator: number) => FunnelLimits | null
}>

/**
 * A funnel: units of unequal size side by side, each held against what chance alone leaves open for its size
 * (Spiegelhalter 2005). Everything is in the unit of numerator / denominator; multiply for display.
 *
 * A unit without figures, or with a denominator of 0, stays in its place as null. The answer is null where no unit
 * has figures.
 *
 * @example funnel([{ numerator: 9, denominator: 10 }, …], { kind: 'proportion' })
 */
export const funnel = (
  units: readonly FunnelUnit[],
  { kind, target: given, adjusted = false, trimming }: FunnelOptions,
): Funnel | null => {
  const known = units.map((unit) => knownUnit(unit, kind))
  const target = given ?? pooled(known)
  if (target === null) return null
  const scale = kind === 'proportion' ? proportionScale : rateScale
  const spread = overdispersion(
    known.flatMap((unit) => (unit === null ? [] : standardised(scale, target, unit))),
    trimming,
  )
  const limitsAt = (denominator: number) => {
    const at = (confidence: Confidence): Interval | null => {
      if (!(denominator > 0)) return null
      // Where units differ as chance has it the exact limits hold.
      if (adjusted && spread !== null && spread.tauSquared > 0)
        return widenedLimits(scale, target, denominator, spread.tauSquared, confidence)
      return limitsOfChance(kind, target, denominator, confidence)
    }
    const [limits95, limits998] = [at(0.95), at(0.998)]
    return limits95 === null || limits998 === null ? null : { limits95, limits998 }
  }
  return {
    target,
    overdispersion: spread,
    units: known.map((unit) => compared(unit, kind, limitsAt)),
    limitsAt,
  }
}

type KnownUnit = Readonly<{ numerator: number; denominator: number }>

const knownUnit = ({ numerator, denominator }: FunnelUnit, kind: FunnelOptions['kind']): KnownUnit | null => {
  if (numerator === null || denominator === null || denominator <= 0 || numerator < 0) return null
  return kind === 'proportion' && numerator > denominator ? null : { numerator, denominator }
}

const pooled = (units: readonly (KnownUnit | null)[]): number | null => {
  let [above, below] = [0, 0]
  for (const unit of units) {
    above += unit?.numerator ?? 0
    below += unit?.denominator ?? 0
  }
  return below === 0 ? null : above / below
}

const standardised = (scale: FunnelScale, target: number, { numerator, denominator }: KnownUnit) => ({
  difference: scale.to(numerator / denominator) - scale.to(target),
  standardError: scale.standardError(denominator),
})

const limitsOfChance = (
  kind: FunnelOptions['kind'],
  target: number,
  denominator: number,
  confidence: Confidence,
): Interval | null => {
  if (kind === 'proportion') return proportionFunnelLimits(target, denominator, confidence)
  const counts = countFunnelLimits(target * denominator, confidence)
  return counts && { lower: counts.lower / denominator, upper: counts.upper / denominator }
}

const compared = (
  unit: KnownUnit | null,
  kind: FunnelOptions['kind'],
  limitsAt: Funnel['limitsAt'],
): ComparedUnit | null => {
  const limits = unit && limitsAt(unit.denominator)
  if (unit === null || limits === null) return null
  const { numerator, denominator } = unit
  const value = numerator / denominator
  const interval =
    kind === 'proportion' ? wilsonInterval(numerator, denominator) : rateInterval(numerator, denominator)
  return {
    value,
    interval: interval && { lower: interval.lower, upper: interval.upper },
    ...limits,
    band: significanceBand(value, limits.limits95, limits.limits998),
  }
}
