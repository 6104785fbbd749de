/** Which way is better; `neutral`: neither. */
export type ImprovementDirection = 'increase' | 'decrease' | 'neutral'

/** What a point, or a series at its latest point, says of its process. */
export type Variation = 'improvement' | 'concern' | 'neutralHigh' | 'neutralLow' | 'commonCause'

/** What a signal upwards (1) or downwards (−1) means where such a way is better. */
export const variationOf = (way: 1 | -1, better: ImprovementDirection): Variation => {
  if (better === 'neutral') return way > 0 ? 'neutralHigh' : 'neutralLow'
  return way > 0 === (better === 'increase') ? 'improvement' : 'concern'
}
