import { Arg, Args, Ctx, Field, ID, InputType, Query, Resolver } from 'type-graphql'

import type { Prisma } from '../../../prisma/client/client.js'
import { MilestoneStatus } from '../../domain/milestone/vocabulary.js'
import type { ApiContext } from '../context.js'
import { keyOf } from '../relay/key-of.js'
import { readPage, type Connection } from '../relay/connection.js'
import { DateScalar } from '../scalars.js'
import { ListArgs, ReadArgs, settled } from '../settled.js'
import { loadMilestone, Milestone, MilestoneConnection } from './milestone.js'
import { MilestoneStatusEnum } from './milestone.js'

@InputType({ description: 'Which milestones to list. All that is given must hold.' })
export class MilestoneFilter {
  @Field(() => ID, { nullable: true, description: 'Only of this locality.' })
  localityId?: string | null

  @Field(() => ID, { nullable: true, description: 'Only of this project.' })
  projectId?: string | null

  @Field(() => [MilestoneStatusEnum], { nullable: true, description: 'Only those that stand so.' })
  statuses?: MilestoneStatus[] | null

  @Field(() => DateScalar, { nullable: true, description: 'Expected on this day or later.' })
  from?: string | null

  @Field(() => DateScalar, { nullable: true, description: 'Expected on this day or earlier.' })
  to?: string | null
}

const matching = (filter: MilestoneFilter): Prisma.MilestoneWhereInput => ({
  ...(filter.localityId ? { localityId: keyOf(filter.localityId, 'Locality', 'filter.localityId') } : {}),
  ...(filter.projectId ? { projectId: keyOf(filter.projectId, 'Project', 'filter.projectId') } : {}),
  ...(filter.statuses ? { status: { in: filter.statuses } } : {}),
  forecastOn: { ...(filter.from ? { gte: filter.from } : {}), ...(filter.to ? { lte: filter.to } : {}) },
})

/** A page of milestones by the date expected. */
export const listMilestones = async (
  context: ApiContext,
  args: ListArgs,
  where: Prisma.MilestoneWhereInput,
): Promise<Connection<Milestone>> => {
  const client = context.reads.client()
  return new MilestoneConnection(
    await readPage({
      args,
      sort: [{ column: 'forecastOn' }, { column: 'id' }],
      rows: (page) =>
        client.milestone.findMany({
          where: { AND: [where, page.where] },
          orderBy: page.orderBy,
          take: page.take,
        }),
      count: () => client.milestone.count({ where }),
      item: (row) => new Milestone(row),
    }),
  )
}

@Resolver()
export class MilestoneQueries {
  @Query(() => Milestone, { nullable: true, description: 'A milestone by its id; null when there is none.' })
  async milestone(
    @Arg('id', () => ID, { description: 'The id of the milestone.' }) id: string,
    @Args(() => ReadArgs) read: ReadArgs,
    @Ctx() context: ApiContext,
  ): Promise<Milestone | null> {
    await settled(context, read)
    return loadMilestone(context, keyOf(id, 'Milestone', 'id'))
  }

  @Query(() => MilestoneConnection, { description: 'Milestones by the date expected now.' })
  async milestones(
    @Args(() => ListArgs) args: ListArgs,
    @Arg('filter', () => MilestoneFilter, { nullable: true, description: 'Which ones.' })
    filter: MilestoneFilter | null | undefined,
    @Ctx() context: ApiContext,
  ): Promise<Connection<Milestone>> {
    await settled(context, args)
    return listMilestones(context, args, matching(filter ?? {}))
  }
}
