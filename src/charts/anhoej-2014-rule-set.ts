import { ANHOEJ_2014, anhoej2014 } from './anhoej-2014.js'
import { CHART_TYPES } from './chart-type.js'
import type { RuleSet } from './rule-set.js'
import { FEWEST_USEFUL_OBSERVATIONS } from './run-chart-warnings.js'
import { testedRuns } from './tested-sides.js'

/**
 * The rules of Anhøj & Olesen 2014 as a rule set: see `anhoej2014`. They hold for every centre line about which
 * half of the points are expected on either side; neighbouring moving ranges share a value and so are not tested.
 */
export const anhoej2014RuleSet: RuleSet = {
  id: ANHOEJ_2014,
  name: 'Anhøj',
  version: '2014',
  source: 'Anhøj & Olesen, PLoS ONE 2014;9:e113825; limits as in R qicharts2 0.8',
  chartTypes: CHART_TYPES.filter((type) => type !== 'mr'),
  fewestPoints: FEWEST_USEFUL_OBSERVATIONS,
  rules: [
    {
      id: 'anhoej-2014/longest-run',
      name: 'Unusually long run',
      definition:
        'More than round(log2 n) + 3 points in a row lie on one side of the centre line, n being the useful observations.',
    },
    {
      id: 'anhoej-2014/crossings',
      name: 'Unusually few crossings',
      definition:
        'The line crosses the centre line more rarely than the 5th percentile of the binomial distribution (n − 1, 1/2).',
    },
  ],
  signals: (phase) =>
    anhoej2014(testedRuns(phase), phase.phase).map((signal) => ({
      ...signal,
      window: { from: signal.points[0] ?? phase.from, to: signal.points.at(-1) ?? phase.from },
      line: null,
    })),
}
