import { makingDataCountSignals } from './making-data-count-signals.js'
import { POINTS_IN_A_ROW, type MakingDataCountRules } from './making-data-count.js'
import { placedPoints } from './placed-point.js'
import type { RuleSet } from './rule-set.js'

/** The four rules of Making Data Count as a rule set, with the values of one of its versions. */
export const makingDataCountRuleSet = (
  rules: MakingDataCountRules,
  about: Pick<RuleSet, 'name' | 'version' | 'source'>,
): RuleSet => ({
  id: rules.id,
  ...about,
  chartTypes: ['i'],
  fewestPoints: 13,
  rules: [
    {
      id: `${rules.id}/outside-limits`,
      name: 'Outside the limits',
      definition: 'A point lies beyond a process limit: mean ± 2.66 average moving ranges.',
    },
    {
      id: `${rules.id}/trend`,
      name: 'Trend',
      definition:
        'Seven points in a row (or as many as chosen) each lie higher, or each lower, than the one before.',
    },
    {
      id: `${rules.id}/two-of-three`,
      name: 'Two of three near a limit',
      definition: `Of three points in a row on one side of the mean at least two lie in the outer third of the limits${
        rules.nearIncludesOutside ? ' or beyond' : ''
      }.`,
    },
    {
      id: `${rules.id}/shift`,
      name: 'Shift',
      definition: 'Seven points in a row (or as many as chosen) lie on one side of the mean.',
    },
  ],
  signals: (phase, { pointsInARow = POINTS_IN_A_ROW }) =>
    makingDataCountSignals(placedPoints(phase), rules, pointsInARow, phase.phase),
})
