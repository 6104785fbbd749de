import { Arg, Args, Ctx, ID, Query, Resolver } from 'type-graphql'

import { pageOfSeries } from '../chart/chart-list.js'
import { readChartRows } from '../chart/chart-rows.js'
import { seriesChart } from '../chart/series-chart.js'
import type { ApiContext } from '../context.js'
import type { Connection } from '../relay/connection.js'
import { keyOf } from '../relay/key-of.js'
import { ListArgs, settled } from '../settled.js'
import { ScorecardConnection, ScorecardEntry } from './scorecard-entry.js'

@Resolver()
export class ScorecardQuery {
  @Query(() => ScorecardConnection, {
    nullable: true,
    description:
      'The summary table of a locality: each metric, and each part of its breakdown, with what its latest values say, ' +
      'whether the target can be expected to be met, and how old the figures are. By name of the metric; metrics that ' +
      'are measured no longer are left out. Null when there is no such locality.',
  })
  async scorecard(
    @Arg('localityId', () => ID, { description: 'The locality.' }) localityId: string,
    @Args(() => ListArgs) page: ListArgs,
    @Ctx() context: ApiContext,
  ): Promise<Connection<ScorecardEntry> | null> {
    await settled(context, page)
    const id = keyOf(localityId, 'Locality', 'localityId')
    if ((await context.loaders.locality.load(id)) === null) return null
    const listing = { where: { localityId: id }, by: 'metric', currentOnly: true } as const
    return new ScorecardConnection(
      await pageOfSeries(context, listing, page, {}, async (request) => {
        const rows = await readChartRows(context, request, { withHappenings: false })
        return new ScorecardEntry(seriesChart(request, rows), context.today())
      }),
    )
  }
}
