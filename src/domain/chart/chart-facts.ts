import { type Refusal, refuse } from '../../eventsourcing/decider.js'
import { boundariesNear, startsPeriod } from '../calendar.js'
import { type DefinedMetric, definitionAt } from '../metric/metric.js'
import type { Periods } from '../series/periods.js'
import { ChartRefusal } from './refusals.js'

/** What a decision on a chart needs to know of others. */
export interface ChartFacts {
  /** The metric of the series, and what the series has; null: nothing was ever recorded in it. */
  readonly series: Readonly<{ metric: DefinedMetric; periods: Periods }> | null
  /** The day on which it is decided, as people there have it. */
  readonly today: string
}

export const seriesNotFound = () =>
  refuse(
    ChartRefusal.SeriesNotFound,
    'No series has this id; record its first reading, or look up its id',
    'seriesId',
  )

export const chartNotExpected = () =>
  refuse(
    ChartRefusal.ChartNotExpected,
    'The metric of this series takes words, which no chart can show; choose a series of figures',
    'seriesId',
  )

/** Refuses a day on which no period of the metric begins. */
export const refuseOffBoundary = (
  metric: DefinedMetric,
  period: string,
  field: string,
): readonly Refusal<ChartRefusal>[] => {
  const { definition } = definitionAt(metric, period)
  if (startsPeriod(definition, period)) return []
  const message = `Name the period by its first day; ${boundariesNear(definition, period)}`
  return refuse(ChartRefusal.PeriodNotOnBoundary, message, field).refusals
}
