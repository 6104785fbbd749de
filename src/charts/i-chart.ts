import { averageMovingRange, SIGMAS_PER_MOVING_RANGE } from './average-moving-range.js'
import { baselineMean, baselineOf, threeSigma, type ControlChart } from './control-limits.js'

/**
 * I chart (XmR): single values of any measure. Mean ± 3 standard deviations, these estimated as the average moving
 * range over 1.128, so that a shift does not hide itself by widening the limits (Wheeler; as in R qicharts2).
 */
export const iChart: ControlChart = (phase) => {
  const range = averageMovingRange(baselineOf(phase.values, phase.counts))
  const sigma = range === null ? null : range / SIGMAS_PER_MOVING_RANGE
  return threeSigma(
    baselineMean(phase),
    phase.values.map(() => sigma),
  )
}
