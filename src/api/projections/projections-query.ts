import { Ctx, Query, Resolver } from 'type-graphql'

import type { ApiContext } from '../context.js'
import { Projection, projectionsOf } from './projection.js'

@Resolver()
export class ProjectionsQuery {
  @Query(() => [Projection], {
    description:
      'How far each part of the tables from which queries are answered is behind what was recorded. While a new build ' +
      'of the tables goes on, its parts are listed too.',
  })
  async projections(@Ctx() context: ApiContext): Promise<readonly Projection[]> {
    const { reads } = context
    return projectionsOf(await reads.status(), await reads.client().quarantinedEvent.count())
  }
}
