/** How much values resemble the one before them, and from where on that is more than chance brings. */
export type Autocorrelation = Readonly<{ coefficient: number; limit: number; pairs: number }>

/**
 * Autocorrelation at lag 1: how much each value resembles the one before it, from −1 to 1; 0: not at all.
 *
 * Σ (yᵢ − ȳ)(yᵢ₊₁ − ȳ) over neighbours that are both known, over Σ (yᵢ − ȳ)². Beyond ±1.96 / √n it is more than chance
 * alone is expected to bring (Bartlett 1946; Box & Jenkins 1970). A missing value (null) is nobody's neighbour. null
 * where nothing varies or no neighbours are known.
 *
 * @example autocorrelation([1, 2, 3, 4]) // coefficient 0.25, limit 0.98
 */
export const autocorrelation = (values: readonly (number | null)[]): Autocorrelation | null => {
  const known = values.filter((value) => value !== null)
  const average = known.reduce((sum, value) => sum + value, 0) / known.length
  let [products, squares, pairs] = [0, 0, 0]
  let before: number | null = null
  for (const value of values) {
    if (value !== null) squares += (value - average) ** 2
    if (value !== null && before !== null) {
      products += (value - average) * (before - average)
      pairs += 1
    }
    before = value
  }
  if (pairs === 0 || squares <= Number.EPSILON ** 2 * known.length * average ** 2) return null
  return { coefficient: products / squares, limit: 1.959963984540054 / Math.sqrt(known.length), pairs }
}
