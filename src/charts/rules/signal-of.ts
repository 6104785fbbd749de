import type { Rule, RuleSignal, TestedPhase } from '../rule-set.js'

/** A signal of a rule over points of a phase, given as indices in the series, ascending. */
export const signalOf = (
  { id, name }: Rule,
  { phase, from }: TestedPhase,
  points: readonly number[],
  seen: Pick<RuleSignal, 'direction' | 'observed' | 'limit' | 'line' | 'explanation'>,
): RuleSignal => ({
  rule: id,
  name,
  phase,
  window: { from: points[0] ?? from, to: points.at(-1) ?? from },
  points,
  ...seen,
})

/** Signals of one rule in the order in which they begin. */
export const inOrder = (signals: readonly RuleSignal[]): RuleSignal[] =>
  signals.toSorted((one, other) => one.window.from - other.window.from)
