import { Args, ArgsType, Ctx, Field, FieldResolver, Int, ObjectType, Resolver, Root } from 'type-graphql'

import {
  smallMultiplesSpecification,
  MOST_SMALL_MULTIPLES,
} from '../../rendering/small-multiples-specification.js'
import { badFieldInput } from '../chart/bad-field-input.js'
import { ChartReadingArgs, choiceOf } from '../chart/chart-args.js'
import { readChartRows } from '../chart/chart-rows.js'
import { Chart } from '../chart/chart.js'
import { seriesChart } from '../chart/series-chart.js'
import type { ApiContext } from '../context.js'
import { breakdownOf, Category } from '../metric/definition.js'
import { loadMetric, Metric } from '../metric/metric.js'
import { DateScalar, JsonScalar } from '../scalars.js'
import { comparedFunnel, noFunnelReason } from './compared-funnel.js'
import type { ComparisonRows } from './comparison-rows.js'
import { ComparisonFunnel } from './funnel-fields.js'

@ObjectType({ description: 'How many of those that should report have done so.' })
export class Coverage {
  @Field(() => Int, { description: 'Those with a figure.' })
  reporting!: number

  @Field(() => Int, { description: 'Those that should have one.' })
  expected!: number
}

@ObjectType({ description: 'Small charts of several localities side by side, by name.' })
export class SmallMultiples {
  @Field(() => [Chart], { description: 'The charts by name of the locality; 24 at most.' })
  charts!: Chart[]

  @Field(() => Int, { description: 'Localities that found no room.' })
  leftOut!: number

  @Field(() => Int, { description: 'Localities without a single reading of it; they have no chart.' })
  withoutReadings!: number

  @Field(() => JsonScalar, { description: 'The Vega-Lite specification of the picture.' })
  specification!: unknown
}

@ArgsType()
export class SmallMultiplesArgs extends ChartReadingArgs {
  @Field(() => Boolean, {
    defaultValue: true,
    description: 'One axis of values for all, to compare heights; false: each its own, to compare shapes.',
  })
  sharedAxes!: boolean

  @Field(() => Int, {
    nullable: true,
    description: 'Charts in a row, 1 to 6; by their number when left out.',
  })
  columns?: number | null

  @Field(() => Int, {
    defaultValue: 0,
    description: 'Leave out so many localities from the beginning, to go on.',
  })
  skip!: number

  @Field(() => DateScalar, { nullable: true, description: 'Begin with the period of this day.' })
  from?: string | null

  @Field(() => DateScalar, { nullable: true, description: 'End with the period of this day.' })
  to?: string | null
}

@ObjectType({ description: 'Localities side by side for one metric. By name, and never ranked.' })
export class LocalityComparison {
  @Field(() => DateScalar, {
    nullable: true,
    description: 'First period that is compared; none: nobody reported.',
  })
  from: string | null

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Last period that is compared, which is included.',
  })
  to: string | null

  @Field(() => Int, { description: 'How many periods that are.' })
  periods: number

  @Field(() => Coverage, {
    description: 'Localities with a value in these periods, of all that are compared.',
  })
  coverage: Coverage

  @Field(() => ComparisonFunnel, {
    nullable: true,
    description: 'The funnel; none where `noFunnelReason` says why.',
  })
  funnel: ComparisonFunnel | null

  @Field(() => String, { nullable: true, description: 'Why there is no funnel.' })
  noFunnelReason: string | null

  constructor(
    readonly rows: ComparisonRows,
    overdispersion: boolean,
  ) {
    const found = comparedFunnel(rows, overdispersion)
    this.from = rows.from
    this.to = rows.to
    this.periods = rows.periods
    this.coverage = {
      reporting: rows.localities.filter(({ periods }) => periods > 0).length,
      expected: rows.localities.length,
    }
    this.funnel = found === null ? null : new ComparisonFunnel(found, rows.localities)
    this.noFunnelReason = noFunnelReason(rows)
  }
}

@Resolver(() => LocalityComparison)
export class LocalityComparisonFields {
  @FieldResolver(() => Metric, { nullable: true, description: 'What is measured.' })
  metric(@Root() { rows }: LocalityComparison, @Ctx() context: ApiContext): Promise<Metric | null> {
    return loadMetric(context, rows.metric.id)
  }

  @FieldResolver(() => Category, {
    nullable: true,
    description: 'Which part; none where there is no breakdown.',
  })
  category(@Root() { rows }: LocalityComparison): Category | null {
    return breakdownOf(rows.definition)?.categories.find(({ code }) => code === rows.category) ?? null
  }

  @FieldResolver(() => SmallMultiples, {
    description:
      'Their charts side by side, 24 at a time: as everyone sees each, or all by the chart type and rule set given.',
  })
  async smallMultiples(
    @Root() { rows }: LocalityComparison,
    @Args(() => SmallMultiplesArgs) asked: SmallMultiplesArgs,
    @Ctx() context: ApiContext,
  ): Promise<SmallMultiples> {
    const { columns, sharedAxes, skip } = asked
    if (columns != null && (columns < 1 || columns > 6)) {
      throw badFieldInput(`\`columns\` is ${columns}: give 1 to 6`, ['columns'])
    }
    if (skip < 0) throw badFieldInput('`skip` is negative: give 0 or more', ['skip'])
    const choice = choiceOf(asked)
    const series = await Promise.all(
      rows.localities.map(({ seriesId }) => context.loaders.series.load(seriesId)),
    )
    const charted = rows.localities.filter((_, index) => series[index] !== null)
    const shown = charted.slice(skip, skip + MOST_SMALL_MULTIPLES)
    const charts = await Promise.all(
      shown.map(async ({ locality, seriesId }) => {
        const { metric, category } = rows
        const request = {
          metric,
          locality,
          category,
          seriesId,
          from: asked.from ?? null,
          to: asked.to ?? null,
        }
        return seriesChart(request, await readChartRows(context, request, { withHappenings: false }), choice)
      }),
    )
    return {
      charts: charts.map((chart) => new Chart(chart)),
      leftOut: charted.length - shown.length,
      withoutReadings: rows.localities.length - charted.length,
      specification: smallMultiplesSpecification(
        charts.map(({ view }) => view),
        { sharedAxes, ...(columns == null ? {} : { columns }) },
      ),
    }
  }
}
