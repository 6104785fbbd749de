import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql'

import type { ApiContext } from '../context.js'
import { readPage, type Connection } from '../relay/connection.js'
import { pageOfList } from '../relay/list.js'
import { PageArgs } from '../relay/page.js'
import { DateScalar } from '../scalars.js'
import { loadLocalities, loadLocality, Locality, LocalityConnection } from './locality.js'
import { LocalityCode, LocalityName, PopulationConnection, PopulationEstimate, Succession } from './parts.js'
import { ancestorsOn, childrenOn, holdingOn, parentOn } from './tree.js'

const onDescription = 'On which day; today when left out.'

@Resolver(() => Locality)
export class LocalityFields {
  @FieldResolver(() => String, { description: 'The name; the latest one when no day is given.' })
  async name(
    @Root() locality: Locality,
    @Ctx() context: ApiContext,
    @Arg('on', () => DateScalar, { nullable: true, description: 'On which day.' }) on?: string | null,
  ): Promise<string> {
    if (on === undefined || on === null) return locality.row.name
    const names = await context.loaders.localityNames.load(locality.uuid)
    return (holdingOn(names, on) ?? names[0] ?? locality.row).name
  }

  @FieldResolver(() => [LocalityName], { description: 'Every name and from when it holds, oldest first.' })
  async names(@Root() locality: Locality, @Ctx() context: ApiContext): Promise<LocalityName[]> {
    return [...(await context.loaders.localityNames.load(locality.uuid))]
  }

  @FieldResolver(() => [LocalityCode], { description: 'Its codes, of all schemes or of one.' })
  async codes(
    @Root() locality: Locality,
    @Ctx() context: ApiContext,
    @Arg('scheme', () => String, { nullable: true, description: 'Only of this scheme.' })
    scheme?: string | null,
    @Arg('on', () => DateScalar, { nullable: true, description: 'Only those that hold on this day.' })
    on?: string | null,
  ): Promise<LocalityCode[]> {
    const codes = await context.loaders.localityCodes.load(locality.uuid)
    return codes.filter(
      (code) =>
        (scheme === undefined || scheme === null || code.scheme === scheme.trim().toUpperCase()) &&
        (on === undefined ||
          on === null ||
          (code.validFrom <= on && (code.validTo === null || on < code.validTo))),
    )
  }

  @FieldResolver(() => Locality, {
    nullable: true,
    description: 'The locality above it; none at the top of the tree.',
  })
  async parent(
    @Root() locality: Locality,
    @Ctx() context: ApiContext,
    @Arg('on', () => DateScalar, { nullable: true, description: onDescription }) on?: string | null,
  ): Promise<Locality | null> {
    const parent = await parentOn(context, locality.uuid, on ?? context.today())
    return parent === null ? null : loadLocality(context, parent)
  }

  @FieldResolver(() => [Locality], { description: 'The localities above it, nearest first.' })
  async ancestors(
    @Root() locality: Locality,
    @Ctx() context: ApiContext,
    @Arg('on', () => DateScalar, { nullable: true, description: onDescription }) on?: string | null,
  ): Promise<Locality[]> {
    return loadLocalities(context, await ancestorsOn(context, locality.uuid, on ?? context.today()))
  }

  @FieldResolver(() => LocalityConnection, {
    description: 'The localities right below it that are open, by name.',
  })
  async children(
    @Root() locality: Locality,
    @Ctx() context: ApiContext,
    @Args(() => PageArgs) page: PageArgs,
    @Arg('on', () => DateScalar, { nullable: true, description: onDescription }) on?: string | null,
  ): Promise<Connection<Locality>> {
    const children = await loadLocalities(
      context,
      await childrenOn(context, locality.uuid, on ?? context.today()),
    )
    return new LocalityConnection(pageOfList(page, children, (child) => [child.row.nameKey, child.uuid]))
  }

  @FieldResolver(() => [Succession], { description: 'What it came from.' })
  async predecessors(@Root() locality: Locality, @Ctx() context: ApiContext): Promise<Succession[]> {
    return (await context.loaders.predecessors.load(locality.uuid)).map((row) => new Succession(row))
  }

  @FieldResolver(() => [Succession], { description: 'What it went into.' })
  async successors(@Root() locality: Locality, @Ctx() context: ApiContext): Promise<Succession[]> {
    return (await context.loaders.successors.load(locality.uuid)).map((row) => new Succession(row))
  }

  @FieldResolver(() => PopulationConnection, {
    description: 'How many people it has, newest year first; withdrawn ones left out.',
  })
  async populations(
    @Root() locality: Locality,
    @Ctx() context: ApiContext,
    @Args(() => PageArgs) args: PageArgs,
  ): Promise<Connection<PopulationEstimate>> {
    const where = { localityId: locality.uuid, toPosition: null }
    const client = context.reads.client()
    return new PopulationConnection(
      await readPage({
        args,
        sort: [{ column: 'year', holds: 'integer', descending: true }, { column: 'id' }],
        rows: (page) =>
          client.population.findMany({
            where: { ...where, ...page.where },
            orderBy: page.orderBy,
            take: page.take,
          }),
        count: () => client.population.count({ where }),
        item: (row) => new PopulationEstimate(row),
      }),
    )
  }
}
