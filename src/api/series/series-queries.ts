import { Arg, Args, Ctx, Field, ID, InputType, Query, Resolver } from 'type-graphql'

import type { Prisma } from '../../../prisma/client/client.js'
import type { ApiContext } from '../context.js'
import { keyOf } from '../relay/key-of.js'
import { readPage, type Connection } from '../relay/connection.js'
import type { PageArgs } from '../relay/page.js'
import { ListArgs, ReadArgs, settled } from '../settled.js'
import { loadSeries, Series, SeriesConnection } from './series.js'

@InputType({ description: 'Which series to list. All that is given must hold.' })
export class SeriesFilter {
  @Field(() => ID, { nullable: true, description: 'Only of this metric.' })
  metricId?: string | null

  @Field(() => ID, { nullable: true, description: 'Only of this locality.' })
  localityId?: string | null

  @Field(() => String, { nullable: true, description: 'Only of the category with this code.' })
  category?: string | null
}

/** A page of series in the order in which they were opened. */
export const listSeries = async (
  context: ApiContext,
  args: PageArgs,
  where: Prisma.SeriesWhereInput,
): Promise<Connection<Series>> => {
  const client = context.reads.client()
  return new SeriesConnection(
    await readPage({
      args,
      sort: [{ column: 'fromPosition', holds: 'bigint' }, { column: 'id' }],
      rows: (page) =>
        client.series.findMany({
          where: { AND: [where, page.where] },
          orderBy: page.orderBy,
          take: page.take,
        }),
      count: () => client.series.count({ where }),
      item: (row) => new Series(row),
    }),
  )
}

@Resolver()
export class SeriesQueries {
  @Query(() => Series, { nullable: true, description: 'A series by its id; null when there is none.' })
  async seriesById(
    @Arg('id', () => ID, { description: 'The id of the series.' }) id: string,
    @Args(() => ReadArgs) read: ReadArgs,
    @Ctx() context: ApiContext,
  ): Promise<Series | null> {
    await settled(context, read)
    return loadSeries(context, keyOf(id, 'Series', 'id'))
  }

  @Query(() => SeriesConnection, { description: 'Series in the order in which they were opened.' })
  async series(
    @Args(() => ListArgs) args: ListArgs,
    @Arg('filter', () => SeriesFilter, { nullable: true, description: 'Which ones.' })
    filter: SeriesFilter | null | undefined,
    @Ctx() context: ApiContext,
  ): Promise<Connection<Series>> {
    await settled(context, args)
    const where = {
      ...(filter?.metricId ? { metricId: keyOf(filter.metricId, 'Metric', 'filter.metricId') } : {}),
      ...(filter?.localityId
        ? { localityId: keyOf(filter.localityId, 'Locality', 'filter.localityId') }
        : {}),
      ...(filter?.category ? { category: filter.category } : {}),
    }
    return listSeries(context, args, where)
  }
}
