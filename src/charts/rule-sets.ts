import { anhoej2014RuleSet } from './anhoej-2014-rule-set.js'
import { mdc202311RuleSet } from './mdc-2023-11-rule-set.js'
import { nelson } from './nelson.js'
import { nhsrPlotTheDotsRuleSet } from './nhsr-plot-the-dots-0-2-2-rule-set.js'
import { perla2011 } from './perla-2011.js'
import type { RuleSet } from './rule-set.js'
import { shewhart1931 } from './shewhart-1931.js'
import { westernElectric } from './western-electric.js'

/** Every rule set, by the id under which it is stored with a chart. */
export const RULE_SETS = {
  'anhoej-2014': anhoej2014RuleSet,
  'perla-2011': perla2011,
  'nhsr-plot-the-dots-0.2.2': nhsrPlotTheDotsRuleSet,
  'mdc-2023-11': mdc202311RuleSet,
  'western-electric': westernElectric,
  nelson,
  'shewhart-1931': shewhart1931,
} as const satisfies Readonly<Record<string, RuleSet>>

export type RuleSetId = keyof typeof RULE_SETS
