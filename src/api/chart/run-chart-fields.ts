import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql'

import { ChartType, RuleSet } from '../../domain/chart/vocabulary.js'
import { alternativeText } from '../../rendering/alternative-text.js'
import { runChartSpecification } from '../../rendering/run-chart-specification.js'
import type { ApiContext } from '../context.js'
import { Cycle, loadCycle } from '../cycle/cycle.js'
import { loadLocality, Locality } from '../locality/locality.js'
import { breakdownOf, Category } from '../metric/definition.js'
import { loadMetric, Metric } from '../metric/metric.js'
import { loadMilestone, Milestone } from '../milestone/milestone.js'
import { loadSeries, Series } from '../series/series.js'
import type { ChartChoice } from './chart-choice.js'
import { ChartPicture } from './chart-picture.js'
import { picturePath } from './picture-address.js'
import { RunChart } from './run-chart.js'
import { RunChartAnnotation } from './run-chart-parts.js'

@Resolver(() => RunChart)
export class RunChartFields {
  @FieldResolver(() => Metric, { nullable: true, description: 'What is measured.' })
  metric(@Root() chart: RunChart, @Ctx() context: ApiContext): Promise<Metric | null> {
    return loadMetric(context, chart.view.request.metric.id)
  }

  @FieldResolver(() => Locality, { nullable: true, description: 'Where it is measured.' })
  locality(@Root() chart: RunChart, @Ctx() context: ApiContext): Promise<Locality | null> {
    return loadLocality(context, chart.view.request.locality.id)
  }

  @FieldResolver(() => Category, {
    nullable: true,
    description: 'Which part; none where the metric has no breakdown.',
  })
  category(@Root() chart: RunChart): Category | null {
    const { request, rows } = chart.view
    return breakdownOf(rows.definition)?.categories.find(({ code }) => code === request.category) ?? null
  }

  @FieldResolver(() => Series, { nullable: true, description: 'The series; none before its first reading.' })
  series(@Root() chart: RunChart, @Ctx() context: ApiContext): Promise<Series | null> {
    return loadSeries(context, chart.view.request.seriesId)
  }

  @FieldResolver(() => ChartPicture, {
    description: 'The picture. It shows what the address gives when it is opened.',
  })
  picture(@Root() chart: RunChart, @Ctx() context: ApiContext): ChartPicture {
    const { request, picture, rows } = chart.view
    // The plain address shows what everyone sees, which is a run chart unless somebody chose otherwise.
    const choice: ChartChoice =
      rows.defaults === null ? {} : { chartType: ChartType.Run, ruleSet: RuleSet.Anhoej2014 }
    const address = (format: 'svg' | 'png') =>
      context.publicUrl + picturePath(request.seriesId, format, request, choice)
    return {
      svgUrl: address('svg'),
      pngUrl: address('png'),
      alternativeText: alternativeText(picture),
      specification: runChartSpecification(picture),
    }
  }
}

@Resolver(() => RunChartAnnotation)
export class RunChartAnnotationFields {
  @FieldResolver(() => Cycle, { nullable: true, description: 'The PDSA cycle, where it is about one.' })
  async cycle(@Root() annotation: RunChartAnnotation, @Ctx() context: ApiContext): Promise<Cycle | null> {
    return annotation.cycleId === null ? null : loadCycle(context, annotation.cycleId)
  }

  @FieldResolver(() => Milestone, { nullable: true, description: 'The milestone, where it is about one.' })
  async milestone(
    @Root() annotation: RunChartAnnotation,
    @Ctx() context: ApiContext,
  ): Promise<Milestone | null> {
    return annotation.milestoneId === null ? null : loadMilestone(context, annotation.milestoneId)
  }
}
