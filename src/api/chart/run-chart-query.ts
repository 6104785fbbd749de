import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql'

import type { ApiContext } from '../context.js'
import { keyOf } from '../relay/key-of.js'
import { DateScalar } from '../scalars.js'
import { Series } from '../series/series.js'
import { ReadArgs, settled } from '../settled.js'
import { findRunChart, findSeriesRunChart } from './find-chart.js'
import { RunChart } from './run-chart.js'

@ArgsType()
export class ChartPeriodArgs {
  @Field(() => DateScalar, { nullable: true, description: 'Begin with the period of this day.' })
  from?: string | null

  @Field(() => DateScalar, { nullable: true, description: 'End with the period of this day.' })
  to?: string | null
}

@Resolver()
export class RunChartQuery {
  @Query(() => RunChart, {
    nullable: true,
    description:
      'The run chart of a metric at a locality by the rules of Anhøj and Olesen, whatever is stored of the series but ' +
      'its phases and excluded points; null when either does not exist. `chart` gives the chart that everyone sees, ' +
      'and every other.',
  })
  async runChart(
    @Arg('metricId', () => ID, { description: 'What is measured.' }) metricId: string,
    @Arg('localityId', () => ID, { description: 'Where it is measured.' }) localityId: string,
    @Arg('category', () => String, {
      nullable: true,
      description: 'Code of the part to show; needed where the metric has a breakdown.',
    })
    category: string | null | undefined,
    @Args(() => ChartPeriodArgs) periods: ChartPeriodArgs,
    @Args(() => ReadArgs) read: ReadArgs,
    @Ctx() context: ApiContext,
  ): Promise<RunChart | null> {
    await settled(context, read)
    const view = await findRunChart(
      context,
      {
        metricId: keyOf(metricId, 'Metric', 'metricId'),
        localityId: keyOf(localityId, 'Locality', 'localityId'),
        category: category ?? null,
      },
      periods,
    )
    return view === null ? null : new RunChart(view)
  }
}

@Resolver(() => Series)
export class SeriesRunChart {
  @FieldResolver(() => RunChart, { nullable: true, description: 'Its run chart.' })
  async runChart(
    @Root() series: Series,
    @Args(() => ChartPeriodArgs) periods: ChartPeriodArgs,
    @Ctx() context: ApiContext,
  ): Promise<RunChart | null> {
    const view = await findSeriesRunChart(context, series.uuid, periods)
    return view === null ? null : new RunChart(view)
  }
}
