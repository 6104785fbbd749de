import { makingDataCountRuleSet } from './making-data-count-rule-set.js'
import { MDC_2023_11 } from './making-data-count.js'

/** Making Data Count as the official tool has had it since November 2023: see `MDC_2023_11`. */
export const mdc202311RuleSet = makingDataCountRuleSet(MDC_2023_11, {
  name: 'Making Data Count',
  version: '2023-11',
  source: 'NHS England, Making Data Count, tool of November 2023',
})
