import { sustainedRuns } from '../../charts/sustained-runs.js'
import { count, numbers, oneOf, periods, type Fields } from './fields.js'

export type RebaseResult = Readonly<{
  phases: readonly Readonly<{
    median: number | null
    start: string | null
    end: string | null
    kind: 'baseline' | 'sustained'
  }>[]
}>

/** Rebasing by sustained runs, as R runcharter does it, compared to the last digit as there. */
export const analyseRebase = (input: Fields): RebaseResult => {
  const values = numbers(input, 'y')
  const dates = periods(input, 'period', values.length)
  const phases = sustainedRuns(values, {
    baselinePoints: count(input, 'baselinePoints'),
    runLength: count(input, 'runLength'),
    direction: oneOf(input, 'direction', ['above', 'below', 'both']),
    tolerance: 0,
  })
  return {
    phases: phases.map(({ median, from, to, kind }) => ({
      median,
      start: dates[from] ?? null,
      end: dates[to] ?? null,
      kind,
    })),
  }
}
