/**
 * Arithmetic mean; null of nothing.
 *
 * A second pass adds the mean of what the first, rounded sum left over: the mean of equal values is that value, and
 * a value that lies on the mean is found to lie on it (as R computes means).
 *
 * @example mean([1, 2, 6]) // 3
 */
export const mean = (values: readonly number[]): number | null => {
  if (values.length === 0) return null
  let sum = 0
  for (const value of values) sum += value
  const rounded = sum / values.length
  if (!Number.isFinite(rounded)) return meanOfHuge(values)
  let remainder = 0
  for (const value of values) remainder += value - rounded
  return Number.isFinite(remainder) ? rounded + remainder / values.length : rounded
}

/** Where the sum has no finite number, the mean still has one. */
const meanOfHuge = (values: readonly number[]): number | null => {
  let average = 0
  for (const value of values) average += value / values.length
  return Number.isFinite(average) ? average : null
}
