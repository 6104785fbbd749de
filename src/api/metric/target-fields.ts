import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql'

import type { ApiContext } from '../context.js'
import { loadLocality, Locality } from '../locality/locality.js'
import { loadMetric, Metric } from './metric.js'
import { Target } from './target.js'

@Resolver(() => Target)
export class TargetFields {
  @FieldResolver(() => Metric, { nullable: true, description: 'The metric that it is a target for.' })
  metric(@Root() target: Target, @Ctx() context: ApiContext): Promise<Metric | null> {
    return loadMetric(context, target.row.metricId)
  }

  @FieldResolver(() => Locality, {
    nullable: true,
    description: 'The locality that it is for; none: all of them.',
  })
  async locality(@Root() target: Target, @Ctx() context: ApiContext): Promise<Locality | null> {
    return target.row.localityId === null ? null : loadLocality(context, target.row.localityId)
  }
}
