import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql'

import type { ApiContext } from '../context.js'
import { loadLocality, Locality } from '../locality/locality.js'
import { loadProject, Project } from '../project/project.js'
import { Milestone, MilestoneForecast, MilestoneStatusChange } from './milestone.js'

@Resolver(() => Milestone)
export class MilestoneFields {
  @FieldResolver(() => Locality, { nullable: true, description: 'The locality that it is for.' })
  locality(@Root() milestone: Milestone, @Ctx() context: ApiContext): Promise<Locality | null> {
    return loadLocality(context, milestone.row.localityId)
  }

  @FieldResolver(() => Project, { nullable: true, description: 'The project that it belongs to.' })
  async project(@Root() milestone: Milestone, @Ctx() context: ApiContext): Promise<Project | null> {
    return milestone.row.projectId === null ? null : loadProject(context, milestone.row.projectId)
  }

  @FieldResolver(() => [MilestoneForecast], {
    description: 'Every date that was expected, oldest first: each slip.',
  })
  async forecasts(@Root() milestone: Milestone, @Ctx() context: ApiContext): Promise<MilestoneForecast[]> {
    const rows = await context.loaders.milestoneForecasts.load(milestone.uuid)
    return rows.map((row) => new MilestoneForecast(row))
  }

  @FieldResolver(() => [MilestoneStatusChange], { description: 'Every status that it had, oldest first.' })
  async statusChanges(
    @Root() milestone: Milestone,
    @Ctx() context: ApiContext,
  ): Promise<MilestoneStatusChange[]> {
    const rows = await context.loaders.milestoneStatusChanges.load(milestone.uuid)
    return rows.map((row) => new MilestoneStatusChange(row))
  }
}
