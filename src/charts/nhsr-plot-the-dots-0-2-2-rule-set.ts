import { makingDataCountRuleSet } from './making-data-count-rule-set.js'
import { NHSR_PLOT_THE_DOTS } from './making-data-count.js'
import type { RuleSet } from './rule-set.js'

/** Making Data Count as the R package computes it. Its shifts and trends have seven points, whatever is chosen. */
const ruleSet = makingDataCountRuleSet(NHSR_PLOT_THE_DOTS, {
  name: 'Making Data Count (plot the dots)',
  version: 'NHSRplotthedots 0.2.2',
  source: 'NHS England, Making Data Count; as NHS-R NHSRplotthedots 0.2.2 computes it',
})

export const nhsrPlotTheDotsRuleSet: RuleSet = {
  ...ruleSet,
  signals: (phase) => ruleSet.signals(phase, {}),
}
