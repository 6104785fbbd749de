/** What the runs rules ask of points about a line. */
export type Bounds = Readonly<{
  /** No run longer than this; absent: any. */
  longestRun?: number
  fewestRuns?: number
  mostRuns?: number
}>

/**
 * How likely runs keep within bounds when so many points lie about their own median in random order: exact.
 *
 * Half of the points, rounded down, lie on one side. Their orders are counted by splitting each side into runs none
 * of which is too long, the runs of both sides in turn; all counts are carried as shares of 2ⁿ, so that none
 * overflows.
 *
 * @example withinBounds(12, { longestRun: 5 }) // 1 − 12 / 924: twelve of 924 orders have a run of six
 */
export const withinBounds = (
  points: number,
  { longestRun = points, fewestRuns = 0, mostRuns = points }: Bounds,
): number => {
  if (points < 1) return 1
  const half = Math.floor(points / 2)
  const splits = splitsIntoRuns(points - half, longestRun)
  const [below, above] = [splits[half] ?? [], splits[points - half] ?? []]
  let sum = 0
  for (let runs = Math.max(1, fewestRuns); runs <= Math.min(points, mostRuns); runs += 1) {
    const pairs = Math.floor(runs / 2)
    const [a, b] = [above[pairs] ?? 0, below[pairs] ?? 0]
    sum += runs % 2 === 0 ? 2 * a * b : (above[pairs + 1] ?? 0) * b + a * (below[pairs + 1] ?? 0)
  }
  return Math.min(1, sum / shareOfOrders(points))
}

/**
 * In how many ways so many points, and one fewer, fall into each number of runs none of which is too long, as a
 * share of 2 to the number of points: `result[points][runs]`.
 */
const splitsIntoRuns = (most: number, longest: number): Readonly<Record<number, number[]>> => {
  let ways = new Float64Array(most + 1)
  ways[0] = 1
  const kept = { [most]: [ways[most] ?? 0], [most - 1]: [ways[most - 1] ?? 0] }
  const weights = Array.from({ length: Math.min(longest, most) }, (_, at) => 0.5 ** (at + 1))
  for (let runs = 1; runs <= most; runs += 1) {
    const next = new Float64Array(most + 1)
    for (let points = runs; points <= most; points += 1) {
      let sum = 0
      for (let run = 1; run <= Math.min(weights.length, points); run += 1)
        sum += (ways[points - run] ?? 0) * (weights[run - 1] ?? 0)
      next[points] = sum
    }
    ways = next
    kept[most]?.push(ways[most] ?? 0)
    kept[most - 1]?.push(ways[most - 1] ?? 0)
  }
  return kept
}

/** Orders of half the points above and half below, as a share of all 2ⁿ: the middle binomial coefficient. */
const shareOfOrders = (points: number): number => {
  const half = Math.floor(points / 2)
  let share = 1
  for (let factor = 1; factor <= half; factor += 1) share *= (2 * factor - 1) / (2 * factor)
  return points % 2 === 0 ? share : (share * points) / (points + 1)
}
