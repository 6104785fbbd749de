/**
 * Poisson probability: how likely exactly so many events are when so many are expected.
 *
 * By the saddle point (Loader 2000), which keeps all digits where factorials and powers would overflow or cancel.
 *
 * @example poissonProbability(0, 2) // e⁻² = 0.1353…
 */
export const poissonProbability = (events: number, expected: number): number => {
  if (events === 0) return Math.exp(-expected)
  if (expected <= 0) return 0
  return Math.exp(-stirlingError(events) - deviance(events, expected)) / Math.sqrt(2 * Math.PI * events)
}

/** ln n! less Stirling's approximation of it. */
const stirlingError = (n: number): number => {
  if (n < 16) {
    let factorial = 1
    for (let factor = 2; factor <= n; factor += 1) factorial *= factor
    return Math.log(factorial) - (n + 0.5) * Math.log(n) + n - Math.log(2 * Math.PI) / 2
  }
  const square = n * n
  return (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - 1 / 1188 / square) / square) / square) / square) / n
}

/** x ln(x / m) + m − x; by a series where x and m are close and the plain formula would cancel. */
const deviance = (x: number, m: number): number => {
  if (Math.abs(x - m) >= 0.1 * (x + m)) return x * Math.log(x / m) + m - x
  const ratio = (x - m) / (x + m)
  let sum = (x - m) * ratio
  let term = 2 * x * ratio
  for (let odd = 3; ; odd += 2) {
    term *= ratio * ratio
    const next = sum + term / odd
    if (next === sum) return sum
    sum = next
  }
}
