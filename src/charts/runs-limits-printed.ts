import { exactRunsLimits, FEWEST_FOR_RUNS_TEST, type RunsLimits } from './runs-limits-exact.js'

/**
 * Limits of the number of runs as the table in Perla, Provost & Murray (BMJ Qual Saf 2011;20:46–51) has them, after
 * Swed & Eisenhart 1943, for 10 to 60 useful observations.
 *
 * For fourteen odd numbers (15, 17, 23, 25, 27, 29, 35, 37, 39, 41, 43, 55, 57, 59) the table is a little different
 * from the exact distribution; `exactRunsLimits` has that. The table is data of the rule set `perla-2011` and is
 * never changed. It ends at 60; beyond, the exact limits are used. null under ten.
 *
 * @example printedRunsLimits(15) // { fewest: 5, most: 12 }
 */
export const printedRunsLimits = (usefulObservations: number): RunsLimits | null => {
  const [fewest, most] = PRINTED[usefulObservations - FEWEST_FOR_RUNS_TEST] ?? []
  if (fewest === undefined || most === undefined) return exactRunsLimits(usefulObservations)
  return { fewest, most }
}

/** From ten useful observations on. */
const PRINTED: readonly (readonly [fewest: number, most: number])[] = [
  [3, 9],
  [3, 10],
  [3, 11],
  [4, 11],
  [4, 12],
  [5, 12],
  [5, 13],
  [5, 13],
  [6, 14],
  [6, 15],
  [6, 16],
  [7, 16],
  [7, 17],
  [7, 17],
  [8, 18],
  [8, 18],
  [9, 19],
  [10, 19],
  [10, 20],
  [10, 20],
  [11, 21],
  [11, 22],
  [11, 23],
  [12, 23],
  [12, 24],
  [12, 24],
  [13, 25],
  [13, 25],
  [14, 26],
  [14, 26],
  [15, 27],
  [15, 27],
  [16, 28],
  [16, 28],
  [17, 29],
  [17, 30],
  [17, 31],
  [18, 31],
  [18, 32],
  [19, 32],
  [19, 33],
  [20, 33],
  [20, 34],
  [21, 34],
  [21, 35],
  [22, 35],
  [22, 36],
  [23, 36],
  [23, 37],
  [24, 38],
  [24, 38],
]
