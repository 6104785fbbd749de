import type { Rule, RuleSignal, TestedPhase } from '../rule-set.js'
import { sideOf } from '../side.js'
import { inOrder, signalOf } from './signal-of.js'
import { stretches } from './stretches.js'
import { testedValues } from './tested-value.js'

/**
 * So many points in a row on one side of the centre line, on a control chart: an observed point on the line is on
 * neither side and ends the row (Western Electric 1956; Nelson 1984). Run charts skip it instead: see `perlaShift`.
 */
export const oneSide = (rule: Rule, phase: TestedPhase, least: number): RuleSignal[] => {
  const values = testedValues(phase)
  const rows = ([1, -1] as const).flatMap((side) =>
    stretches(values, ({ value, centreLine }) => sideOf(value, centreLine) === side)
      .filter((row) => row.length >= least)
      .map((row) => ({ side, row })),
  )
  return inOrder(
    rows.map(({ side, row }) => {
      const direction = side > 0 ? 'above' : 'below'
      return signalOf(
        rule,
        phase,
        row.map(({ index }) => index),
        {
          direction,
          observed: row.length,
          limit: least,
          line: row.at(-1)?.centreLine ?? null,
          explanation:
            `${row.length} points in a row lie ${direction} the centre line; ` +
            `chance alone rarely brings ${least}.`,
        },
      )
    }),
  )
}
