import { Arg, Args, Ctx, FieldResolver, ID, Resolver, Root } from 'type-graphql'

import type { ApiContext } from '../context.js'
import { LocalityConnection, type Locality } from '../locality/locality.js'
import { listLocalities } from '../locality/locality-queries.js'
import type { Connection } from '../relay/connection.js'
import { keyOf } from '../relay/key-of.js'
import { PageArgs } from '../relay/page.js'
import { listSeries } from '../series/series-queries.js'
import { SeriesConnection, type Series } from '../series/series.js'
import { Metric } from './metric.js'

/** What belongs to a metric. */
@Resolver(() => Metric)
export class MetricLists {
  @FieldResolver(() => LocalityConnection, { description: 'Where it is measured, by name.' })
  async localities(
    @Root() { uuid }: Metric,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: ApiContext,
  ): Promise<Connection<Locality>> {
    const rows = await context.reads.client().series.findMany({
      where: { metricId: uuid },
      select: { localityId: true },
      distinct: ['localityId'],
    })
    return listLocalities(context, args, { id: { in: rows.map(({ localityId }) => localityId) } })
  }

  @FieldResolver(() => SeriesConnection, {
    description:
      'Its series of readings in the order in which they were opened, of all localities or of one.',
  })
  series(
    @Root() { uuid }: Metric,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: ApiContext,
    @Arg('localityId', () => ID, { nullable: true, description: 'Only of this locality.' })
    localityId?: string | null,
  ): Promise<Connection<Series>> {
    const locality = localityId ? { localityId: keyOf(localityId, 'Locality', 'localityId') } : {}
    return listSeries(context, args, { metricId: uuid, ...locality })
  }
}
