import type { ChartType } from '../chart-type.js'
import { drawnLines } from '../drawn-lines.js'
import type { RuleSetOptions } from '../rule-set.js'
import { RULE_SETS, type RuleSetId } from '../rule-sets.js'
import { signalsOf } from '../signals-of.js'
import { seededNoise } from './seeded-noise.js'

export type SimulatedAlarms = Readonly<{
  /** How many series were drawn. */
  series: number
  /** The share of them in which any rule signals. */
  any: number
  /** The share in which each rule signals. */
  byRule: ReadonlyMap<string, number>
}>

/**
 * How often a rule set signals in series of pure noise: normal values, independent of one another, charted like any
 * series (a run chart where the rule set reads those, else an I or MR chart with limits of the series' own).
 *
 * The same for the same arguments. With 2,000 series a share of one half is known to about 0.011.
 */
export const simulatedAlarms = (
  id: RuleSetId,
  points: number,
  options: RuleSetOptions,
  series: number,
): SimulatedAlarms => {
  const ruleSet = RULE_SETS[id]
  const read: readonly ChartType[] = ruleSet.chartTypes
  const chartType = PREFERRED.find((type) => read.includes(type)) ?? 'i'
  const noise = seededNoise(SEED)
  const counts = new Map<string, number>(ruleSet.rules.map((rule) => [rule.id, 0]))
  let any = 0
  for (let drawn = 0; drawn < series; drawn += 1) {
    const given = Array.from({ length: points }, () => ({
      value: noise(),
      numerator: null,
      denominator: null,
      excluded: false,
    }))
    const { tested } = drawnLines(given, {
      chartType,
      ruleSet: id,
      ruleSetOptions: options,
      phases: [{ from: 0 }],
      better: 'neutral',
      target: null,
      multiplier: 1,
    })
    const rules = new Set(signalsOf(ruleSet, tested, options).map(({ rule }) => rule))
    if (rules.size > 0) any += 1
    for (const rule of rules) counts.set(rule, (counts.get(rule) ?? 0) + 1)
  }
  return {
    series,
    any: any / series,
    byRule: new Map([...counts].map(([rule, count]) => [rule, count / series])),
  }
}

const PREFERRED: readonly ChartType[] = ['run', 'i', 'mr']

const SEED = 20110101
