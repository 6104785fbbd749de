import { runChart, type RunChart as Analysis } from '../../charts/run-chart.js'
import { periodsBetween, type Periodicity } from '../../domain/calendar.js'
import { Cadence, Direction, YearStart } from '../../domain/metric/vocabulary.js'
import type { RunChartView } from '../../rendering/run-chart-view.js'
import { breakdownOf } from '../metric/definition.js'
import { oneOf } from '../one-of.js'
import { chartAnnotations, type ChartAnnotation } from './chart-annotations.js'
import type { ChartRequest, ChartRows } from './chart-rows.js'
import { chartTargets } from './chart-targets.js'

/** Most periods of one chart: ten years of days. Of longer series the latest are shown. */
export const mostPeriods = 3_660

export interface ChartPoint {
  readonly period: string
  /** null: nothing is known of the period. */
  readonly reading: ChartRows['readings'][number] | null
}

export interface ChartView {
  readonly request: ChartRequest
  readonly rows: ChartRows
  readonly points: readonly ChartPoint[]
  readonly analysis: Analysis
  readonly annotations: readonly ChartAnnotation[]
  /** What a picture shows of it. */
  readonly picture: RunChartView
}

export const periodicityOf = ({ cadence, yearStartsIn }: ChartRows['definition']): Periodicity => ({
  cadence: oneOf(Cadence, cadence),
  yearStartsIn: yearStartsIn === null ? undefined : oneOf(YearStart, yearStartsIn),
})

/** Every period from the first reading to the last, those without a reading included. */
const pointsOf = (rows: ChartRows, periodicity: Periodicity): ChartPoint[] => {
  const [first, last] = [rows.readings[0], rows.readings.at(-1)]
  if (first === undefined || last === undefined) return []
  const readings = new Map(rows.readings.map((reading) => [reading.period, reading]))
  return periodsBetween(periodicity, first.period, last.period)
    .slice(-mostPeriods)
    .map((period) => ({ period, reading: readings.get(period) ?? null }))
}

const categoryLabelOf = ({ definition }: ChartRows, category: string | null): string | null =>
  category === null
    ? null
    : (breakdownOf(definition)?.categories.find(({ code }) => code === category)?.label ?? category)

/** Analyses what was read and puts together what a chart shows. Pure. */
export const chartView = (request: ChartRequest, rows: ChartRows): ChartView => {
  const { definition } = rows
  const periodicity = periodicityOf(definition)
  const points = pointsOf(rows, periodicity)
  const analysis = runChart(points.map(({ reading }) => ({ value: reading?.value ?? null })))
  const annotations = chartAnnotations(
    rows,
    points.map(({ period }) => period),
    periodicity,
  )
  const picture: RunChartView = {
    metricName: definition.name,
    localityName: request.locality.name,
    categoryLabel: categoryLabelOf(rows, request.category),
    unit: definition.unit,
    direction: oneOf(Direction, definition.direction),
    cadence: periodicity.cadence,
    points: points.map(({ period, reading }) => ({
      period,
      value: reading?.value ?? null,
      numerator: reading?.numerator ?? null,
      denominator: reading?.denominator ?? null,
      missingReason: reading?.status === 'MISSING' ? reading.reason : null,
    })),
    chart: analysis,
    targets: chartTargets(rows.targets),
    // The picture has room for a line each; the API tells more.
    annotations: annotations.map((annotation) => ({ ...annotation, detail: null })),
    source: definition.source,
    synthetic: /\bsynthetic\b/i.test(definition.source ?? ''),
  }
  return { request, rows, points, analysis, annotations, picture }
}
