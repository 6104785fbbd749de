import { Arg, Args, Ctx, Field, ID, InputType, Query, Resolver } from 'type-graphql'

import type { Prisma } from '../../../prisma/client/client.js'
import type { ApiContext } from '../context.js'
import { badUserInput } from '../errors.js'
import type { Connection } from '../relay/connection.js'
import { fromGlobalId } from '../relay/global-id.js'
import { keyOf } from '../relay/key-of.js'
import { DateTimeScalar } from '../scalars.js'
import { ListArgs, settled } from '../settled.js'
import { HistoryConnection, HistorySubject, type HistoryEntry } from './history-entry.js'
import { listHistory } from './list-history.js'
import { HistorySubjectEnum } from './history-entry.js'

@InputType({ description: 'Which changes to list. All that is given must hold.' })
export class HistoryFilter {
  @Field(() => [HistorySubjectEnum], { nullable: true, description: 'Only changes of such things.' })
  subjects?: HistorySubject[] | null

  @Field(() => ID, { nullable: true, description: 'Only changes of this thing, by its opaque id.' })
  id?: string | null

  @Field(() => ID, {
    nullable: true,
    description: 'Only changes of this locality and of its series, projects, cycles and milestones.',
  })
  localityId?: string | null

  @Field(() => [String], { nullable: true, description: 'Only such events, such as `MilestoneReforecast`.' })
  types?: string[] | null

  @Field(() => String, { nullable: true, description: 'Only what this person recorded.' })
  actor?: string | null

  @Field(() => DateTimeScalar, { nullable: true, description: 'Recorded at this moment or later.' })
  from?: Date | null

  @Field(() => DateTimeScalar, { nullable: true, description: 'Recorded before this moment.' })
  to?: Date | null
}

const subjectOf = (id: string): Prisma.HistoryEntryWhereInput => {
  const global = fromGlobalId(id)
  if (global === null)
    throw badUserInput('`filter.id` is no id. Give the id of anything as the API returned it')
  const subject = global.type.toLowerCase()
  // How a series is charted is kept under the id of the series.
  return { subjectId: global.key, subject: { in: global.type === 'Series' ? [subject, 'chart'] : [subject] } }
}

/** What belongs to a locality, as its history names it. */
const ofPlaces = ['locality', 'series', 'chart', 'project', 'cycle', 'milestone'] as const

/**
 * Everything that belongs to a locality, and the locality itself. Subjects stand beside the ids because the index begins
 * with them: without them the whole history would be read.
 */
const ofLocality = async (
  context: ApiContext,
  localityId: string,
): Promise<Prisma.HistoryEntryWhereInput> => {
  const client = context.reads.client()
  const where = { where: { localityId }, select: { id: true } }
  const [series, projects, cycles, milestones] = await Promise.all([
    client.series.findMany(where),
    client.project.findMany(where),
    client.cycle.findMany(where),
    client.milestone.findMany(where),
  ])
  const ids = [series, projects, cycles, milestones].flat().map(({ id }) => id)
  return { subject: { in: [...ofPlaces] }, subjectId: { in: [localityId, ...ids] } }
}

const matching = async (
  context: ApiContext,
  filter: HistoryFilter,
): Promise<Prisma.HistoryEntryWhereInput> => ({
  AND: [
    filter.subjects ? { subject: { in: filter.subjects.map((subject) => subject.toLowerCase()) } } : {},
    filter.id ? subjectOf(filter.id) : {},
    filter.localityId
      ? await ofLocality(context, keyOf(filter.localityId, 'Locality', 'filter.localityId'))
      : {},
    filter.types ? { type: { in: filter.types } } : {},
    filter.actor ? { actor: filter.actor } : {},
    filter.from ? { recordedAt: { gte: filter.from } } : {},
    filter.to ? { recordedAt: { lt: filter.to } } : {},
  ],
})

@Resolver()
export class HistoryQuery {
  @Query(() => HistoryConnection, {
    description:
      'What changed, when, by whom and why, in the order in which it was recorded. First readings are left out: ' +
      'they tell who recorded them themselves.',
  })
  async history(
    @Args(() => ListArgs) args: ListArgs,
    @Arg('filter', () => HistoryFilter, { nullable: true, description: 'Which changes.' })
    filter: HistoryFilter | null | undefined,
    @Ctx() context: ApiContext,
  ): Promise<Connection<HistoryEntry>> {
    await settled(context, args)
    return listHistory(context, args, await matching(context, filter ?? {}))
  }
}
