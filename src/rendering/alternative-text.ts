import { describeChart } from '../charts/describe-chart.js'
import { centreLineName } from '../charts/describe-signal.js'
import { englishDate, englishPeriod } from '../charts/english-period.js'
import type { ChartView } from './chart-view.js'
import { chartTypeWords, lineWords, valueWords } from './chart-words.js'
import { asChartView } from './run-chart-as-chart.js'
import type { RunChartView } from './run-chart-view.js'
import { shownTarget } from './shown-target.js'

/** Metric, and the part of its breakdown. */
export const viewTitle = ({
  metricName,
  categoryLabel,
}: Pick<ChartView, 'metricName' | 'categoryLabel'>): string =>
  categoryLabel ? `${metricName}: ${categoryLabel}` : metricName

/** «April 2016 to March 2019»; null without periods. */
export const viewSpan = ({
  points,
  cadence,
}: Readonly<{ points: readonly { period: string }[]; cadence: ChartView['cadence'] }>): string | null => {
  const [first, last] = [points[0], points.at(-1)]
  if (!first || !last) return null
  const from = englishPeriod(first.period, cadence)
  if (cadence === 'WEEK' && first !== last)
    return `weeks of ${englishDate(first.period)} to ${englishDate(last.period)}`
  return first === last ? from : `${from} to ${englishPeriod(last.period, cadence)}`
}

/** What the chart shows in a sentence or two, for use beneath a title that names metric and locality. */
export const chartReading = (view: ChartView): string =>
  describeChart(view.chart, chartFacts(view), 'implied')

/** What `describeChart` needs to know of a view. */
export const chartFacts = (view: ChartView) => ({
  ...view,
  periods: view.points.map(({ period }) => period),
  target: shownTarget(view, view.points.at(-1)?.period ?? ''),
})

/**
 * What a person hears instead of seeing the picture: what it is of, how many values it has, its lines, the latest
 * value, what it shows, what is marked on it and why to read it with care.
 */
export const chartAlternativeText = (view: ChartView): string => {
  const { points, cadence, chart, annotations } = view
  const span = viewSpan(view)
  const last = chart.points.findLastIndex(({ value }) => value !== null)
  const latest = chart.points[last]?.value ?? null
  const values = chart.points.filter(({ value }) => value !== null).length
  const sentences = [
    `${chartTypeWords(chart)} of ${viewTitle(view)} in ${view.localityName}${span ? `, ${span}` : ''}`,
    span ? `${values} values in ${points.length} ${points.length === 1 ? 'period' : 'periods'}` : null,
    ...linesInWords(view),
    latest === null
      ? null
      : `Last value ${withUnit(valueWords(latest, view), view.unit)}, ${englishPeriod(points[last]?.period ?? '', cadence)}`,
    chartReading(view).replace(/\.$/, ''),
    annotations.length === 0
      ? null
      : `${annotations.length} ${annotations.length === 1 ? 'event is' : 'events are'} marked`,
    ...(view.warnings ?? []).map(({ message }) => message.replace(/\.$/, '')),
    view.synthetic ? 'Synthetic demonstration data' : null,
  ]
  return `${sentences.filter((sentence) => sentence !== null).join('. ')}.`
}

/** The same of a run chart. */
export const alternativeText = (view: RunChartView): string => chartAlternativeText(asChartView(view))

const linesInWords = (view: ChartView): (string | null)[] => {
  const point = view.chart.points.findLast(({ centreLine }) => centreLine !== null)
  if (!point || point.centreLine === null) return [null]
  const { centreLine, upperLimit, lowerLimit } = point
  const said = (value: number) => withUnit(lineWords(value, view), view.unit)
  const limits = [
    lowerLimit === null ? null : `lower limit ${said(lowerLimit)}`,
    upperLimit === null ? null : `upper limit ${said(upperLimit)}`,
  ].filter((limit) => limit !== null)
  return [[`${centreLineName(view.chart)} ${said(centreLine)}`, ...limits].join(', ')]
}

/** Units of metrics that name none: «12 number» says no more than «12». */
const saysNothing: ReadonlySet<string> = new Set(['number', 'mean', 'value', 'ratio'])

const withUnit = (text: string, unit: string) =>
  saysNothing.has(unit) || /[%£]/.test(text) ? text : `${text} ${unit}`
