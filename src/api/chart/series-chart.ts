import { analyseChart } from '../../charts/analyse-chart.js'
import type { AnalysedChart } from '../../charts/analysed-chart.js'
import { chartWarnings } from '../../charts/warnings/chart-warnings.js'
import { Cadence, Direction, YearStart } from '../../domain/metric/vocabulary.js'
import type { Periodicity } from '../../domain/calendar.js'
import type { ChartView } from '../../rendering/chart-view.js'
import { breakdownOf } from '../metric/definition.js'
import { oneOf } from '../one-of.js'
import { badFieldInput } from './bad-field-input.js'
import { chartAnnotations, type ChartAnnotation } from './chart-annotations.js'
import type { ChartChoice } from './chart-choice.js'
import { chartPlan, readingOptions, type ChartPlan } from './chart-plan.js'
import type { ChartRequest, ChartRows } from './chart-rows.js'
import { dataFacts } from './data-facts.js'
import { chartTargets } from './chart-targets.js'
import { betterOf, chartedAs } from './chart-types.js'
import { phaseStarts, type PlannedStarts } from './phase-starts.js'
import { chartPoints, placeOf, seriesPoints, type ChartPoint } from './series-points.js'

/** The chart of a series, analysed: all that the API, a picture, a table or a sentence says of it. */
export interface SeriesChart {
  readonly request: ChartRequest
  readonly rows: ChartRows
  /** What the reader chose; for the picture's address. */
  readonly choice: ChartChoice
  readonly plan: ChartPlan
  readonly planned: PlannedStarts
  readonly points: readonly ChartPoint[]
  readonly analysis: AnalysedChart
  readonly annotations: readonly ChartAnnotation[]
  /** What the latest phase is held against; null: nothing. */
  readonly target: number | null
  readonly view: ChartView
}

export const periodicityOf = ({ cadence, yearStartsIn }: ChartRows['definition']): Periodicity => ({
  cadence: oneOf(Cadence, cadence),
  yearStartsIn: yearStartsIn === null ? undefined : oneOf(YearStart, yearStartsIn),
})

export const categoryLabelOf = (
  { definition }: Pick<ChartRows, 'definition'>,
  category: string | null,
): string | null =>
  category === null
    ? null
    : (breakdownOf(definition)?.categories.find(({ code }) => code === category)?.label ?? category)

const baselineNotShown = {
  code: 'BASELINE_NOT_SHOWN',
  message:
    'The baseline lies, all or in part, outside the periods that are shown: centre line and limits come from what is ' +
    'shown. Begin with an earlier period to see it.',
}

/** The phases of a reader must begin within what is shown; those that were accepted may lie outside. */
const checkPhases = (choice: ChartChoice, points: readonly ChartPoint[], place: (day: string) => number) => {
  const { phases = [] } = choice
  const outside = phases.findIndex(({ from }) => points.length > 0 && place(from) >= points.length)
  if (outside < 0) return
  const last = points.at(-1)?.period ?? ''
  throw badFieldInput(`A phase begins after the last period, ${last}; let it begin earlier`, [
    'phases',
    `${outside}`,
    'from',
  ])
}

/**
 * Analyses what was read and puts together what a chart shows. Pure.
 *
 * @throws BAD_USER_INPUT when the reader's choice does not fit the series
 */
export const seriesChart = (
  request: ChartRequest,
  rows: ChartRows,
  choice: ChartChoice = {},
): SeriesChart => {
  const { definition } = rows
  const periodicity = periodicityOf(definition)
  const plan = chartPlan(choice, rows)
  const points = chartPoints(rows, periodicity)
  const place = placeOf(points, periodicity)
  checkPhases(choice, points, place)
  const first = points[0]?.period ?? ''
  const beginning = choice.baseline === undefined ? (rows.beginning ?? first) : first
  const planned = phaseStarts({ ...plan, beginning }, place, points.length)
  const targets = chartTargets(rows.targets)
  const last = points.at(-1)?.period ?? ''
  const target = targets.findLast(({ from, to }) => from <= last && (to === null || last < to))?.value ?? null
  const direction = oneOf(Direction, definition.direction)
  const given = seriesPoints(points, plan.chartType)
  const analysis = analyseChart(given, {
    ...readingOptions(plan),
    chartType: chartedAs[plan.chartType],
    phases: planned.starts,
    better: betterOf[direction],
    target,
    multiplier: definition.multiplier,
  })
  const annotations = chartAnnotations(
    rows,
    points.map(({ period }) => period),
    periodicity,
  )
  const view: ChartView = {
    metricName: definition.name,
    localityName: request.locality.name,
    categoryLabel: categoryLabelOf(rows, request.category),
    unit: definition.unit,
    direction,
    cadence: periodicity.cadence,
    points: points.map(({ period, reading, excludedReason }) => ({
      period,
      numerator: reading?.numerator ?? null,
      denominator: reading?.denominator ?? null,
      missingReason: reading?.status === 'MISSING' ? reading.reason : null,
      excludedReason,
    })),
    chart: analysis,
    phases: planned.phases.flatMap((phase, index) => {
      const period = points[planned.starts[index]?.from ?? 0]?.period
      return phase === null || period === undefined ? [] : [{ period, reason: phase.reason }]
    }),
    targets,
    // The picture has room for a line each; the API tells more.
    annotations: annotations.map((annotation) => ({ ...annotation, detail: null })),
    warnings: [
      ...chartWarnings({ points: given, chart: analysis, facts: dataFacts(rows, points) }),
      ...(planned.baselineNotShown ? [baselineNotShown] : []),
    ],
    source: definition.source,
    synthetic: /\bsynthetic\b/i.test(definition.source ?? ''),
  }
  return { request, rows, choice, plan, planned, points, analysis, annotations, target, view }
}
