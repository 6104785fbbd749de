import { baselineMean, threeSigma, type ControlChart } from './control-limits.js'

/**
 * C chart: counts of events where the opportunity is the same in every period. Mean count ± 3 of its square roots
 * (Poisson), not below 0.
 */
export const cChart: ControlChart = (phase) => {
  const average = baselineMean(phase)
  const sigma = average === null ? null : Math.sqrt(average)
  return threeSigma(
    average,
    phase.values.map(() => sigma),
    { lowest: 0 },
  )
}
