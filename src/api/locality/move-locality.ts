import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql'

import { moveLocality } from '../../application/locality/move-locality.js'
import { MoveLocality } from '../../domain/locality/commands.js'
import type { ApiContext } from '../context.js'
import { perform } from '../perform.js'
import { DateScalar } from '../scalars.js'
import { loadLocality } from './locality.js'
import { LocalityInputBase, LocalityPayloadBase } from './locality-mutation.js'

@InputType({ description: 'Another place in the tree, and from when it holds.' })
export class MoveLocalityInput extends LocalityInputBase {
  @Field(() => ID, {
    nullable: true,
    description: 'The locality above it from then on; none: it stands at the top of the tree.',
  })
  parentId?: string | null

  @Field(() => DateScalar, { description: 'From when it stands there.' })
  effectiveOn!: string

  @Field(() => String, { nullable: true, description: 'Why.' })
  reason?: string | null
}

@ObjectType({ description: 'The locality in its new place.' })
export class MoveLocalityPayload extends LocalityPayloadBase {}

@Resolver()
export class MoveLocalityMutation {
  @Mutation(() => MoveLocalityPayload, {
    description: 'Puts a locality under another one, or at the top of the tree, from a day on.',
  })
  async moveLocality(
    @Arg('input', () => MoveLocalityInput, { description: 'Which one, and where to.' })
    input: MoveLocalityInput,
    @Ctx() context: ApiContext,
  ): Promise<MoveLocalityPayload> {
    const outcome = await perform(context, {
      name: 'moveLocality',
      schema: MoveLocality,
      input,
      work: moveLocality,
    })
    if (outcome.kind === 'refused') return outcome.payload
    return { ...outcome.payload, locality: await loadLocality(context, outcome.result.localityId) }
  }
}
