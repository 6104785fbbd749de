import { pooledRatio, threeSigma, type ControlChart, type ControlPhase } from './control-limits.js'
import { shareSigmas } from './p-chart.js'
import { spreadBetweenPeriods } from './spread-between-periods.js'
import { rateSigmas } from './u-chart.js'

/**
 * P′ and U′ charts (Laney 2002): for large denominators, where cases are not independent and the limits of a P or U
 * chart are far too narrow. Their standard deviations are multiplied by the spread between periods that is really
 * seen: the average moving range of the standardised values over 1.128.
 */
export const pPrimeChart: ControlChart = (phase) => {
  const share = pooledRatio(phase)
  return threeSigma(share, widened(phase, share, shareSigmas(phase, share)), { lowest: 0, highest: 1 })
}

/** U′: see `pPrimeChart`. */
export const uPrimeChart: ControlChart = (phase) => {
  const rate = pooledRatio(phase)
  return threeSigma(rate, widened(phase, rate, rateSigmas(phase, rate)), { lowest: 0 })
}

const widened = (
  phase: ControlPhase,
  centreLine: number | null,
  sigmas: readonly (number | null)[],
): (number | null)[] => {
  const spread = spreadBetweenPeriods(phase, centreLine, sigmas)
  return sigmas.map((sigma) => {
    if (sigma === null || sigma === 0) return sigma
    return spread === null ? null : sigma * spread
  })
}
