import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql'

import type { ApiContext } from '../context.js'
import { badUserInput } from '../errors.js'
import { keyOf } from '../relay/key-of.js'
import { Series } from '../series/series.js'
import { ReadArgs, settled } from '../settled.js'
import { ChartChoiceArgs, choiceOf } from './chart-args.js'
import { Chart } from './chart.js'
import { findChart, findSeriesChart } from './find-chart.js'
import type { SeriesChart } from './series-chart.js'

const asChart = (found: SeriesChart | null): Chart | null => (found === null ? null : new Chart(found))

@Resolver()
export class ChartQuery {
  @Query(() => Chart, {
    nullable: true,
    description:
      'The chart of a series, or of a metric at a locality, as everyone sees it: by its stored chart type, rule set ' +
      'and baseline, with accepted phases and without excluded points. Arguments ask for another chart and change ' +
      'nothing. Null when there is none.',
  })
  async chart(
    @Arg('seriesId', () => ID, {
      nullable: true,
      description: 'The series; none where `metricId` and `localityId` are given.',
    })
    seriesId: string | null | undefined,
    @Arg('metricId', () => ID, { nullable: true, description: 'What is measured, with `localityId`.' })
    metricId: string | null | undefined,
    @Arg('localityId', () => ID, { nullable: true, description: 'Where it is measured, with `metricId`.' })
    localityId: string | null | undefined,
    @Arg('category', () => String, {
      nullable: true,
      description: 'Code of the part to show; needed with `metricId` where the metric has a breakdown.',
    })
    category: string | null | undefined,
    @Args(() => ChartChoiceArgs) asked: ChartChoiceArgs,
    @Args(() => ReadArgs) read: ReadArgs,
    @Ctx() context: ApiContext,
  ): Promise<Chart | null> {
    await settled(context, read)
    const choice = choiceOf(asked)
    if (seriesId && !metricId && !localityId && !category) {
      return asChart(await findSeriesChart(context, keyOf(seriesId, 'Series', 'seriesId'), asked, choice))
    }
    if (seriesId || !metricId || !localityId) {
      throw badUserInput('Give `seriesId` alone, or `metricId` and `localityId`')
    }
    const of = {
      metricId: keyOf(metricId, 'Metric', 'metricId'),
      localityId: keyOf(localityId, 'Locality', 'localityId'),
      category: category ?? null,
    }
    return asChart(await findChart(context, of, asked, choice))
  }
}

@Resolver(() => Series)
export class SeriesOwnChart {
  @FieldResolver(() => Chart, {
    nullable: true,
    description: 'Its chart as everyone sees it. Arguments ask for another one and change nothing.',
  })
  async chart(
    @Root() series: Series,
    @Args(() => ChartChoiceArgs) asked: ChartChoiceArgs,
    @Ctx() context: ApiContext,
  ): Promise<Chart | null> {
    return asChart(await findSeriesChart(context, series.uuid, asked, choiceOf(asked)))
  }
}
