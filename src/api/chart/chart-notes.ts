import { Field, Float, Int, ObjectType } from 'type-graphql'

import { falseAlarmRate } from '../../charts/false-alarm/false-alarm-rate.js'
import type { AnalysedChart } from '../../charts/analysed-chart.js'
import type { ChartType } from '../../domain/chart/vocabulary.js'
import { chartTable } from '../../rendering/chart-table.js'
import type { ChartView } from '../../rendering/chart-view.js'
import { ChartTypeEnum } from '../series-chart/enums.js'
import type { ChartReading } from './chart-choice.js'
import { ruleSetIdOf, ruleSetOptionsOf } from './chart-plan.js'

@ObjectType({ description: 'What to bear in mind when reading a chart.' })
export class ChartWarning {
  @Field(() => String, { description: 'For programs, such as `TOO_FEW_POINTS`.' })
  code!: string

  @Field(() => String, { description: 'For people.' })
  message!: string
}

@ObjectType({ description: 'Which chart type suits a series, by what is measured and by its values.' })
export class ChartRecommendation {
  @Field(() => ChartTypeEnum, { description: 'The chart type.' })
  chartType!: ChartType

  @Field(() => String, { description: 'Why, in one sentence.' })
  reason!: string
}

@ObjectType({ description: 'A row of a table.' })
export class ChartTableRow {
  @Field(() => [String], {
    description: 'Its cells, in the order of the headings; empty where nothing is known.',
  })
  cells!: string[]
}

@ObjectType({ description: 'A chart as a table, for people who cannot see the picture.' })
export class ChartTable {
  @Field(() => String, { description: 'What it is a table of.' })
  caption!: string

  @Field(() => [String], { description: 'Headings of the columns.' })
  headings!: string[]

  @Field(() => [ChartTableRow], { description: 'A row for each period, in order.' })
  rows!: ChartTableRow[]
}

/** The table of a view, its cells as text. */
export const chartTableOf = (view: ChartView): ChartTable => {
  const { caption, columns, rows } = chartTable(view)
  return {
    caption,
    headings: columns.map(({ heading, unit }) => (unit === null ? heading : `${heading} (${unit})`)),
    rows: rows.map(({ cells }) => ({ cells: cells.map(({ text }) => text) })),
  }
}

@ObjectType({ description: 'How often a rule signals in series in which nothing but chance is at work.' })
export class RuleFalseAlarmRate {
  @Field(() => String, { description: 'Rule set and rule, as signals name it.' })
  rule!: string

  @Field(() => Float, { description: 'The share of such series, 0 to 1.' })
  rate!: number
}

@ObjectType({
  description:
    'How often the rule set signals in series of so many points in which nothing but chance is at work: to be kept ' +
    'in mind beside every signal.',
})
export class ChartFalseAlarmRate {
  @Field(() => Int, { description: 'Points of the latest phase that count.' })
  points!: number

  @Field(() => Float, { description: 'The share of such series in which any rule signals, 0 to 1.' })
  rate!: number

  @Field(() => Boolean, { description: 'Counted exactly; otherwise from simulated series.' })
  exact!: boolean

  @Field(() => Float, {
    description: 'How far the rate may be off, as one standard error; 0 where it is exact.',
  })
  standardError!: number

  @Field(() => [RuleFalseAlarmRate], { description: 'Of each rule.' })
  rules!: RuleFalseAlarmRate[]

  @Field(() => String, { description: 'The same in one sentence.' })
  sentence!: string
}

/** null where it is not known: without points, and for moving ranges, whose neighbours are not independent. */
export const chartFalseAlarmRate = (
  { phases, chartType }: AnalysedChart,
  reading: ChartReading,
): ChartFalseAlarmRate | null => {
  const latest = phases.at(-1)
  if (latest === undefined || reading.ruleSet === null) return null
  const points = chartType === 'run' ? latest.usefulObservations : latest.values
  const found = falseAlarmRate(ruleSetIdOf(reading), points, ruleSetOptionsOf(reading))
  if (found === null) return null
  const { rate, method, standardError, rules, sentence } = found
  return {
    points,
    rate,
    exact: method === 'exact',
    standardError,
    rules: rules.map(({ rule, rate: share }) => ({ rule, rate: share })),
    sentence,
  }
}
