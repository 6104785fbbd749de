import type { Run } from './runs.js'

/**
 * Longest run: the most neighbouring points on one side of the centre line; null where no point counts.
 *
 * @example longestRun(runs([1, 1, -1])) // 2
 */
export const longestRun = (runs: readonly Run[]): number | null => {
  let longest: number | null = null
  for (const run of runs) if (longest === null || run.points.length > longest) longest = run.points.length
  return longest
}
