import { Field, ObjectType } from 'type-graphql'

import { ChartType } from '../../domain/chart/vocabulary.js'
import { Statistic } from '../../domain/metric/vocabulary.js'
import { oneOf } from '../one-of.js'
import { ChartBody } from './chart-body.js'
import { RunChartAnnotation, RunChartTarget } from './run-chart-parts.js'
import type { SeriesChart } from './series-chart.js'
import { seriesPoints } from './series-points.js'

@ObjectType({
  description:
    'The chart of a series: values in the order of time with centre line and limits by phase, read by a named rule ' +
    'set. Everyone who asks for nothing else sees the same chart.',
})
export class Chart extends ChartBody {
  @Field(() => [RunChartTarget], { description: 'What was aimed at while the chart runs.' })
  targets: RunChartTarget[]

  @Field(() => [RunChartAnnotation], {
    description: 'Starts and decisions of PDSA cycles and milestones of the locality, by day.',
  })
  annotations: RunChartAnnotation[]

  constructor(readonly shown: SeriesChart) {
    const { statistic } = shown.rows.definition
    super({
      reading: shown.plan,
      planned: shown.planned,
      sources: shown.points.map(({ period, reading, excludedReason }) => ({
        period,
        numerator: reading?.numerator ?? null,
        denominator: reading?.denominator ?? null,
        excludedReason,
        reading,
      })),
      view: shown.view,
      statistic: statistic === null ? null : oneOf(Statistic, statistic),
      given: seriesPoints(shown.points, ChartType.IPrime),
    })
    this.targets = [...shown.view.targets]
    this.annotations = shown.annotations.map((annotation) => new RunChartAnnotation(annotation))
  }
}
