import { averageMovingRange, SIGMAS_PER_MOVING_RANGE } from './average-moving-range.js'
import {
  baselineOf,
  pooledRatio,
  threeSigma,
  type ControlChart,
  type ControlPhase,
} from './control-limits.js'
import { shareSigmas } from './p-chart.js'
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
  { values, counts }: ControlPhase,
  centreLine: number | null,
  sigmas: readonly (number | null)[],
): (number | null)[] => {
  const standardised = values.map((value, index) => {
    const sigma = sigmas[index] ?? null
    return value === null || sigma === null || sigma === 0 || centreLine === null
      ? null
      : (value - centreLine) / sigma
  })
  const range = averageMovingRange(baselineOf(standardised, counts))
  return sigmas.map((sigma) => {
    if (sigma === null || sigma === 0) return sigma
    return range === null ? null : sigma * (range / SIGMAS_PER_MOVING_RANGE)
  })
}
