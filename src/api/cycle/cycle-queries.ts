import { Arg, Args, Ctx, Field, ID, InputType, Query, Resolver } from 'type-graphql'

import type { Prisma } from '../../../prisma/client/client.js'
import { CycleDecision, CycleStatus } from '../../domain/cycle/vocabulary.js'
import type { ApiContext } from '../context.js'
import { keyOf } from '../relay/key-of.js'
import { readPage, type Connection } from '../relay/connection.js'
import { DateScalar } from '../scalars.js'
import { ListArgs, ReadArgs, settled } from '../settled.js'
import { Cycle, CycleConnection, loadCycle } from './cycle.js'
import { CycleDecisionEnum, CycleStatusEnum } from './enums.js'

@InputType({ description: 'Which cycles to list. All that is given must hold.' })
export class CycleFilter {
  @Field(() => ID, { nullable: true, description: 'Only of this locality.' })
  localityId?: string | null

  @Field(() => ID, { nullable: true, description: 'Only of this project.' })
  projectId?: string | null

  @Field(() => ID, { nullable: true, description: 'Only of this ramp.' })
  rampId?: string | null

  @Field(() => [CycleStatusEnum], { nullable: true, description: 'Only those that stand so.' })
  statuses?: CycleStatus[] | null

  @Field(() => [CycleDecisionEnum], { nullable: true, description: 'Only those that were decided so.' })
  decisions?: CycleDecision[] | null

  @Field(() => DateScalar, { nullable: true, description: 'Planned to start on this day or later.' })
  from?: string | null

  @Field(() => DateScalar, { nullable: true, description: 'Planned to start on this day or earlier.' })
  to?: string | null
}

const matching = (filter: CycleFilter): Prisma.CycleWhereInput => ({
  ...(filter.localityId ? { localityId: keyOf(filter.localityId, 'Locality', 'filter.localityId') } : {}),
  ...(filter.projectId ? { projectId: keyOf(filter.projectId, 'Project', 'filter.projectId') } : {}),
  ...(filter.rampId ? { rampId: keyOf(filter.rampId, 'Ramp', 'filter.rampId') } : {}),
  ...(filter.statuses ? { status: { in: filter.statuses } } : {}),
  ...(filter.decisions ? { decision: { in: filter.decisions } } : {}),
  plannedStartOn: { ...(filter.from ? { gte: filter.from } : {}), ...(filter.to ? { lte: filter.to } : {}) },
})

/** A page of cycles in the order in which they were to start. */
export const listCycles = async (
  context: ApiContext,
  args: ListArgs,
  where: Prisma.CycleWhereInput,
): Promise<Connection<Cycle>> => {
  const client = context.reads.client()
  return new CycleConnection(
    await readPage({
      args,
      sort: [{ column: 'plannedStartOn' }, { column: 'id' }],
      rows: (page) =>
        client.cycle.findMany({
          where: { AND: [where, page.where] },
          orderBy: page.orderBy,
          take: page.take,
        }),
      count: () => client.cycle.count({ where }),
      item: (row) => new Cycle(row),
    }),
  )
}

@Resolver()
export class CycleQueries {
  @Query(() => Cycle, { nullable: true, description: 'A cycle by its id; null when there is none.' })
  async cycle(
    @Arg('id', () => ID, { description: 'The id of the cycle.' }) id: string,
    @Args(() => ReadArgs) read: ReadArgs,
    @Ctx() context: ApiContext,
  ): Promise<Cycle | null> {
    await settled(context, read)
    return loadCycle(context, keyOf(id, 'Cycle', 'id'))
  }

  @Query(() => CycleConnection, { description: 'PDSA cycles in the order in which they were to start.' })
  async cycles(
    @Args(() => ListArgs) args: ListArgs,
    @Arg('filter', () => CycleFilter, { nullable: true, description: 'Which ones.' })
    filter: CycleFilter | null | undefined,
    @Ctx() context: ApiContext,
  ): Promise<Connection<Cycle>> {
    await settled(context, args)
    return listCycles(context, args, matching(filter ?? {}))
  }
}
