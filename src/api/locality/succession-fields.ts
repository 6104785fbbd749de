import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql'

import type { ApiContext } from '../context.js'
import { loadLocality, Locality } from './locality.js'
import { Succession } from './parts.js'

@Resolver(() => Succession)
export class SuccessionFields {
  @FieldResolver(() => Locality, { nullable: true, description: 'What was before.' })
  predecessor(@Root() succession: Succession, @Ctx() context: ApiContext): Promise<Locality | null> {
    return loadLocality(context, succession.row.predecessorId)
  }

  @FieldResolver(() => Locality, { nullable: true, description: 'What came after.' })
  successor(@Root() succession: Succession, @Ctx() context: ApiContext): Promise<Locality | null> {
    return loadLocality(context, succession.row.successorId)
  }
}
