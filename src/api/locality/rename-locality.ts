import { Arg, Ctx, Field, InputType, Mutation, ObjectType, Resolver } from 'type-graphql'

import { renameLocality } from '../../application/locality/rename-locality.js'
import { RenameLocality } from '../../domain/locality/commands.js'
import type { ApiContext } from '../context.js'
import { perform } from '../perform.js'
import { DateScalar } from '../scalars.js'
import { loadLocality } from './locality.js'
import { LocalityInputBase, LocalityPayloadBase } from './locality-mutation.js'

@InputType({ description: 'Another name, and from when it holds.' })
export class RenameLocalityInput extends LocalityInputBase {
  @Field(() => String, { description: 'The new name.' })
  name!: string

  @Field(() => DateScalar, { description: 'From when it holds.' })
  effectiveOn!: string

  @Field(() => String, { nullable: true, description: 'Why.' })
  reason?: string | null
}

@ObjectType({ description: 'The locality with its new name.' })
export class RenameLocalityPayload extends LocalityPayloadBase {}

@Resolver()
export class RenameLocalityMutation {
  @Mutation(() => RenameLocalityPayload, {
    description: 'Gives a locality another name from a day on. Earlier names stay.',
  })
  async renameLocality(
    @Arg('input', () => RenameLocalityInput, { description: 'Which one, and the name.' })
    input: RenameLocalityInput,
    @Ctx() context: ApiContext,
  ): Promise<RenameLocalityPayload> {
    const outcome = await perform(context, {
      name: 'renameLocality',
      schema: RenameLocality,
      input,
      work: renameLocality,
    })
    if (outcome.kind === 'refused') return outcome.payload
    return { ...outcome.payload, locality: await loadLocality(context, outcome.result.localityId) }
  }
}
