import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql'

import { endLocalityCode } from '../../application/locality/end-locality-code.js'
import { EndLocalityCode } from '../../domain/locality/commands.js'
import type { ApiContext } from '../context.js'
import { MutationInputBase } from '../mutation-input.js'
import { perform } from '../perform.js'
import { DateScalar } from '../scalars.js'
import { loadLocality } from './locality.js'
import { LocalityPayloadBase } from './locality-mutation.js'

@InputType({ description: 'A code that holds no longer, and from when.' })
export class EndLocalityCodeInput extends MutationInputBase {
  @Field(() => ID, { description: 'The locality.' })
  localityId!: string

  @Field(() => String, { description: 'The scheme of the code.' })
  scheme!: string

  @Field(() => String, { description: 'The code.' })
  code!: string

  @Field(() => DateScalar, { description: 'First day on which it holds no longer.' })
  validTo!: string

  @Field(() => String, { nullable: true, description: 'Why.' })
  reason?: string | null
}

@ObjectType({ description: 'The locality whose code ended.' })
export class EndLocalityCodePayload extends LocalityPayloadBase {}

@Resolver()
export class EndLocalityCodeMutation {
  @Mutation(() => EndLocalityCodePayload, {
    description: 'Ends a code of a locality, so that another may hold it from that day on.',
  })
  async endLocalityCode(
    @Arg('input', () => EndLocalityCodeInput, { description: 'Which code of which one.' })
    input: EndLocalityCodeInput,
    @Ctx() context: ApiContext,
  ): Promise<EndLocalityCodePayload> {
    const outcome = await perform(context, {
      name: 'endLocalityCode',
      schema: EndLocalityCode,
      input,
      work: endLocalityCode,
    })
    if (outcome.kind === 'refused') return outcome.payload
    return { ...outcome.payload, locality: await loadLocality(context, outcome.result.localityId) }
  }
}
