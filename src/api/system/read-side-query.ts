import { Ctx, Query, Resolver } from 'type-graphql'

import type { ApiContext } from '../context.js'
import { ReadSide } from './read-side.js'

@Resolver()
export class ReadSideQuery {
  @Query(() => ReadSide, { description: 'How far queries are behind what was recorded.' })
  async readSide(@Ctx() context: ApiContext): Promise<ReadSide> {
    return new ReadSide(await context.reads.status())
  }
}
