/**
 * Distribution of the number of runs: how likely each number of runs is when so many values above and so many below
 * a line come in random order (Wald & Wolfowitz 1940; Swed & Eisenhart 1943).
 *
 * P(2k) = 2 C(a−1, k−1) C(b−1, k−1) / C(a+b, a), P(2k+1) = [C(a−1, k) C(b−1, k−1) + C(a−1, k−1) C(b−1, k)] / C(a+b, a),
 * each worked out from the one before it, so that no coefficient overflows.
 *
 * @returns the probability of r runs at index r, from 0 to a + b
 * @example runsDistribution(2, 2) // [0, 0, 1/3, 1/3, 1/3]
 */
export const runsDistribution = (above: number, below: number): number[] => {
  const weights = Array.from({ length: above + below + 1 }, () => 0)
  if (above === 0 || below === 0) {
    weights[Math.min(1, above + below)] = 1
    return weights
  }
  let even = 2
  let first = 2
  for (let k = 1; k <= Math.min(above, below); k += 1) {
    weights[2 * k] = even
    const odd = (even * ((above - k) / k + (below - k) / k)) / 2
    if (2 * k + 1 < weights.length) weights[2 * k + 1] = odd
    even *= ((above - k) / k) * ((below - k) / k)
    if (even < LARGEST) continue
    for (let runs = first; runs <= 2 * k + 1; runs += 1) weights[runs] = (weights[runs] ?? 0) / LARGEST
    while (first < weights.length && weights[first] === 0) first += 1
    even /= LARGEST
  }
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  return weights.map((weight) => weight / total)
}

const LARGEST = 2 ** 600
