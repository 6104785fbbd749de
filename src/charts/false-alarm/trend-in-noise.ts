/**
 * How likely so many values in random order, all different, hold a trend of at least so many points: exact.
 *
 * Values are added one by one. What counts is the rank of the latest among those so far, and how many points have
 * gone up (or down) to it; the rank of the next is any with equal likelihood.
 *
 * @example trendInNoise(3, 3) // 2 of 6 orders: 1/3
 */
export const trendInNoise = (points: number, least: number): number => {
  if (points < least) return 0
  if (least <= 2) return 1
  // chances[way][length − 2][rank − 1] of having come so far without a trend; way 0: up, 1: down.
  let chances = [0, 1].map((way) =>
    Array.from({ length: least - 2 }, (_, at) =>
      Float64Array.of(...(at > 0 ? [0, 0] : way ? [0.5, 0] : [0, 0.5])),
    ),
  )
  for (let count = 2; count < points; count += 1) chances = withOneMore(chances, count)
  const none = chances.flat().reduce((sum, ranks) => sum + total(ranks), 0)
  return Math.max(0, 1 - none)
}

type Chances = Float64Array<ArrayBuffer>[][]

const withOneMore = (before: Chances, count: number): Chances => {
  const sums = before.map((lengths) => lengths.map(upTo))
  return before.map((lengths, way) => {
    const turned = sums[1 - way] ?? []
    return lengths.map((_, at) => {
      // A point that goes on lengthens the row; one that turns begins a new row of two.
      const from = at === 0 ? turned : [sums[way]?.[at - 1] ?? new Float64Array(count + 1)]
      const ranks = new Float64Array(count + 1)
      for (let rank = 0; rank <= count; rank += 1)
        for (const sum of from) {
          const lower = sum[rank] ?? 0
          const chance = way === 0 ? lower : (sum[count] ?? 0) - lower
          ranks[rank] = (ranks[rank] ?? 0) + chance / (count + 1)
        }
      return ranks
    })
  })
}

/** Sums of all chances below each rank; the last is the sum of all. */
const upTo = (ranks: Float64Array): Float64Array => {
  const sums = new Float64Array(ranks.length + 1)
  for (const [at, chance] of ranks.entries()) sums[at + 1] = (sums[at] ?? 0) + chance
  return sums
}

const total = (ranks: Float64Array): number => ranks.reduce((sum, chance) => sum + chance, 0)
