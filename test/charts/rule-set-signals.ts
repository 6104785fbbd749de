import { controlChart, type ControlChartType } from '../../src/charts/control-chart.js'
import { runChart, type PhaseStart } from '../../src/charts/run-chart.js'
import { RULE_SETS, type RuleSetId } from '../../src/charts/rule-sets.js'
import type { RuleSetOptions, RuleSignal, TestedPhase } from '../../src/charts/rule-set.js'
import { signalsOf } from '../../src/charts/signals-of.js'
import { testedControlChart, testedRunChart } from '../../src/charts/tested-phases.js'

type Values = readonly (number | null)[]
export type Given = Readonly<{
  phases?: readonly PhaseStart[]
  excluded?: readonly number[]
  options?: RuleSetOptions
}>

/** Signals of a rule set in a run chart of values. */
export const inRunChart = (
  ruleSet: RuleSetId,
  values: Values,
  { phases, excluded, options }: Given = {},
): RuleSignal[] => {
  const points = values.map((value, index) => ({ value, excluded: excluded?.includes(index) ?? false }))
  return signalsOf(RULE_SETS[ruleSet], testedRunChart(runChart(points, phases ? { phases } : {})), options)
}

/** Signals of a rule set in a control chart of values. */
export const inControlChart = (
  ruleSet: RuleSetId,
  type: ControlChartType,
  values: Values,
  { phases, excluded, options }: Given = {},
): RuleSignal[] => {
  const points = values.map((numerator, index) => ({
    numerator,
    excluded: excluded?.includes(index) ?? false,
  }))
  return signalsOf(
    RULE_SETS[ruleSet],
    testedControlChart(controlChart(type, points, phases), points),
    options,
  )
}

/** Signals of a rule set in one phase with centre line 0 and a standard deviation of 1. */
export const inStandardUnits = (ruleSet: RuleSetId, values: Values): RuleSignal[] => {
  const phase: TestedPhase = {
    phase: 0,
    from: 0,
    points: values.map((value) => ({ value, centreLine: 0, upperLimit: 3, lowerLimit: -3 })),
    line: (_, sigmas) => sigmas,
  }
  return signalsOf(RULE_SETS[ruleSet], [phase])
}

/** Rule and window of each signal, indices counted from 1. */
export const windows = (signals: readonly RuleSignal[]) =>
  signals.map(({ rule, window }) => [rule.split('/')[1], window.from + 1, window.to + 1] as const)
