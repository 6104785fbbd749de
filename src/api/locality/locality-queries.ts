import { Arg, Args, Ctx, Field, ID, InputType, Query, Resolver } from 'type-graphql'

import type { Prisma } from '../../../prisma/client/client.js'
import { LocalityKind } from '../../domain/locality/vocabulary.js'
import type { ApiContext } from '../context.js'
import { keyOf } from '../relay/key-of.js'
import { readPage, type Connection } from '../relay/connection.js'
import type { PageArgs } from '../relay/page.js'
import { DateScalar } from '../scalars.js'
import { containing } from '../search.js'
import { ListArgs, ReadArgs, settled } from '../settled.js'
import { loadLocality, Locality, LocalityConnection } from './locality.js'
import { LocalityKindEnum } from './enums.js'

@InputType({ description: 'Which localities to list. All that is given must hold.' })
export class LocalityFilter {
  @Field(() => String, {
    nullable: true,
    description: 'Part of the name, or a whole code of any scheme, in any case.',
  })
  search?: string | null

  @Field(() => [LocalityKindEnum], { nullable: true, description: 'Only of these kinds.' })
  kinds?: LocalityKind[] | null

  @Field(() => String, {
    nullable: true,
    description: 'Only those that have a code of this scheme, such as `ODS`.',
  })
  codeScheme?: string | null

  @Field(() => DateScalar, { nullable: true, description: 'Only those that exist on this day.' })
  openOn?: string | null
}

/** UUIDs of localities by a condition on their codes. */
const withCode = async (
  context: ApiContext,
  where: { code?: string; scheme?: string },
): Promise<string[]> => {
  const rows = await context.reads.client().localityCode.findMany({
    where: { ...where, toPosition: null },
    select: { localityId: true },
    distinct: ['localityId'],
  })
  return rows.map(({ localityId }) => localityId)
}

const named = (context: ApiContext, text: string): Promise<Prisma.LocalityWhereInput> =>
  containing(text, ['nameKey'], (where) =>
    context.reads.client().locality.findMany({ where, select: { id: true, nameKey: true } }),
  )

const matching = async (context: ApiContext, filter: LocalityFilter): Promise<Prisma.LocalityWhereInput> => ({
  AND: [
    filter.search
      ? {
          OR: [
            await named(context, filter.search),
            { id: { in: await withCode(context, { code: filter.search.trim().toUpperCase() }) } },
          ],
        }
      : {},
    filter.kinds ? { kind: { in: filter.kinds } } : {},
    filter.codeScheme
      ? { id: { in: await withCode(context, { scheme: filter.codeScheme.trim().toUpperCase() }) } }
      : {},
    filter.openOn
      ? { openedOn: { lte: filter.openOn }, OR: [{ closedOn: null }, { closedOn: { gt: filter.openOn } }] }
      : {},
  ],
})

/** A page of localities by name. */
export const listLocalities = async (
  context: ApiContext,
  args: PageArgs,
  where: Prisma.LocalityWhereInput,
): Promise<Connection<Locality>> => {
  const client = context.reads.client()
  return new LocalityConnection(
    await readPage({
      args,
      sort: [{ column: 'nameKey' }, { column: 'id' }],
      rows: (page) =>
        client.locality.findMany({
          where: { AND: [where, page.where] },
          orderBy: page.orderBy,
          take: page.take,
        }),
      count: () => client.locality.count({ where }),
      item: (row) => new Locality(row),
    }),
  )
}

@Resolver()
export class LocalityQueries {
  @Query(() => Locality, { nullable: true, description: 'A locality by its id; null when there is none.' })
  async locality(
    @Arg('id', () => ID, { description: 'The id of the locality.' }) id: string,
    @Args(() => ReadArgs) read: ReadArgs,
    @Ctx() context: ApiContext,
  ): Promise<Locality | null> {
    await settled(context, read)
    return loadLocality(context, keyOf(id, 'Locality', 'id'))
  }

  @Query(() => Locality, {
    nullable: true,
    description: 'The locality that bears a code on a day; null when there is none.',
  })
  async localityByCode(
    @Arg('scheme', () => String, { description: 'The scheme, such as `ODS` or `ONS-GSS`.' }) scheme: string,
    @Arg('code', () => String, { description: 'The code.' }) code: string,
    @Args(() => ReadArgs) read: ReadArgs,
    @Ctx() context: ApiContext,
    @Arg('on', () => DateScalar, {
      nullable: true,
      description: 'On which day; the latest bearer when left out.',
    })
    on?: string | null,
  ): Promise<Locality | null> {
    await settled(context, read)
    const rows = await context.reads.client().localityCode.findMany({
      where: { scheme: scheme.trim().toUpperCase(), code: code.trim().toUpperCase(), toPosition: null },
      orderBy: [{ validFrom: 'desc' }, { fromPosition: 'desc' }],
    })
    const bearer =
      on === null || on === undefined
        ? rows[0]
        : rows.find((row) => row.validFrom <= on && (row.validTo === null || on < row.validTo))
    return bearer === undefined ? null : loadLocality(context, bearer.localityId)
  }

  @Query(() => LocalityConnection, { description: 'Localities by name.' })
  async localities(
    @Args(() => ListArgs) args: ListArgs,
    @Arg('filter', () => LocalityFilter, { nullable: true, description: 'Which ones.' })
    filter: LocalityFilter | null | undefined,
    @Ctx() context: ApiContext,
  ): Promise<Connection<Locality>> {
    await settled(context, args)
    return listLocalities(context, args, await matching(context, filter ?? {}))
  }
}
