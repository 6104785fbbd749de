import type { Assurance } from '../../charts/assurance.js'
import type { RuleSignal } from '../../charts/rule-set.js'
import type { Variation } from '../../charts/variation.js'
import { ChartAssurance, ChartVariation, SignalDirection } from './enums.js'

/** What the statistics say, as the API says it. */
export const variationSaid: Readonly<Record<Variation, ChartVariation>> = {
  improvement: ChartVariation.Improvement,
  concern: ChartVariation.Concern,
  neutralHigh: ChartVariation.NeutralHigh,
  neutralLow: ChartVariation.NeutralLow,
  commonCause: ChartVariation.CommonCause,
}

export const assuranceSaid: Readonly<Record<Assurance, ChartAssurance>> = {
  pass: ChartAssurance.Pass,
  fail: ChartAssurance.Fail,
  hitOrMiss: ChartAssurance.HitOrMiss,
}

export const directionSaid: Readonly<Record<NonNullable<RuleSignal['direction']>, SignalDirection>> = {
  above: SignalDirection.Above,
  below: SignalDirection.Below,
  increasing: SignalDirection.Increasing,
  decreasing: SignalDirection.Decreasing,
}
