import type { ChartOptions } from '../../charts/analysed-chart.js'
import type { RuleSetOptions } from '../../charts/rule-set.js'
import type { RuleSetId } from '../../charts/rule-sets.js'
import type { Baseline } from '../../domain/chart/events.js'
import { ChartType, RuleSet, RunsTable } from '../../domain/chart/vocabulary.js'
import { Statistic } from '../../domain/metric/vocabulary.js'
import { badFieldInput } from './bad-field-input.js'
import { chartReading, type ChartChoice, type ChartReading } from './chart-choice.js'
import type { ChartRows } from './chart-rows.js'
import type { PhasePlan, PlannedPhase } from './phase-starts.js'
import { oneOf } from '../one-of.js'

/** How a chart is drawn and read, stored choices and the reader's put together. */
export type ChartPlan = ChartReading & Omit<PhasePlan, 'beginning'>

type Stored = Pick<ChartReading, 'chartType' | 'ruleSet' | 'runsTable'> & {
  readonly baseline: Baseline | null
}

const storedBaseline = (row: NonNullable<ChartRows['defaults']>): Baseline | null => {
  if (row.baselinePoints !== null) return { points: row.baselinePoints }
  if (row.baselineFrom === null || row.baselineTo === null) return null
  return { from: row.baselineFrom, to: row.baselineTo }
}

const storedOf = (row: ChartRows['defaults']): Stored | null =>
  row === null
    ? null
    : {
        chartType: oneOf(ChartType, row.chartType),
        ruleSet: row.ruleSet === null ? null : oneOf(RuleSet, row.ruleSet),
        runsTable: row.runsTable === null ? null : oneOf(RunsTable, row.runsTable),
        baseline: storedBaseline(row),
      }

const accepted = ({ id, from, baselinePoints, decidedFor }: ChartRows['phases'][number]): PlannedPhase => ({
  id,
  from,
  baselinePoints,
  reason: decidedFor,
})

/**
 * How a series is drawn: as everyone sees it, but for what the reader chose.
 *
 * @throws BAD_USER_INPUT when what the reader chose does not go together, or the metric takes words
 */
export const chartPlan = (choice: ChartChoice, rows: ChartRows): ChartPlan => {
  const { statistic } = rows.definition
  if (statistic === null && Object.keys(choice).length > 0) {
    throw badFieldInput('The metric of this series takes words, which no chart can show', ['chartType'])
  }
  const stored = storedOf(rows.defaults)
  return {
    ...chartReading(choice, stored, statistic === null ? null : oneOf(Statistic, statistic)),
    baseline: choice.baseline === undefined ? (stored?.baseline ?? null) : choice.baseline,
    phases:
      choice.phases?.map((phase) => ({ ...phase, id: null, reason: null })) ?? rows.phases.map(accepted),
  }
}

/** The rule set as the statistics know it: charts that are read by their limits alone have one of their own. */
export const ruleSetIdOf = ({ ruleSet }: Pick<ChartReading, 'ruleSet'>): RuleSetId =>
  ruleSet ?? 'shewhart-1931'

export const ruleSetOptionsOf = ({ runsTable, pointsInARow }: ChartReading): RuleSetOptions => ({
  ...(runsTable === null ? {} : { runsTable: runsTable === RunsTable.Exact ? 'exact' : 'printed' }),
  ...(pointsInARow === null ? {} : { pointsInARow }),
})

export type ReadingOptions = Pick<ChartOptions, 'ruleSet' | 'ruleSetOptions'>

export const readingOptions = (plan: ChartReading): ReadingOptions => ({
  ruleSet: ruleSetIdOf(plan),
  ruleSetOptions: ruleSetOptionsOf(plan),
})
