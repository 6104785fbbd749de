/**
 * Median: the middle value, or the mean of the two middle values when their number is even.
 *
 * It is the centre line of a run chart, since half of the points are expected on either side of it whatever
 * the shape of the distribution (Perla, Provost & Murray 2011).
 *
 * @example median([3, 1, 2]) // 2
 * @example median([]) // null
 */
export const median = (values: readonly number[]): number | null => {
  const sorted = Float64Array.from(values).sort()
  const middle = sorted.length >> 1
  const upper = sorted[middle]
  const lower = sorted[sorted.length % 2 === 0 ? middle - 1 : middle]
  if (lower === undefined || upper === undefined) return null
  return lower === upper ? lower : (lower + upper) / 2
}
