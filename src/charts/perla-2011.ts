import { perlaRuns } from './rules/perla-runs.js'
import { perlaShift } from './rules/perla-shift.js'
import { trend } from './rules/trend.js'
import type { Rule, RuleSet } from './rule-set.js'
import { FEWEST_USEFUL_OBSERVATIONS } from './run-chart-warnings.js'

const SHIFT: Rule = {
  id: 'perla-2011/shift',
  name: 'Shift',
  definition:
    'Six or more points in a row lie on one side of the median; points on the median are passed over.',
}
const TREND: Rule = {
  id: 'perla-2011/trend',
  name: 'Trend',
  definition: 'Five or more points in a row all go up or all go down; like values are passed over.',
}
const RUNS: Rule = {
  id: 'perla-2011/runs',
  name: 'Unusual number of runs',
  definition:
    'There are fewer or more runs about the median than the table allows for the useful observations.',
}

/**
 * The run-chart rules of Perla, Provost & Murray 2011, three of the four: shift, trend and number of runs.
 *
 * The fourth, an astronomical point, is one of which anybody looking at the chart would say that it does not
 * belong. That is a person's judgement and is recorded as an annotation, never found here.
 */
export const perla2011: RuleSet = {
  id: 'perla-2011',
  name: 'Perla, Provost & Murray',
  version: '2011',
  source: 'Perla, Provost & Murray, BMJ Qual Saf 2011;20:46–51',
  chartTypes: ['run'],
  fewestPoints: FEWEST_USEFUL_OBSERVATIONS,
  rules: [SHIFT, TREND, RUNS],
  signals: (phase, options) => [
    ...perlaShift(SHIFT, phase, 6),
    ...trend(TREND, phase, { least: 5, ties: 'skipped' }),
    ...perlaRuns(RUNS, phase, options),
  ],
}
