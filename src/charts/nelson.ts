import { avoiding, hugging } from './rules/about-centre-line.js'
import { alternation } from './rules/alternation.js'
import { beyondLimit } from './rules/beyond-limit.js'
import { beyondLine } from './rules/beyond-line.js'
import { oneSide } from './rules/one-side.js'
import { trend } from './rules/trend.js'
import type { Rule, RuleSet } from './rule-set.js'
import { FEWEST_FOR_ZONES, ZONED_CHARTS } from './zoned-charts.js'

const BEYOND: Rule = {
  id: 'nelson/1',
  name: 'Point beyond a limit',
  definition: 'One point lies beyond three standard deviations.',
}
const NINE: Rule = {
  id: 'nelson/2',
  name: 'Nine on one side',
  definition: 'Nine points in a row lie on one side of the centre line; a point on the line ends the row.',
}
const SIX: Rule = {
  id: 'nelson/3',
  name: 'Six going one way',
  definition: 'Six points in a row all go up or all go down; like values end the row.',
}
const FOURTEEN: Rule = {
  id: 'nelson/4',
  name: 'Fourteen in turn',
  definition: 'Fourteen points in a row go up and down in turn.',
}
const TWO_OF_THREE: Rule = {
  id: 'nelson/5',
  name: 'Two of three beyond two standard deviations',
  definition: 'Two of three points in a row lie beyond two standard deviations on one side.',
}
const FOUR_OF_FIVE: Rule = {
  id: 'nelson/6',
  name: 'Four of five beyond one standard deviation',
  definition: 'Four of five points in a row lie beyond one standard deviation on one side.',
}
const FIFTEEN: Rule = {
  id: 'nelson/7',
  name: 'Fifteen near the centre line',
  definition: 'Fifteen points in a row lie within one standard deviation of the centre line.',
}
const EIGHT: Rule = {
  id: 'nelson/8',
  name: 'Eight away from the centre line',
  definition: 'Eight points in a row, on either side, lie beyond one standard deviation of the centre line.',
}

/** The eight tests of Nelson 1984. */
export const nelson: RuleSet = {
  id: 'nelson',
  name: 'Nelson',
  version: '1984',
  source: 'Nelson, Journal of Quality Technology 1984;16:237–239',
  chartTypes: ZONED_CHARTS,
  fewestPoints: FEWEST_FOR_ZONES,
  rules: [BEYOND, NINE, SIX, FOURTEEN, TWO_OF_THREE, FOUR_OF_FIVE, FIFTEEN, EIGHT],
  signals: (phase) => [
    ...beyondLimit(BEYOND, phase),
    ...oneSide(NINE, phase, 9),
    ...trend(SIX, phase, { least: 6, ties: 'end' }),
    ...alternation(FOURTEEN, phase, 14),
    ...beyondLine(TWO_OF_THREE, phase, { sigmas: 2, least: 2, among: 3 }),
    ...beyondLine(FOUR_OF_FIVE, phase, { sigmas: 1, least: 4, among: 5 }),
    ...hugging(FIFTEEN, phase, 15),
    ...avoiding(EIGHT, phase, 8),
  ],
}
