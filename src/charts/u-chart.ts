import { pooledRatio, threeSigma, type ControlChart, type ControlPhase } from './control-limits.js'

/**
 * U chart: events per exposure, the exposure differing from period to period. Σ events / Σ exposure ± 3 standard
 * deviations √(rate / exposure) (Poisson), not below 0.
 */
export const uChart: ControlChart = (phase) => {
  const rate = pooledRatio(phase)
  return threeSigma(rate, rateSigmas(phase, rate), { lowest: 0 })
}

/** Standard deviation of each point's rate if events are independent. */
export const rateSigmas = ({ denominators }: ControlPhase, rate: number | null): (number | null)[] =>
  denominators.map((exposure) =>
    exposure === null || exposure <= 0 || rate === null ? null : Math.sqrt(rate / exposure),
  )
