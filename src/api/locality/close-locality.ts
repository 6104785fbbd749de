import { Arg, Ctx, Field, InputType, Mutation, ObjectType, Resolver } from 'type-graphql'

import { closeLocality } from '../../application/locality/close-locality.js'
import { CloseLocality } from '../../domain/locality/commands.js'
import type { ApiContext } from '../context.js'
import { perform } from '../perform.js'
import { DateScalar } from '../scalars.js'
import { loadLocality } from './locality.js'
import { LocalityInputBase, LocalityPayloadBase } from './locality-mutation.js'

@InputType({ description: 'When and why a locality ceased to exist.' })
export class CloseLocalityInput extends LocalityInputBase {
  @Field(() => DateScalar, { description: 'First day on which it exists no longer.' })
  closedOn!: string

  @Field(() => String, { description: 'Why.' })
  reason!: string
}

@ObjectType({ description: 'The locality that was closed.' })
export class CloseLocalityPayload extends LocalityPayloadBase {}

@Resolver()
export class CloseLocalityMutation {
  @Mutation(() => CloseLocalityPayload, {
    description:
      'Closes a locality that nothing takes the place of. Use mergeLocalities or splitLocality where something does.',
  })
  async closeLocality(
    @Arg('input', () => CloseLocalityInput, { description: 'Which one, when and why.' })
    input: CloseLocalityInput,
    @Ctx() context: ApiContext,
  ): Promise<CloseLocalityPayload> {
    const outcome = await perform(context, {
      name: 'closeLocality',
      schema: CloseLocality,
      input,
      work: closeLocality,
    })
    if (outcome.kind === 'refused') return outcome.payload
    return { ...outcome.payload, locality: await loadLocality(context, outcome.result.localityId) }
  }
}
