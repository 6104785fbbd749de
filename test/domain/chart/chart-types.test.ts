import type { ChartType as StatisticalType } from '../../../src/charts/chart-type.js'
import type { RuleSet as StatisticalRuleSet } from '../../../src/charts/rule-set.js'
import { RULE_SETS } from '../../../src/charts/rule-sets.js'
import { chartTypesFor, ruleSetsFor } from '../../../src/domain/chart/chart-types.js'
import { ChartType, RuleSet } from '../../../src/domain/chart/vocabulary.js'
import { Statistic } from '../../../src/domain/metric/vocabulary.js'

const typeOf = (name: StatisticalType): ChartType | undefined =>
  Object.values(ChartType).find(
    (type) => type === name.replace(/[A-Z]/, (capital) => `_${capital}`).toUpperCase(),
  )

/** Limits alone: what a chart of moving ranges is read by when no rule set is stored with it, and never chosen. */
const unchosen = 'shewhart-1931'

const chosen = Object.entries<StatisticalRuleSet>(RULE_SETS).filter(([id]) => id !== unchosen)

test.each(chosen)('%s may be chosen for just the charts that it can read', (id, { chartTypes }) => {
  const choosable = Object.values(ChartType).filter((type) =>
    ruleSetsFor(type).some((ruleSet) => ruleSet === id),
  )
  expect(choosable).toEqual(Object.values(ChartType).filter((type) => chartTypes.map(typeOf).includes(type)))
})

test('every rule set that can be computed can be chosen, but for the limits alone of moving ranges', () => {
  const choosable: readonly string[] = Object.values(RuleSet)
  expect(Object.keys(RULE_SETS).filter((id) => !choosable.includes(id))).toEqual([unchosen])
})

test('every statistic has run and I charts, and every chart type a statistic', () => {
  const types = Object.values(Statistic).map(chartTypesFor)
  for (const possible of types) expect(possible).toEqual(expect.arrayContaining(['RUN', 'I', 'MR']))
  expect(new Set(types.flat())).toEqual(new Set(Object.values(ChartType)))
})
