import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql'

import type { ApiContext } from '../context.js'
import { CycleConnection, type Cycle } from '../cycle/cycle.js'
import { listCycles } from '../cycle/cycle-queries.js'
import { loadLocality, Locality } from '../locality/locality.js'
import { loadMetrics, Metric } from '../metric/metric.js'
import { MilestoneConnection, type Milestone } from '../milestone/milestone.js'
import { listMilestones } from '../milestone/milestone-queries.js'
import type { Connection } from '../relay/connection.js'
import { PageArgs } from '../relay/page.js'
import { loadProject, Project, Ramp } from './project.js'

@Resolver(() => Project)
export class ProjectFields {
  @FieldResolver(() => Locality, { nullable: true, description: 'Where it takes place.' })
  locality(@Root() project: Project, @Ctx() context: ApiContext): Promise<Locality | null> {
    return loadLocality(context, project.row.localityId)
  }

  @FieldResolver(() => [Metric], { description: 'The metrics that it watches.' })
  metrics(@Root() project: Project, @Ctx() context: ApiContext): Promise<Metric[]> {
    return loadMetrics(context, project.row.metricIds as string[])
  }

  @FieldResolver(() => [Ramp], { description: 'Its ramps, in the order in which they were added.' })
  async ramps(@Root() project: Project, @Ctx() context: ApiContext): Promise<Ramp[]> {
    return (await context.loaders.projectRamps.load(project.uuid)).map((row) => new Ramp(row))
  }

  @FieldResolver(() => CycleConnection, {
    description: 'Its cycles in the order in which they were to start.',
  })
  cycles(
    @Root() project: Project,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: ApiContext,
  ): Promise<Connection<Cycle>> {
    return listCycles(context, args, { projectId: project.uuid })
  }

  @FieldResolver(() => MilestoneConnection, { description: 'Its milestones by the date expected now.' })
  milestones(
    @Root() project: Project,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: ApiContext,
  ): Promise<Connection<Milestone>> {
    return listMilestones(context, args, { projectId: project.uuid })
  }
}

@Resolver(() => Ramp)
export class RampFields {
  @FieldResolver(() => Project, { nullable: true, description: 'The project that it belongs to.' })
  project(@Root() ramp: Ramp, @Ctx() context: ApiContext): Promise<Project | null> {
    return loadProject(context, ramp.row.projectId)
  }

  @FieldResolver(() => CycleConnection, {
    description: 'Its cycles in the order in which they were to start.',
  })
  cycles(
    @Root() ramp: Ramp,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: ApiContext,
  ): Promise<Connection<Cycle>> {
    return listCycles(context, args, { rampId: ramp.row.id })
  }
}
