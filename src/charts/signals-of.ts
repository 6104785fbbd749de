import type { RuleSet, RuleSetOptions, RuleSignal, TestedPhase } from './rule-set.js'

/** All signals of a rule set in a series: phase by phase, in each in the order of the rules and then of the points. */
export const signalsOf = (
  { signals }: RuleSet,
  phases: readonly TestedPhase[],
  options: RuleSetOptions = {},
): RuleSignal[] => phases.flatMap((phase) => signals(phase, options))

/**
 * All signals of each point, in the order of the signals: a point may be in several, and in opposite ones.
 *
 * @param count how many points the series has
 */
export const signalsByPoint = (signals: readonly RuleSignal[], count: number): RuleSignal[][] => {
  const byPoint: RuleSignal[][] = Array.from({ length: count }, () => [])
  for (const signal of signals) for (const point of signal.points) byPoint[point]?.push(signal)
  return byPoint
}
