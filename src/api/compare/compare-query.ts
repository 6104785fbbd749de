import { Arg, Args, ArgsType, Ctx, Field, ID, Query, Resolver } from 'type-graphql'

import { namedLocalities } from '../chart/charts-query.js'
import { checkCategory } from '../chart/find-chart.js'
import type { ApiContext } from '../context.js'
import { keyOf } from '../relay/key-of.js'
import { DateScalar } from '../scalars.js'
import { ReadArgs, settled } from '../settled.js'
import { LocalityComparison } from './comparison.js'
import { readComparison } from './comparison-rows.js'

@ArgsType()
export class ComparedPeriodsArgs extends ReadArgs {
  @Field(() => DateScalar, {
    nullable: true,
    description: 'Compare the period of this day; the latest that anybody reported when left out.',
  })
  period?: string | null

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Compare a range of periods together, from this one on.',
  })
  from?: string | null

  @Field(() => DateScalar, { nullable: true, description: 'Up to this period, which is included.' })
  to?: string | null
}

@Resolver()
export class CompareQuery {
  @Query(() => LocalityComparison, {
    nullable: true,
    description:
      'Localities side by side for one metric: a funnel where figures have numerators and denominators, and small ' +
      'multiples. By name, and never ranked. Null when there is no such metric.',
  })
  async compareLocalities(
    @Arg('metricId', () => ID, { description: 'What is measured.' }) metricId: string,
    @Arg('localityIds', () => [ID], { nullable: true, description: 'The localities, 250 at most.' })
    localityIds: string[] | null | undefined,
    @Arg('parentId', () => ID, {
      nullable: true,
      description: 'All localities that lay right below this one on the last day asked for, or today.',
    })
    parentId: string | null | undefined,
    @Arg('category', () => String, {
      nullable: true,
      description: 'Code of the part to compare; needed where the metric has a breakdown.',
    })
    category: string | null | undefined,
    @Arg('overdispersion', () => Boolean, {
      defaultValue: false,
      description: 'Widen the limits by what localities differ beyond chance.',
    })
    overdispersion: boolean,
    @Args(() => ComparedPeriodsArgs) asked: ComparedPeriodsArgs,
    @Ctx() context: ApiContext,
  ): Promise<LocalityComparison | null> {
    await settled(context, asked)
    const metric = await context.loaders.metric.load(keyOf(metricId, 'Metric', 'metricId'))
    if (metric === null) return null
    await checkCategory(context, metric.id, category ?? null)
    const ids = await namedLocalities(context, {
      ...(localityIds ? { localityIds } : {}),
      ...(parentId ? { parentId } : {}),
      on: asked.to ?? asked.period ?? context.today(),
    })
    const of = { metric, category: category ?? null, localityIds: ids }
    return new LocalityComparison(await readComparison(context, of, asked), overdispersion)
  }
}
