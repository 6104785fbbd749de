import { Arg, Args, Ctx, Field, ID, InputType, Query, Resolver } from 'type-graphql'

import type { Prisma } from '../../../prisma/client/client.js'
import { Nature, Purpose } from '../../domain/metric/vocabulary.js'
import type { ApiContext } from '../context.js'
import { keyOf } from '../relay/key-of.js'
import { readPage, type Connection } from '../relay/connection.js'
import type { PageArgs } from '../relay/page.js'
import { ListArgs, ReadArgs, settled } from '../settled.js'
import { containing } from '../search.js'
import { loadMetric, Metric, MetricConnection } from './metric.js'
import { NatureEnum, PurposeEnum } from './enums.js'

@InputType({ description: 'Which metrics to list. All that is given must hold.' })
export class MetricFilter {
  @Field(() => String, { nullable: true, description: 'Part of the name or the code, in any case.' })
  search?: string | null

  @Field(() => PurposeEnum, { nullable: true, description: 'Only those for this purpose.' })
  purpose?: Purpose | null

  @Field(() => NatureEnum, { nullable: true, description: 'Only numbers or only words.' })
  nature?: Nature | null

  @Field(() => Boolean, { nullable: true, description: 'Only retired ones, or only those in use.' })
  retired?: boolean | null
}

const called = (context: ApiContext, text: string): Promise<Prisma.MetricWhereInput> =>
  containing(text, ['nameKey', 'code'], (where) =>
    context.reads.client().metric.findMany({ where, select: { id: true, nameKey: true, code: true } }),
  )

const matching = async (context: ApiContext, filter: MetricFilter): Promise<Prisma.MetricWhereInput> => ({
  ...(filter.search ? await called(context, filter.search) : {}),
  ...(filter.purpose ? { purpose: filter.purpose } : {}),
  ...(filter.nature ? { nature: filter.nature } : {}),
  ...(filter.retired === true ? { retiredOn: { not: null } } : {}),
  ...(filter.retired === false ? { retiredOn: null } : {}),
})

/** A page of metrics by name. */
export const listMetrics = async (
  context: ApiContext,
  args: PageArgs,
  where: Prisma.MetricWhereInput,
): Promise<Connection<Metric>> => {
  const client = context.reads.client()
  return new MetricConnection(
    await readPage({
      args,
      sort: [{ column: 'nameKey' }, { column: 'id' }],
      rows: (page) =>
        client.metric.findMany({
          where: { AND: [where, page.where] },
          orderBy: page.orderBy,
          take: page.take,
        }),
      count: () => client.metric.count({ where }),
      item: (row) => new Metric(row),
    }),
  )
}

@Resolver()
export class MetricQueries {
  @Query(() => Metric, { nullable: true, description: 'A metric by its id; null when there is none.' })
  async metric(
    @Arg('id', () => ID, { description: 'The id of the metric.' }) id: string,
    @Args(() => ReadArgs) read: ReadArgs,
    @Ctx() context: ApiContext,
  ): Promise<Metric | null> {
    await settled(context, read)
    return loadMetric(context, keyOf(id, 'Metric', 'id'))
  }

  @Query(() => Metric, {
    nullable: true,
    description: 'A metric by its code, such as `ea65`; null when there is none.',
  })
  async metricByCode(
    @Arg('code', () => String, { description: 'The code of the metric.' }) code: string,
    @Args(() => ReadArgs) read: ReadArgs,
    @Ctx() context: ApiContext,
  ): Promise<Metric | null> {
    await settled(context, read)
    const row = await context.reads.client().metric.findUnique({ where: { code: code.trim().toLowerCase() } })
    return row === null ? null : new Metric(row)
  }

  @Query(() => MetricConnection, { description: 'Metrics by name.' })
  async metrics(
    @Args(() => ListArgs) args: ListArgs,
    @Arg('filter', () => MetricFilter, { nullable: true, description: 'Which ones.' })
    filter: MetricFilter | null | undefined,
    @Ctx() context: ApiContext,
  ): Promise<Connection<Metric>> {
    await settled(context, args)
    return listMetrics(context, args, await matching(context, filter ?? {}))
  }
}
