import type { Rule, RuleSignal, TestedPhase } from '../rule-set.js'
import { sideOf } from '../side.js'
import { signalOf } from './signal-of.js'
import { testedValues } from './tested-value.js'

/**
 * One point beyond a limit of the chart, three standard deviations from the centre line (Shewhart 1931). A point on
 * a limit is within. Each point is a signal of its own.
 */
export const beyondLimit = (rule: Rule, phase: TestedPhase): RuleSignal[] =>
  testedValues(phase).flatMap(({ value, upperLimit, lowerLimit, index }) => {
    const above = upperLimit !== null && sideOf(value, upperLimit) > 0
    const below = lowerLimit !== null && sideOf(value, lowerLimit) < 0
    if (!above && !below) return []
    return signalOf(rule, phase, [index], {
      direction: above ? 'above' : 'below',
      observed: 1,
      limit: 1,
      line: above ? upperLimit : lowerLimit,
      explanation:
        `The point lies ${above ? 'above the upper' : 'below the lower'} limit; ` +
        'chance alone rarely brings a point so far from the centre line.',
    })
  })
