import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql'

import type { ApiContext } from '../context.js'
import { loadLocality, Locality } from '../locality/locality.js'
import { breakdownOf, Category } from '../metric/definition.js'
import { loadMetric, Metric } from '../metric/metric.js'
import { loadSeries, Series } from '../series/series.js'
import { ChartPicture, chartPicture } from './chart-picture.js'
import { Chart } from './chart.js'

@Resolver(() => Chart)
export class ChartFields {
  @FieldResolver(() => Metric, { nullable: true, description: 'What is measured.' })
  metric(@Root() chart: Chart, @Ctx() context: ApiContext): Promise<Metric | null> {
    return loadMetric(context, chart.shown.request.metric.id)
  }

  @FieldResolver(() => Locality, { nullable: true, description: 'Where it is measured.' })
  locality(@Root() chart: Chart, @Ctx() context: ApiContext): Promise<Locality | null> {
    return loadLocality(context, chart.shown.request.locality.id)
  }

  @FieldResolver(() => Category, {
    nullable: true,
    description: 'Which part; none where the metric has no breakdown.',
  })
  category(@Root() chart: Chart): Category | null {
    const { request, rows } = chart.shown
    return breakdownOf(rows.definition)?.categories.find(({ code }) => code === request.category) ?? null
  }

  @FieldResolver(() => Series, { nullable: true, description: 'The series; none before its first reading.' })
  series(@Root() chart: Chart, @Ctx() context: ApiContext): Promise<Series | null> {
    return loadSeries(context, chart.shown.request.seriesId)
  }

  @FieldResolver(() => ChartPicture, {
    description:
      'The picture. It shows what the address gives when it is opened, with what was asked for here.',
  })
  picture(@Root() chart: Chart, @Ctx() context: ApiContext): ChartPicture {
    return chartPicture(context, chart.shown)
  }
}
