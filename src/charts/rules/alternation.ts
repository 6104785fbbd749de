import type { Rule, RuleSignal, TestedPhase } from '../rule-set.js'
import { monotoneRows, type MonotoneRow } from './monotone-rows.js'
import { signalOf } from './signal-of.js'
import { testedValues } from './tested-value.js'

/**
 * So many points in a row that go up and down in turn (Nelson 1984, test 4): two sources of values may take turns.
 * A tie ends the row.
 */
export const alternation = (rule: Rule, phase: TestedPhase, least: number): RuleSignal[] =>
  zigzags(monotoneRows(testedValues(phase)))
    .filter((points) => points.length >= least)
    .map((points) =>
      signalOf(rule, phase, points, {
        direction: null,
        observed: points.length,
        limit: least,
        line: null,
        explanation: `${points.length} points in a row go up and down in turn; chance alone rarely brings ${least}.`,
      }),
    )

/** Indices of neighbouring rows of one step each, the next beginning where the last ended. */
const zigzags = (rows: readonly MonotoneRow[]): number[][] => {
  const found: number[][] = []
  for (const { values } of rows) {
    const indices = values.map(({ index }) => index)
    const [first = -1, second = -1] = indices
    const current = found.at(-1)
    if (current?.at(-1) === first) current.push(second)
    else found.push([first, second])
    // A longer row ends the alternation; its last step may begin the next one.
    if (indices.length > 2) found.push(indices.slice(-2))
  }
  return found
}
