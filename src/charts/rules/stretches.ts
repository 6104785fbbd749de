/**
 * Stretches: maximal rows of neighbouring items for which something holds.
 *
 * @example stretches([1, 2, 0, 3], (item) => item > 0) // [[1, 2], [3]]
 */
export const stretches = <Item>(items: readonly Item[], holds: (item: Item) => boolean): Item[][] => {
  const found: Item[][] = []
  let current: Item[] | null = null
  for (const item of items) {
    if (!holds(item)) current = null
    else if (current === null) found.push((current = [item]))
    else current.push(item)
  }
  return found
}
