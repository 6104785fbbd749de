/**
 * Arithmetic mean; null of nothing.
 *
 * @example mean([1, 2, 6]) // 3
 */
export const mean = (values: readonly number[]): number | null => {
  let sum = 0
  for (const value of values) sum += value
  return values.length === 0 ? null : sum / values.length
}
