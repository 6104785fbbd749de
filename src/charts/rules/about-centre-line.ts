import type { Rule, RuleSignal, TestedPhase } from '../rule-set.js'
import { sideOf } from '../side.js'
import { signalOf } from './signal-of.js'
import { stretches } from './stretches.js'
import { testedValues, type TestedValue } from './tested-value.js'

/**
 * So many points in a row within one standard deviation of the centre line (Nelson 1984, test 7): limits may be
 * too wide, as when values of different sources were mixed. Where nothing varies there is no such zone.
 */
export const hugging = (rule: Rule, phase: TestedPhase, least: number): RuleSignal[] =>
  rowsWhere(rule, phase, least, (value) => zoneOf(phase, value) === 'within', 'within')

/**
 * So many points in a row none of which lies within one standard deviation of the centre line, on whichever side
 * (Nelson 1984, test 8): values of two sources may be mixed.
 */
export const avoiding = (rule: Rule, phase: TestedPhase, least: number): RuleSignal[] =>
  rowsWhere(rule, phase, least, (value) => zoneOf(phase, value) === 'beyond', 'beyond')

const zoneOf = (phase: TestedPhase, { value, centreLine, place }: TestedValue) => {
  const [upper, lower] = [phase.line(place, 1), phase.line(place, -1)]
  if (upper === null || lower === null || sideOf(upper, centreLine) === 0) return null
  return sideOf(value, upper) > 0 || sideOf(value, lower) < 0 ? 'beyond' : 'within'
}

const rowsWhere = (
  rule: Rule,
  phase: TestedPhase,
  least: number,
  holds: (value: TestedValue) => boolean,
  zone: 'within' | 'beyond',
): RuleSignal[] =>
  stretches(testedValues(phase), holds)
    .filter((row) => row.length >= least)
    .map((row) =>
      signalOf(
        rule,
        phase,
        row.map(({ index }) => index),
        {
          direction: null,
          observed: row.length,
          limit: least,
          line: phase.line(row.at(-1)?.place ?? 0, 1),
          explanation:
            `${row.length} points in a row lie ${zone} one standard deviation of the centre line, ` +
            `on either side; chance alone rarely brings ${least}.`,
        },
      ),
    )
