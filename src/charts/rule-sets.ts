import { anhoej2014RuleSet } from './anhoej-2014-rule-set.js'
import type { RuleSet } from './rule-set.js'

/** Every rule set, by the id under which it is stored with a chart. */
export const RULE_SETS = {
  'anhoej-2014': anhoej2014RuleSet,
} as const satisfies Readonly<Record<string, RuleSet>>

export type RuleSetId = keyof typeof RULE_SETS
