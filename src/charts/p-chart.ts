import { pooledRatio, threeSigma, type ControlChart, type ControlPhase } from './control-limits.js'

/**
 * P chart: the share of cases of a kind. Σ cases / Σ all ± 3 standard deviations √(p(1 − p) / n) (binomial), within
 * 0 and 1.
 */
export const pChart: ControlChart = (phase) => {
  const share = pooledRatio(phase)
  return threeSigma(share, shareSigmas(phase, share), { lowest: 0, highest: 1 })
}

/** Standard deviation of each point's share if cases are independent; null where the share is no share. */
export const shareSigmas = ({ denominators }: ControlPhase, share: number | null): (number | null)[] =>
  denominators.map((all) =>
    all === null || all <= 0 || share === null || share > 1 ? null : Math.sqrt((share * (1 - share)) / all),
  )
