import { crossingsLimit } from '../crossings-limit.js'
import { longestRunLimit } from '../longest-run-limit.js'
import type { RuleSetOptions } from '../rule-set.js'
import type { RuleSetId } from '../rule-sets.js'
import { exactRunsLimits } from '../runs-limits-exact.js'
import { printedRunsLimits } from '../runs-limits-printed.js'
import { withinBounds } from './random-order.js'
import { trendInNoise } from './trend-in-noise.js'

/** Rates known exactly: of the whole set, where they are, and of single rules. */
export type ExactAlarms = Readonly<{ any: number | null; byRule: ReadonlyMap<string, number> }>

/**
 * How often rules signal in pure noise about its own median, for the rules where that can be counted: those on runs
 * and on trends. Rules that use limits, and rules together that look at different things, have to be simulated.
 */
export const exactAlarms = (id: RuleSetId, points: number, options: RuleSetOptions): ExactAlarms => {
  switch (id) {
    case 'anhoej-2014':
      return anhoej(points)
    case 'perla-2011':
      return { any: null, byRule: perla(points, options) }
    case 'nhsr-plot-the-dots-0.2.2':
    case 'mdc-2023-11':
    case 'western-electric':
    case 'nelson':
    case 'shewhart-1931':
      return { any: null, byRule: new Map() }
  }
}

const anhoej = (points: number): ExactAlarms => {
  const longestRun = longestRunLimit(points) ?? points
  const fewestRuns = (crossingsLimit(points) ?? 0) + 1
  return {
    any: 1 - withinBounds(points, { longestRun, fewestRuns }),
    byRule: new Map([
      ['anhoej-2014/longest-run', 1 - withinBounds(points, { longestRun })],
      ['anhoej-2014/crossings', 1 - withinBounds(points, { fewestRuns })],
    ]),
  }
}

const perla = (points: number, { runsTable = 'printed' }: RuleSetOptions): Map<string, number> => {
  const limits = runsTable === 'printed' ? printedRunsLimits(points) : exactRunsLimits(points)
  return new Map([
    ['perla-2011/shift', 1 - withinBounds(points, { longestRun: 5 })],
    ['perla-2011/trend', trendInNoise(points, 5)],
    [
      'perla-2011/runs',
      limits === null ? 0 : 1 - withinBounds(points, { fewestRuns: limits.fewest, mostRuns: limits.most }),
    ],
  ])
}
