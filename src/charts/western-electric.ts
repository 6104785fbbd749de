import { beyondLimit } from './rules/beyond-limit.js'
import { beyondLine } from './rules/beyond-line.js'
import { oneSide } from './rules/one-side.js'
import type { Rule, RuleSet } from './rule-set.js'
import { FEWEST_FOR_ZONES, ZONED_CHARTS } from './zoned-charts.js'

const BEYOND: Rule = {
  id: 'western-electric/1',
  name: 'Point beyond a limit',
  definition: 'One point lies beyond three standard deviations.',
}
const TWO_OF_THREE: Rule = {
  id: 'western-electric/2',
  name: 'Two of three beyond two standard deviations',
  definition: 'Two of three points in a row lie beyond two standard deviations on one side.',
}
const FOUR_OF_FIVE: Rule = {
  id: 'western-electric/3',
  name: 'Four of five beyond one standard deviation',
  definition: 'Four of five points in a row lie beyond one standard deviation on one side.',
}
const EIGHT: Rule = {
  id: 'western-electric/4',
  name: 'Eight on one side',
  definition: 'Eight points in a row lie on one side of the centre line; a point on the line ends the row.',
}

/**
 * The four zone rules of the Western Electric handbook. All points beyond a line count towards it, those beyond the
 * limits too.
 */
export const westernElectric: RuleSet = {
  id: 'western-electric',
  name: 'Western Electric zone rules',
  version: '1956',
  source: 'Western Electric Co., Statistical Quality Control Handbook, 1956',
  chartTypes: ZONED_CHARTS,
  fewestPoints: FEWEST_FOR_ZONES,
  rules: [BEYOND, TWO_OF_THREE, FOUR_OF_FIVE, EIGHT],
  signals: (phase) => [
    ...beyondLimit(BEYOND, phase),
    ...beyondLine(TWO_OF_THREE, phase, { sigmas: 2, least: 2, among: 3 }),
    ...beyondLine(FOUR_OF_FIVE, phase, { sigmas: 1, least: 4, among: 5 }),
    ...oneSide(EIGHT, phase, 8),
  ],
}
