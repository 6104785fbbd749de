import { periodStartContaining } from '../../domain/calendar.js'
import { LocalityId, MetricId, seriesIdOf } from '../../domain/ids.js'
import type { ApiContext } from '../context.js'
import { badUserInput } from '../errors.js'
import { breakdownOf } from '../metric/definition.js'
import { definitionAt } from '../metric/definition-at.js'
import type { ChartChoice } from './chart-choice.js'
import type { ChartRequest } from './chart-rows.js'
import { readChartRows } from './chart-rows.js'
import { runChartView, type RunChartAnswer } from './run-chart-answer.js'
import { periodicityOf, seriesChart, type SeriesChart } from './series-chart.js'

export interface ChartPeriods {
  /** The chart begins with the period in which this day lies. */
  readonly from?: string | null
  /** It ends with the period in which this day lies. */
  readonly to?: string | null
}

/** A metric at a locality and, where it has a breakdown, one part of it; by UUID. */
export interface ChartSubject {
  readonly metricId: string
  readonly localityId: string
  readonly category: string | null
}

/** The category that a metric with a breakdown needs, and that one without must not get. */
export const checkCategory = async (
  context: ApiContext,
  metricId: string,
  category: string | null,
): Promise<void> => {
  const definitions = await context.loaders.metricDefinitions.load(metricId)
  const breakdown = breakdownOf(definitionAt(definitions, '9999-12-31'))
  if (breakdown === null) {
    if (category !== null) throw badUserInput('This metric has no breakdown: leave `category` out')
    return
  }
  const codes = breakdown.categories.map(({ code }) => code).join(', ')
  if (category === null) {
    throw badUserInput(
      `This metric is broken down by ${breakdown.dimension}: give \`category\`, one of ${codes}`,
    )
  }
  if (!breakdown.categories.some(({ code }) => code === category)) {
    throw badUserInput(`\`category\` ${category} is none of this metric's: ${codes}`)
  }
}

/** What to read for a chart; null when the metric or the locality does not exist. */
export const chartRequest = async (
  context: ApiContext,
  of: ChartSubject,
  periods: ChartPeriods,
): Promise<ChartRequest | null> => {
  const [metric, locality, definitions] = await Promise.all([
    context.loaders.metric.load(of.metricId),
    context.loaders.locality.load(of.localityId),
    context.loaders.metricDefinitions.load(of.metricId),
  ])
  if (metric === null || locality === null) return null
  const from = periods.from ?? null
  return {
    metric,
    locality,
    category: of.category,
    seriesId: seriesIdOf(MetricId.parse(of.metricId), LocalityId.parse(of.localityId), of.category),
    from:
      from === null
        ? null
        : periodStartContaining(periodicityOf(definitionAt(definitions, context.today())), from),
    to: periods.to ?? null,
  }
}

/** The request for the chart of a metric at a locality, its category checked. */
const checkedRequest = async (context: ApiContext, of: ChartSubject, periods: ChartPeriods) => {
  const found = await chartRequest(context, of, periods)
  if (found !== null) await checkCategory(context, of.metricId, of.category)
  return found
}

const seriesRequest = async (context: ApiContext, seriesId: string, periods: ChartPeriods) => {
  const series = await context.loaders.series.load(seriesId)
  return series === null ? null : chartRequest(context, series, periods)
}

/** The run chart of a metric at a locality; null when either does not exist. */
export const findRunChart = async (
  context: ApiContext,
  of: ChartSubject,
  periods: ChartPeriods,
): Promise<RunChartAnswer | null> => {
  const found = await checkedRequest(context, of, periods)
  return found === null ? null : runChartView(found, await readChartRows(context, found))
}

/** The run chart of a series; null when there is none. */
export const findSeriesRunChart = async (
  context: ApiContext,
  seriesId: string,
  periods: ChartPeriods,
): Promise<RunChartAnswer | null> => {
  const found = await seriesRequest(context, seriesId, periods)
  return found === null ? null : runChartView(found, await readChartRows(context, found))
}

/** The chart of a metric at a locality as everyone sees it, but for what the reader chose; null when there is none. */
export const findChart = async (
  context: ApiContext,
  of: ChartSubject,
  periods: ChartPeriods,
  choice: ChartChoice,
): Promise<SeriesChart | null> => {
  const found = await checkedRequest(context, of, periods)
  return found === null ? null : seriesChart(found, await readChartRows(context, found), choice)
}

/** The chart of a series as everyone sees it, but for what the reader chose; null when there is none. */
export const findSeriesChart = async (
  context: ApiContext,
  seriesId: string,
  periods: ChartPeriods,
  choice: ChartChoice = {},
): Promise<SeriesChart | null> => {
  const found = await seriesRequest(context, seriesId, periods)
  return found === null ? null : seriesChart(found, await readChartRows(context, found), choice)
}
