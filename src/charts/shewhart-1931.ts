import { beyondLimit } from './rules/beyond-limit.js'
import type { Rule, RuleSet } from './rule-set.js'
import { FEWEST_FOR_ZONES } from './zoned-charts.js'

const BEYOND: Rule = {
  id: 'shewhart-1931/outside-limits',
  name: 'Point beyond a limit',
  definition: 'One point lies beyond three standard deviations.',
}

/**
 * Limits alone, for charts of moving ranges: neighbouring ranges share a value, so that rows of them say nothing.
 */
export const shewhart1931: RuleSet = {
  id: 'shewhart-1931',
  name: 'Limits alone, Shewhart',
  version: '1931',
  source: 'Shewhart, Economic Control of Quality of Manufactured Product, 1931',
  chartTypes: ['mr'],
  fewestPoints: FEWEST_FOR_ZONES,
  rules: [BEYOND],
  signals: (phase) => beyondLimit(BEYOND, phase),
}
