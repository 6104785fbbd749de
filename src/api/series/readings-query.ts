import { Arg, Args, Ctx, Field, ID, InputType, Query, Resolver } from 'type-graphql'

import type { Prisma } from '../../../prisma/client/client.js'
import type { ApiContext } from '../context.js'
import { keyOf } from '../relay/key-of.js'
import { readPage, type Connection } from '../relay/connection.js'
import { DateScalar } from '../scalars.js'
import { ListArgs, settled } from '../settled.js'
import { Reading, ReadingConnection, ReadingStatus } from './reading.js'
import { ReadingStatusEnum } from './reading.js'

@InputType({ description: 'Which readings to list. All that is given must hold.' })
export class ReadingFilter {
  @Field(() => ID, { nullable: true, description: 'Only of this series.' })
  seriesId?: string | null

  @Field(() => ID, { nullable: true, description: 'Only of this metric.' })
  metricId?: string | null

  @Field(() => ID, { nullable: true, description: 'Only of this locality.' })
  localityId?: string | null

  @Field(() => String, { nullable: true, description: 'Only of the category with this code.' })
  category?: string | null

  @Field(() => DateScalar, { nullable: true, description: 'From this period on.' })
  from?: string | null

  @Field(() => DateScalar, { nullable: true, description: 'Up to this period, which is included.' })
  to?: string | null

  @Field(() => [ReadingStatusEnum], {
    nullable: true,
    description: 'How they stand; all but withdrawn ones when left out.',
  })
  statuses?: ReadingStatus[] | null
}

const standing = [ReadingStatus.Recorded, ReadingStatus.Corrected, ReadingStatus.Missing]

/** Ids of the series that the filter means; null when it means all. */
const seriesOf = async (context: ApiContext, filter: ReadingFilter): Promise<string[] | null> => {
  const where: Prisma.SeriesWhereInput = {
    ...(filter.metricId ? { metricId: keyOf(filter.metricId, 'Metric', 'filter.metricId') } : {}),
    ...(filter.localityId ? { localityId: keyOf(filter.localityId, 'Locality', 'filter.localityId') } : {}),
    ...(filter.category ? { category: filter.category } : {}),
  }
  if (Object.keys(where).length === 0) return null
  const rows = await context.reads.client().series.findMany({ where, select: { id: true } })
  return rows.map(({ id }) => id)
}

@Resolver()
export class ReadingsQuery {
  @Query(() => ReadingConnection, { description: 'Readings by period, of any series.' })
  async readings(
    @Args(() => ListArgs) args: ListArgs,
    @Arg('filter', () => ReadingFilter, { nullable: true, description: 'Which ones.' })
    filter: ReadingFilter | null | undefined,
    @Ctx() context: ApiContext,
  ): Promise<Connection<Reading>> {
    await settled(context, args)
    const client = context.reads.client()
    const series = await seriesOf(context, filter ?? {})
    const where: Prisma.ReadingWhereInput = {
      AND: [
        filter?.seriesId ? { seriesId: keyOf(filter.seriesId, 'Series', 'filter.seriesId') } : {},
        series === null ? {} : { seriesId: { in: series } },
        { toPosition: null, status: { in: filter?.statuses ?? standing } },
        {
          period: {
            ...(filter?.from ? { gte: filter.from } : {}),
            ...(filter?.to ? { lte: filter.to } : {}),
          },
        },
      ],
    }
    return new ReadingConnection(
      await readPage({
        args,
        sort: [{ column: 'period' }, { column: 'id' }],
        rows: (page) =>
          client.reading.findMany({
            where: { AND: [where, page.where] },
            orderBy: page.orderBy,
            take: page.take,
          }),
        count: () => client.reading.count({ where }),
        item: (row) => new Reading(row),
      }),
    )
  }
}
