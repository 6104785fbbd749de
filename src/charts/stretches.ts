/** Indices of the first and the last of a stretch. */
export type Stretch = Readonly<{ first: number; last: number }>

/** The longest stretches in which every item goes on from the one before it; an item belongs to one at most. */
export const stretchesOf = <Item>(
  items: readonly Item[],
  goesOn: (item: Item, before: Item) => boolean,
): Stretch[] => {
  const found: Stretch[] = []
  let first = 0
  for (const [index, item] of items.entries()) {
    const before = items[index - 1]
    if (before === undefined || goesOn(item, before)) continue
    found.push({ first, last: index - 1 })
    first = index
  }
  if (items.length > 0) found.push({ first, last: items.length - 1 })
  return found
}

/** Strictly rising (1) or falling (−1) stretches; a turning point ends one and begins the next. */
export const monotoneStretches = (values: readonly number[]): (Stretch & { way: 1 | -1 })[] => {
  const ways = values.slice(1).map((value, index) => Math.sign(value - (values[index] ?? value)))
  return stretchesOf(ways, (way, before) => way === before).flatMap(({ first, last }) => {
    const way = ways[first]
    return way === 1 || way === -1 ? [{ first, last: last + 1, way }] : []
  })
}
