import { Ctx, Field, FieldResolver, Float, Int, ObjectType, Resolver, Root } from 'type-graphql'

import { describeChart } from '../../charts/describe-chart.js'
import type { ChartType } from '../../domain/chart/vocabulary.js'
import { chartFacts } from '../../rendering/alternative-text.js'
import {
  ChartAssuranceEnum,
  ChartVariationEnum,
  type ChartAssurance,
  type ChartVariation,
} from '../chart/enums.js'
import { assuranceSaid, variationSaid } from '../chart/said.js'
import { periodicityOf, type SeriesChart } from '../chart/series-chart.js'
import type { ApiContext } from '../context.js'
import { breakdownOf, Category } from '../metric/definition.js'
import { loadMetric, Metric } from '../metric/metric.js'
import { connectionOf } from '../relay/connection.js'
import { DateScalar } from '../scalars.js'
import { ChartTypeEnum } from '../series-chart/enums.js'
import { loadSeries, Series } from '../series/series.js'
import { dataAge } from './data-age.js'

@ObjectType({ description: 'One line of a scorecard: how a metric stands at the locality.' })
export class ScorecardEntry {
  @Field(() => ChartTypeEnum, { description: 'How the series is charted.' })
  chartType: ChartType

  @Field(() => String, {
    nullable: true,
    description: 'The rules by which it was read; none: by its limits alone.',
  })
  ruleSet: string | null

  @Field(() => ChartVariationEnum, {
    nullable: true,
    description: 'What the latest value says of the series; none while there are too few points to say.',
  })
  variation: ChartVariation | null

  @Field(() => ChartAssuranceEnum, {
    nullable: true,
    description:
      'Whether the target can be expected to be met; none without limits, target or enough points.',
  })
  assurance: ChartAssurance | null

  @Field(() => Float, { nullable: true, description: 'The last known value; none without values.' })
  lastValue: number | null

  @Field(() => DateScalar, { nullable: true, description: 'Period of the last known value.' })
  lastPeriod: string | null

  @Field(() => String, { description: 'Unit of the values.' })
  unit: string

  @Field(() => Float, { nullable: true, description: 'What is aimed at in the last period; none: nothing.' })
  target: number | null

  @Field(() => Int, {
    nullable: true,
    description: 'Days since the last period with a value ended; none without values.',
  })
  dataAgeDays: number | null

  @Field(() => Boolean, {
    description:
      'The value of the next period should be known by now: that period has ended, and the days that figures usually ' +
      'take have passed. Also true without values.',
  })
  stale: boolean

  @Field(() => Int, { description: 'Points with a value that are not left out, over all phases.' })
  points: number

  @Field(() => Boolean, { description: 'There are fewer points than the rules need to be relied on.' })
  trial: boolean

  @Field(() => String, { description: 'What its chart shows in a sentence or two. It never says why.' })
  sentence: string

  constructor(
    readonly shown: SeriesChart,
    today: string,
  ) {
    const { analysis, plan, rows, points, view } = shown
    const last = points.findLast(({ reading }) => (reading?.value ?? null) !== null)
    const age =
      last === undefined
        ? null
        : dataAge(last.period, today, periodicityOf(rows.definition), rows.definition.typicalLagDays)
    this.chartType = plan.chartType
    this.ruleSet = plan.ruleSet
    this.variation = analysis.variation === null ? null : variationSaid[analysis.variation]
    this.assurance = analysis.assurance === null ? null : assuranceSaid[analysis.assurance]
    this.lastValue = last?.reading?.value ?? null
    this.lastPeriod = last?.period ?? null
    this.unit = view.unit
    this.target = shown.target
    this.dataAgeDays = age?.days ?? null
    this.stale = age?.stale ?? true
    this.points = analysis.phases.reduce((sum, { values }) => sum + values, 0)
    this.trial = analysis.trial
    this.sentence = describeChart(analysis, chartFacts(view))
  }
}

export const ScorecardConnection = connectionOf(() => ScorecardEntry, 'Scorecard', 'lines of a scorecard')

@Resolver(() => ScorecardEntry)
export class ScorecardEntryFields {
  @FieldResolver(() => Metric, { nullable: true, description: 'What is measured.' })
  metric(@Root() entry: ScorecardEntry, @Ctx() context: ApiContext): Promise<Metric | null> {
    return loadMetric(context, entry.shown.request.metric.id)
  }

  @FieldResolver(() => Category, {
    nullable: true,
    description: 'Which part; none where the metric has no breakdown.',
  })
  category(@Root() entry: ScorecardEntry): Category | null {
    const { request, rows } = entry.shown
    return breakdownOf(rows.definition)?.categories.find(({ code }) => code === request.category) ?? null
  }

  @FieldResolver(() => Series, { nullable: true, description: 'The series, with its chart.' })
  series(@Root() entry: ScorecardEntry, @Ctx() context: ApiContext): Promise<Series | null> {
    return loadSeries(context, entry.shown.request.seriesId)
  }
}
