import { runChart, type RunChart as Analysis } from '../../charts/run-chart.js'
import { Direction } from '../../domain/metric/vocabulary.js'
import type { RunChartView } from '../../rendering/run-chart-view.js'
import { oneOf } from '../one-of.js'
import { chartAnnotations, type ChartAnnotation } from './chart-annotations.js'
import { chartPlan } from './chart-plan.js'
import type { ChartRequest, ChartRows } from './chart-rows.js'
import { chartTargets } from './chart-targets.js'
import { phaseStarts } from './phase-starts.js'
import { categoryLabelOf, periodicityOf } from './series-chart.js'
import { chartPoints, placeOf, type ChartPoint } from './series-points.js'

export interface RunChartAnswer {
  readonly request: ChartRequest
  readonly rows: ChartRows
  readonly points: readonly ChartPoint[]
  readonly analysis: Analysis
  readonly annotations: readonly ChartAnnotation[]
  /** What a picture shows of it. */
  readonly picture: RunChartView
}

/**
 * Analyses what was read as a run chart, whatever the series' defaults, and puts together what it shows. Points that
 * are left out and accepted phases hold here too. Pure.
 */
export const runChartView = (request: ChartRequest, rows: ChartRows): RunChartAnswer => {
  const { definition } = rows
  const periodicity = periodicityOf(definition)
  const points = chartPoints(rows, periodicity)
  const beginning = rows.beginning ?? ''
  const plan = { ...chartPlan({}, rows), beginning }
  const { starts } = phaseStarts(plan, placeOf(points, periodicity), points.length)
  const analysis = runChart(
    points.map(({ reading, excludedReason }) => ({
      value: reading?.value ?? null,
      excluded: excludedReason !== null,
    })),
    { phases: starts },
  )
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
