import type { Rule, RuleSignal, TestedPhase } from '../rule-set.js'
import { testedRuns } from '../tested-sides.js'
import { signalOf } from './signal-of.js'

/**
 * Shift: six or more points in a row on one side of the median (Perla, Provost & Murray 2011). A point on the
 * median is passed over: it neither counts nor ends the run.
 */
export const perlaShift = (rule: Rule, phase: TestedPhase, least: number): RuleSignal[] =>
  testedRuns(phase)
    .filter((run) => run.points.length >= least)
    .map(({ side, points }) => {
      const direction = side > 0 ? 'above' : 'below'
      return signalOf(rule, phase, points, {
        direction,
        observed: points.length,
        limit: least,
        line: phase.points[(points.at(-1) ?? phase.from) - phase.from]?.centreLine ?? null,
        explanation: `${points.length} points in a row lie ${direction} the median; this rule signals from ${least}.`,
      })
    })
