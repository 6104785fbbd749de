import { Arg, Args, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql'

import type { ApiContext } from '../context.js'
import { loadLocality, Locality } from '../locality/locality.js'
import { breakdownOf, Category } from '../metric/definition.js'
import { loadMetric, Metric } from '../metric/metric.js'
import { readPage, type Connection } from '../relay/connection.js'
import { PageArgs } from '../relay/page.js'
import { DateScalar } from '../scalars.js'
import { Reading, ReadingConnection, ReadingVersion } from './reading.js'
import { loadSeries, Series } from './series.js'

const revisionOf = async (context: ApiContext, seriesId: string): Promise<number> =>
  (await context.loaders.seriesRevision.load(seriesId))?.revision ?? 0

@Resolver(() => Series)
export class SeriesFields {
  @FieldResolver(() => Int, {
    description: 'Counts up with everything that is said of the series; give it to `expectedRevision`.',
  })
  revision(@Root() series: Series, @Ctx() context: ApiContext): Promise<number> {
    return revisionOf(context, series.uuid)
  }

  @FieldResolver(() => Metric, { nullable: true, description: 'What is measured.' })
  metric(@Root() series: Series, @Ctx() context: ApiContext): Promise<Metric | null> {
    return loadMetric(context, series.row.metricId)
  }

  @FieldResolver(() => Locality, { nullable: true, description: 'Where it is measured.' })
  locality(@Root() series: Series, @Ctx() context: ApiContext): Promise<Locality | null> {
    return loadLocality(context, series.row.localityId)
  }

  @FieldResolver(() => Category, {
    nullable: true,
    description: 'Which part; none where the metric has no breakdown.',
  })
  async category(@Root() series: Series, @Ctx() context: ApiContext): Promise<Category | null> {
    const { category, metricId } = series.row
    if (category === null) return null
    const definitions = await context.loaders.metricDefinitions.load(metricId)
    const categories = definitions.toReversed().flatMap((row) => breakdownOf(row)?.categories ?? [])
    return categories.find(({ code }) => code === category) ?? { code: category, label: category }
  }

  @FieldResolver(() => ReadingConnection, {
    description:
      'Its readings by period: values, narratives and periods declared missing; withdrawn ones left out.',
  })
  async readings(
    @Root() series: Series,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: ApiContext,
    @Arg('from', () => DateScalar, { nullable: true, description: 'From this period on.' })
    from?: string | null,
    @Arg('to', () => DateScalar, { nullable: true, description: 'Up to this period, which is included.' })
    to?: string | null,
    @Arg('withWithdrawn', () => Boolean, { defaultValue: false, description: 'Withdrawn ones too.' })
    withWithdrawn?: boolean,
  ): Promise<Connection<Reading>> {
    const client = context.reads.client()
    const where = {
      seriesId: series.uuid,
      toPosition: null,
      ...(withWithdrawn === true ? {} : { status: { not: 'WITHDRAWN' } }),
      period: { ...(from ? { gte: from } : {}), ...(to ? { lte: to } : {}) },
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

@Resolver(() => Reading)
export class ReadingFields {
  @FieldResolver(() => Int, { description: 'Revision of its series; give it to `expectedRevision`.' })
  revision(@Root() reading: Reading, @Ctx() context: ApiContext): Promise<number> {
    return revisionOf(context, reading.row.seriesId)
  }

  @FieldResolver(() => Series, { nullable: true, description: 'The series that it belongs to.' })
  series(@Root() reading: Reading, @Ctx() context: ApiContext): Promise<Series | null> {
    return loadSeries(context, reading.row.seriesId)
  }

  @FieldResolver(() => [ReadingVersion], {
    description:
      'Everything that was known of this period, oldest first: what changed, when, by whom and why.',
  })
  async versions(@Root() reading: Reading, @Ctx() context: ApiContext): Promise<ReadingVersion[]> {
    const rows = await context.loaders.readingVersions.load(reading.row.readingId)
    return rows.map((row) => new ReadingVersion(row))
  }
}
