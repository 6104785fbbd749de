import { MOVING_RANGE_LIMIT } from './average-moving-range.js'
import { baselineMean, type ControlChart } from './control-limits.js'

/**
 * MR chart: the differences between neighbours, the companion of an I chart. The values of the phase are moving
 * ranges already. Their mean, an upper limit of 3.267 times it (D₄ for two neighbours), and a lower one of 0.
 * Neighbouring ranges share a value, so that runs rules do not apply.
 */
export const mrChart: ControlChart = (phase) => {
  const average = baselineMean(phase)
  return {
    centreLine: phase.values.map(() => average),
    upper: phase.values.map(() => (average === null ? null : average * MOVING_RANGE_LIMIT)),
    lower: phase.values.map(() => (average === null ? null : 0)),
    line: () => null,
  }
}
