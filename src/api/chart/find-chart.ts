import { periodStartContaining } from '../../domain/calendar.js'
import { LocalityId, MetricId, seriesIdOf } from '../../domain/ids.js'
import type { ApiContext } from '../context.js'
import { badUserInput } from '../errors.js'
import { breakdownOf } from '../metric/definition.js'
import { definitionAt } from '../metric/definition-at.js'
import type { ChartRequest } from './chart-rows.js'
import { readChartRows } from './chart-rows.js'
import { chartView, periodicityOf, type ChartView } from './chart-view.js'

export interface ChartPeriods {
  /** The chart begins with the period in which this day lies. */
  readonly from?: string | null
  /** It ends with the period in which this day lies. */
  readonly to?: string | null
}

/** The category that a metric with a breakdown needs, and that one without must not get. */
const checkCategory = async (
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

const request = async (
  context: ApiContext,
  of: { readonly metricId: string; readonly localityId: string; readonly category: string | null },
  periods: ChartPeriods,
): Promise<ChartRequest | null> => {
  const [metric, locality] = await Promise.all([
    context.loaders.metric.load(of.metricId),
    context.loaders.locality.load(of.localityId),
  ])
  if (metric === null || locality === null) return null
  const definition = definitionAt(await context.loaders.metricDefinitions.load(metric.id), context.today())
  const from = periods.from ?? null
  return {
    metric,
    locality,
    category: of.category,
    seriesId: seriesIdOf(MetricId.parse(of.metricId), LocalityId.parse(of.localityId), of.category),
    from: from === null ? null : periodStartContaining(periodicityOf(definition), from),
    to: periods.to ?? null,
  }
}

/** The chart of a metric at a locality; null when either does not exist. */
export const findChart = async (
  context: ApiContext,
  of: { readonly metricId: string; readonly localityId: string; readonly category: string | null },
  periods: ChartPeriods,
): Promise<ChartView | null> => {
  const found = await request(context, of, periods)
  if (found === null) return null
  await checkCategory(context, of.metricId, of.category)
  return chartView(found, await readChartRows(context, found))
}

/** The chart of a series; null when there is none. */
export const findSeriesChart = async (
  context: ApiContext,
  seriesId: string,
  periods: ChartPeriods,
): Promise<ChartView | null> => {
  const series = await context.loaders.series.load(seriesId)
  if (series === null) return null
  const found = await request(context, series, periods)
  return found === null ? null : chartView(found, await readChartRows(context, found))
}
