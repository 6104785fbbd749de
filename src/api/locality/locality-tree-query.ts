import { Arg, Args, Ctx, Field, ID, Int, ObjectType, Query, Resolver } from 'type-graphql'

import type { ApiContext } from '../context.js'
import { groupBy } from '../group-by.js'
import { connectionOf, type Connection } from '../relay/connection.js'
import { keyOf } from '../relay/key-of.js'
import { pageOfList } from '../relay/list.js'
import { DateScalar } from '../scalars.js'
import { ListArgs, settled } from '../settled.js'
import { Locality } from './locality.js'
import { holdingOn } from './tree.js'

@ObjectType({ description: 'A locality and where it stands in the tree on that day.' })
export class LocalityTreeEntry {
  @Field(() => Locality, { description: 'The locality.' })
  locality!: Locality

  @Field(() => Int, { description: '0 at the top, or for the locality that was asked for.' })
  depth!: number

  @Field(() => ID, { nullable: true, description: 'Id of the locality right above it.' })
  parentId!: string | null

  /** Place in the tree, depth first, by name. */
  order!: number
}

const LocalityTreeConnection = connectionOf(
  () => LocalityTreeEntry,
  'LocalityTree',
  'localities in the order of the tree',
)

interface Branches {
  readonly below: ReadonlyMap<string | null, readonly Locality[]>
}

/** Everything that is open on a day, by the locality above it. */
const readBranches = async (context: ApiContext, on: string): Promise<Branches> => {
  const client = context.reads.client()
  const [rows, parents] = await Promise.all([
    client.locality.findMany({
      where: { openedOn: { lte: on }, OR: [{ closedOn: null }, { closedOn: { gt: on } }] },
      orderBy: [{ nameKey: 'asc' }, { id: 'asc' }],
    }),
    client.localityParent.findMany({
      where: { validFrom: { lte: on }, toPosition: null },
      orderBy: [{ validFrom: 'asc' }, { fromPosition: 'asc' }],
    }),
  ])
  const facts = groupBy(parents, ({ localityId }) => localityId)
  const open = new Set(rows.map(({ id }) => id))
  const above = (id: string): string | null => {
    const parent = holdingOn(facts.get(id) ?? [], on)?.parentId ?? null
    return parent !== null && open.has(parent) ? parent : null
  }
  return {
    below: groupBy(
      rows.map((row) => new Locality(row)),
      ({ uuid }) => above(uuid),
    ),
  }
}

const walk = (
  { below }: Branches,
  locality: Locality,
  depth: number,
  parent: Locality | null,
  entries: LocalityTreeEntry[],
): void => {
  entries.push(
    Object.assign(new LocalityTreeEntry(), {
      locality,
      depth,
      parentId: parent?.id ?? null,
      order: entries.length,
    }),
  )
  for (const child of below.get(locality.uuid) ?? []) walk({ below }, child, depth + 1, locality, entries)
}

@Resolver()
export class LocalityTreeQuery {
  @Query(() => LocalityTreeConnection, {
    description:
      'The tree of localities on a day, depth first, by name: all of it, or the part below one locality.',
  })
  async localityTree(
    @Args(() => ListArgs) args: ListArgs,
    @Ctx() context: ApiContext,
    @Arg('rootId', () => ID, { nullable: true, description: 'Only this locality and what is below it.' })
    rootId?: string | null,
    @Arg('on', () => DateScalar, { nullable: true, description: 'On which day; today when left out.' })
    on?: string | null,
  ): Promise<Connection<LocalityTreeEntry>> {
    await settled(context, args)
    const branches = await readBranches(context, on ?? context.today())
    const root = rootId === null || rootId === undefined ? null : keyOf(rootId, 'Locality', 'rootId')
    const tops =
      root === null
        ? (branches.below.get(null) ?? [])
        : [...branches.below.values()].flat().filter(({ uuid }) => uuid === root)
    const entries: LocalityTreeEntry[] = []
    for (const top of tops) walk(branches, top, 0, null, entries)
    const sort = [{ column: 'order', holds: 'integer' }] as const
    return new LocalityTreeConnection(pageOfList(args, entries, ({ order }) => [order], sort))
  }
}
