import { pooledRatio, threeSigma, type ControlChart, type ControlPhase } from './control-limits.js'
import { mean } from './mean.js'

/**
 * I′ chart (normalised I chart): any measure with a denominator whose size differs from period to period, without
 * the belief that cases are independent. Σ(value × size) / Σ size ± 3 standard deviations s̄ √(1 / size), s̄ being
 * the mean of √(π/2) |difference between neighbours| / √(1/size + 1/size of the neighbour).
 *
 * Where all sizes are equal it is the I chart, with 2/√π in full where that rounds to 1.128 (Taylor 2018, as in R
 * qicharts2). Not held within any bounds. A missing value has no difference to either neighbour.
 *
 * @example values 2, 4, 3 of sizes 1, 1, 4: centre line (2 + 4 + 12) / 6 = 3
 */
export const iPrimeChart: ControlChart = (phase) => {
  const centreLine = pooledRatio(phase)
  const spread = normalisedSpread(phase)
  return threeSigma(
    centreLine,
    phase.denominators.map((size) =>
      spread === null || size === null || size <= 0 ? null : spread * Math.sqrt(1 / size),
    ),
  )
}

/** s̄: the standard deviation that a value of size 1 would have; null where no two neighbours are known. */
const normalisedSpread = ({ values, denominators, counts }: ControlPhase): number | null => {
  const spreads: number[] = []
  let before: Readonly<{ value: number; size: number }> | null = null
  for (const [index, value] of values.entries()) {
    if (!counts[index]) continue
    const size = denominators[index] ?? null
    const current = value === null || size === null || size <= 0 ? null : { value, size }
    if (current !== null && before !== null) {
      const difference = Math.abs(current.value - before.value)
      spreads.push((Math.sqrt(Math.PI / 2) * difference) / Math.sqrt(1 / current.size + 1 / before.size))
    }
    before = current
  }
  return mean(spreads)
}
