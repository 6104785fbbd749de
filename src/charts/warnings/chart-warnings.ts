import { autocorrelated } from './autocorrelated.js'
import type { ChartWarning, Warn, WarnedChart } from './chart-warning.js'
import { comparabilityBreak, denominatorRevised, manyMissing, weakData } from './data-facts.js'
import { medianDegenerate } from './median-degenerate.js'
import { overdispersed } from './overdispersed.js'
import { tooFewPoints, trialLimits } from './too-few-points.js'

const all: readonly Warn[] = [
  tooFewPoints,
  trialLimits,
  medianDegenerate,
  overdispersed,
  autocorrelated,
  manyMissing,
  weakData,
  comparabilityBreak,
  denominatorRevised,
]

/** Everything for which a chart should be read with care, in a fixed order. What concerns now is of the latest phase. */
export const chartWarnings = (warned: WarnedChart): ChartWarning[] =>
  all.flatMap((warn) => warn(warned) ?? [])
