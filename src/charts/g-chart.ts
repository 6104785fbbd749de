import { baselineMean, knownBaseline, threeSigma, type ControlChart } from './control-limits.js'
import { median } from './median.js'

/**
 * G chart: cases between rare events (geometric). Limits mean ± 3 √(mean (mean + 1)), not below 0; the centre line
 * shown is the median, since the distribution is so skew that the mean has more points below than above it
 * (Benneyan 2001; as in R qicharts2).
 */
export const gChart: ControlChart = (phase) => {
  const average = baselineMean(phase)
  const sigma = average === null ? null : Math.sqrt(average * (average + 1))
  const limits = threeSigma(
    average,
    phase.values.map(() => sigma),
    { lowest: 0 },
  )
  const middle = median(knownBaseline(phase.values, phase.counts))
  return { ...limits, centreLine: phase.values.map(() => middle) }
}
