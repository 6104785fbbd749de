const STEP = 2 ** 512

/**
 * The fewest crossings that chance alone is expected to bring among so many useful observations.
 *
 * The 5th percentile of the binomial distribution with n − 1 trials and probability one half: the smallest k for
 * which at least 5 % of all sequences have k crossings or fewer (Chen 2010; Anhøj & Olesen 2014, as in R
 * qicharts2). Fewer crossings are a signal.
 *
 * Adds up binomial coefficients until they reach 5 % of 2^(n−1). Both sides are scaled down together, so that
 * no n overflows.
 *
 * @example crossingsLimit(24) // 8
 */
export const crossingsLimit = (usefulObservations: number): number | null => {
  if (usefulObservations < 1) return null
  const trials = usefulObservations - 1
  let exponent = trials
  let coefficient = 1
  let sum = 1
  let crossings = 0
  while (exponent > 1000 || sum < 0.05 * 2 ** exponent) {
    coefficient *= (trials - crossings) / (crossings + 1)
    sum += coefficient
    crossings += 1
    if (sum > STEP) {
      coefficient /= STEP
      sum /= STEP
      exponent -= 512
    }
  }
  return crossings
}
