import { median } from './median.js'
import { sideOf } from './side.js'

export type SustainedRunOptions = Readonly<{
  /** The first so many periods, missing ones included, set the first median. */
  baselinePoints: number
  /** Useful points in a row that make a run sustained. */
  runLength: number
  direction: 'above' | 'below' | 'both'
  /** 0: compares values with the median to the last digit; see `sideOf`. */
  tolerance?: number
}>

/** A median and the stretch that it comes from: indices of its first and last point. */
export type SustainedPhase = Readonly<{
  kind: 'baseline' | 'sustained'
  median: number | null
  from: number
  to: number
}>

/**
 * Rebase proposals by sustained runs: after the baseline, the first `runLength` useful points in a row on one side of
 * the median make a new median, and the search goes on after them (as in R runcharter).
 *
 * Points on the median and missing ones neither count nor break a run, so that a run may span more periods than its
 * length; they have no part in the new median. Nothing is proposed for a series shorter than baseline and run.
 */
export const sustainedRuns = (
  values: readonly (number | null)[],
  { baselinePoints, runLength, direction, tolerance }: SustainedRunOptions,
): SustainedPhase[] => {
  if (baselinePoints < 1 || runLength < 1 || values.length < baselinePoints + runLength) return []
  const known = (indices: readonly number[]) =>
    indices.map((index) => values[index] ?? null).filter((value) => value !== null)
  const first = median(known([...values.keys()].slice(0, baselinePoints)))
  const phases: SustainedPhase[] = [{ kind: 'baseline', median: first, from: 0, to: baselinePoints - 1 }]
  let line = first
  let run: number[] = []
  let side = 0
  for (let index = baselinePoints; index < values.length; index += 1) {
    const value = values[index] ?? null
    const current = value === null || line === null ? 0 : sideOf(value, line, tolerance)
    if (current === 0) continue
    run = current === side ? [...run, index] : [index]
    side = current
    const sought = direction === 'both' || side > 0 === (direction === 'above')
    if (!sought || run.length < runLength) continue
    line = median(known(run))
    phases.push({ kind: 'sustained', median: line, from: run[0] ?? index, to: index })
    run = []
    side = 0
  }
  return phases
}
