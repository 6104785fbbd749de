import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql'

import { assignLocalityCode } from '../../application/locality/assign-locality-code.js'
import { AssignLocalityCode } from '../../domain/locality/commands.js'
import type { ApiContext } from '../context.js'
import { MutationInputBase } from '../mutation-input.js'
import { perform } from '../perform.js'
import { DateScalar } from '../scalars.js'
import { loadLocality } from './locality.js'
import { LocalityPayloadBase } from './locality-mutation.js'

@InputType({ description: 'A code of a scheme, and from when it holds.' })
export class AssignLocalityCodeInput extends MutationInputBase {
  @Field(() => ID, { description: 'The locality.' })
  localityId!: string

  @Field(() => String, {
    description: 'The scheme, such as `ODS` or `ONS-GSS`. It is recorded, never guessed from the code.',
  })
  scheme!: string

  @Field(() => String, { description: 'The code.' })
  code!: string

  @Field(() => DateScalar, { description: 'From when it holds.' })
  validFrom!: string
}

@ObjectType({ description: 'The locality with its new code.' })
export class AssignLocalityCodePayload extends LocalityPayloadBase {}

@Resolver()
export class AssignLocalityCodeMutation {
  @Mutation(() => AssignLocalityCodePayload, {
    description: 'Gives a locality a code that no other locality holds at that time.',
  })
  async assignLocalityCode(
    @Arg('input', () => AssignLocalityCodeInput, { description: 'Which one, and the code.' })
    input: AssignLocalityCodeInput,
    @Ctx() context: ApiContext,
  ): Promise<AssignLocalityCodePayload> {
    const outcome = await perform(context, {
      name: 'assignLocalityCode',
      schema: AssignLocalityCode,
      input,
      work: assignLocalityCode,
    })
    if (outcome.kind === 'refused') return outcome.payload
    return { ...outcome.payload, locality: await loadLocality(context, outcome.result.localityId) }
  }
}
