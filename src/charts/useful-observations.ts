import type { Run } from './runs.js'

/**
 * Useful observations: the points that are known and not on the centre line.
 *
 * Only they say on which side the process is, so every limit of the runs rules is a function of their number.
 */
export const usefulObservations = (runs: readonly Run[]): number => {
  let count = 0
  for (const run of runs) count += run.points.length
  return count
}
