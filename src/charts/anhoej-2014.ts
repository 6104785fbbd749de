import { crossings } from './crossings.js'
import { crossingsLimit } from './crossings-limit.js'
import { longestRun } from './longest-run.js'
import { longestRunLimit } from './longest-run-limit.js'
import type { Run } from './runs.js'
import type { Signal } from './signal.js'
import { usefulObservations } from './useful-observations.js'

/** Name under which these rules are stored with a chart. */
export const ANHOEJ_2014 = 'anhoej-2014'

export type RunsStatistics = Readonly<{
  usefulObservations: number
  longestRun: number | null
  longestRunLimit: number | null
  crossings: number | null
  crossingsLimit: number | null
}>

/** The figures that the rules compare; null where no point counts. */
export const runsStatistics = (runs: readonly Run[]): RunsStatistics => {
  const useful = usefulObservations(runs)
  return {
    usefulObservations: useful,
    longestRun: longestRun(runs),
    longestRunLimit: longestRunLimit(useful),
    crossings: crossings(runs),
    crossingsLimit: crossingsLimit(useful),
  }
}

/**
 * The two rules of Anhøj & Olesen (PLoS ONE 2014, e113825): a run longer than its limit, or fewer crossings than
 * theirs, is a sign of non-random variation. Strict on both sides. Together they raise a false alarm in about
 * one series in twenty, whatever its length.
 *
 * Every run above the limit is a signal of its own; crossings concern the whole stretch.
 */
export const anhoej2014 = (runs: readonly Run[], phase: number): Signal[] => {
  const statistics = runsStatistics(runs)
  return [...longRuns(runs, statistics, phase), ...fewCrossings(runs, statistics, phase)]
}

const longRuns = (
  runs: readonly Run[],
  { longestRunLimit: limit }: RunsStatistics,
  phase: number,
): Signal[] => {
  if (limit === null) return []
  return runs
    .filter((run) => run.points.length > limit)
    .map((run) => {
      const direction = run.side > 0 ? 'above' : 'below'
      return {
        rule: 'anhoej-2014/longest-run',
        name: 'Unusually long run',
        phase,
        direction,
        points: run.points,
        observed: run.points.length,
        limit,
        explanation:
          `${run.points.length} points in a row lie ${direction} the centre line; ` +
          `chance alone rarely brings more than ${limit}.`,
      }
    })
}

const fewCrossings = (runs: readonly Run[], statistics: RunsStatistics, phase: number): Signal[] => {
  const { crossings: observed, crossingsLimit: limit } = statistics
  if (observed === null || limit === null || observed >= limit) return []
  return [
    {
      rule: 'anhoej-2014/crossings',
      name: 'Unusually few crossings',
      phase,
      direction: null,
      points: runs.flatMap((run) => run.points),
      observed,
      limit,
      explanation:
        `The line crosses the centre line ${observed === 1 ? 'once' : `${observed} times`}; ` +
        `chance alone rarely brings fewer than ${limit} crossings.`,
    },
  ]
}
