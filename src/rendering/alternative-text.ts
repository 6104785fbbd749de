import { describeRunChart } from '../charts/describe-run-chart.js'
import { englishDate, englishPeriod } from '../charts/english-period.js'
import { englishQuantity } from '../charts/english-quantity.js'
import type { RunChartView } from './run-chart-view.js'

/** Metric, and the part of its breakdown. */
export const viewTitle = ({ metricName, categoryLabel }: RunChartView): string =>
  categoryLabel ? `${metricName}: ${categoryLabel}` : metricName

/** «April 2016 to March 2019»; null without periods. */
export const viewSpan = ({ points, cadence }: RunChartView): string | null => {
  const [first, last] = [points[0], points.at(-1)]
  if (!first || !last) return null
  const from = englishPeriod(first.period, cadence)
  if (cadence === 'WEEK' && first !== last)
    return `weeks of ${englishDate(first.period)} to ${englishDate(last.period)}`
  return first === last ? from : `${from} to ${englishPeriod(last.period, cadence)}`
}

/** The sentence on what the chart shows, for use beneath a title that names metric and locality. */
export const viewReading = (view: RunChartView): string =>
  describeRunChart(view.chart, { ...view, periods: view.points.map(({ period }) => period) }, 'implied')

/**
 * What a person hears instead of seeing the picture: what it is of, how many values it has, the middle and the
 * latest of them, what it shows and what is marked on it.
 */
export const alternativeText = (view: RunChartView): string => {
  const { points, unit, cadence, chart, annotations } = view
  const span = viewSpan(view)
  const last = points.findLast(({ value }) => value !== null)
  const sentences = [
    `Run chart of ${viewTitle(view)} in ${view.localityName}${span ? `, ${span}` : ''}`,
    span ? `${chart.values} values in ${points.length} ${points.length === 1 ? 'period' : 'periods'}` : null,
    chart.median === null ? null : `Median ${amount(chart.median, unit)}`,
    last?.value == null
      ? null
      : `Last value ${amount(last.value, unit)}, ${englishPeriod(last.period, cadence)}`,
    viewReading(view).replace(/\.$/, ''),
    annotations.length === 0
      ? null
      : `${annotations.length} ${annotations.length === 1 ? 'event is' : 'events are'} marked`,
    view.synthetic ? 'Synthetic demonstration data' : null,
  ]
  return `${sentences.filter((sentence) => sentence !== null).join('. ')}.`
}

/** Units of metrics that name none: «12 number» says no more than «12». */
const saysNothing: ReadonlySet<string> = new Set(['number', 'mean', 'value', 'ratio'])

const amount = (value: number, unit: string) => {
  const text = englishQuantity(value, unit)
  return saysNothing.has(unit) || /[%£]/.test(text) ? text : `${text} ${unit}`
}
