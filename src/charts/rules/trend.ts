import type { Rule, RuleSignal, TestedPhase } from '../rule-set.js'
import { monotoneRows, withoutRepeats } from './monotone-rows.js'
import { signalOf } from './signal-of.js'
import { testedValues } from './tested-value.js'

/** How many points, and whether a value equal to the one before it is passed over or ends the trend. */
export type TrendRule = Readonly<{ least: number; ties: 'skipped' | 'end' }>

/**
 * Trend: so many points in a row, each above (or each below) the one before it, wherever the centre line is.
 *
 * Perla, Provost & Murray 2011 pass over like values («count the first, ignore the repeats»); Nelson 1984 has
 * points that steadily increase, which a tie ends.
 */
export const trend = (rule: Rule, phase: TestedPhase, { least, ties }: TrendRule): RuleSignal[] => {
  const values = ties === 'skipped' ? withoutRepeats(testedValues(phase)) : testedValues(phase)
  return monotoneRows(values)
    .filter((row) => row.values.length >= least)
    .map((row) =>
      signalOf(
        rule,
        phase,
        row.values.map(({ index }) => index),
        {
          direction: row.way > 0 ? 'increasing' : 'decreasing',
          observed: row.values.length,
          limit: least,
          line: null,
          explanation:
            `${row.values.length} points in a row each lie ${row.way > 0 ? 'above' : 'below'} the one before; ` +
            `this rule signals from ${least}.`,
        },
      ),
    )
}
