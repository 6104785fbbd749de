import { Arg, Args, Ctx, FieldResolver, ID, Resolver, Root } from 'type-graphql'

import type { ApiContext } from '../context.js'
import { listCycles } from '../cycle/cycle-queries.js'
import { CycleConnection, type Cycle } from '../cycle/cycle.js'
import { MetricConnection, type Metric } from '../metric/metric.js'
import { listMetrics } from '../metric/metric-queries.js'
import { listMilestones } from '../milestone/milestone-queries.js'
import { MilestoneConnection, type Milestone } from '../milestone/milestone.js'
import { listProjects } from '../project/project-queries.js'
import { ProjectConnection, type Project } from '../project/project.js'
import type { Connection } from '../relay/connection.js'
import { keyOf } from '../relay/key-of.js'
import { PageArgs } from '../relay/page.js'
import { listSeries } from '../series/series-queries.js'
import { SeriesConnection, type Series } from '../series/series.js'
import { Locality } from './locality.js'

/** What belongs to a locality. */
@Resolver(() => Locality)
export class LocalityLists {
  @FieldResolver(() => MetricConnection, { description: 'What is measured there, by name.' })
  async metrics(
    @Root() { uuid }: Locality,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: ApiContext,
  ): Promise<Connection<Metric>> {
    const rows = await context.reads.client().series.findMany({
      where: { localityId: uuid },
      select: { metricId: true },
      distinct: ['metricId'],
    })
    return listMetrics(context, args, { id: { in: rows.map(({ metricId }) => metricId) } })
  }

  @FieldResolver(() => SeriesConnection, {
    description: 'Its series of readings in the order in which they were opened, of all metrics or of one.',
  })
  series(
    @Root() { uuid }: Locality,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: ApiContext,
    @Arg('metricId', () => ID, { nullable: true, description: 'Only of this metric.' })
    metricId?: string | null,
  ): Promise<Connection<Series>> {
    const metric = metricId ? { metricId: keyOf(metricId, 'Metric', 'metricId') } : {}
    return listSeries(context, args, { localityId: uuid, ...metric })
  }

  @FieldResolver(() => ProjectConnection, {
    description: 'Its improvement projects in the order in which they start.',
  })
  projects(
    @Root() { uuid }: Locality,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: ApiContext,
  ): Promise<Connection<Project>> {
    return listProjects(context, args, { localityId: uuid })
  }

  @FieldResolver(() => CycleConnection, {
    description: 'Its cycles in the order in which they were to start.',
  })
  cycles(
    @Root() { uuid }: Locality,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: ApiContext,
  ): Promise<Connection<Cycle>> {
    return listCycles(context, args, { localityId: uuid })
  }

  @FieldResolver(() => MilestoneConnection, { description: 'Its milestones by the date expected now.' })
  milestones(
    @Root() { uuid }: Locality,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: ApiContext,
  ): Promise<Connection<Milestone>> {
    return listMilestones(context, args, { localityId: uuid })
  }
}
