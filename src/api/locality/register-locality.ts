import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql'

import { registerLocality } from '../../application/locality/register-locality.js'
import { RegisterLocality } from '../../domain/locality/commands.js'
import type { LocalityKind } from '../../domain/locality/vocabulary.js'
import type { ApiContext } from '../context.js'
import { MutationInputBase } from '../mutation-input.js'
import { perform } from '../perform.js'
import { DateScalar } from '../scalars.js'
import { LocalityCodeInput } from './code-input.js'
import { LocalityKindEnum } from './enums.js'
import { loadLocality } from './locality.js'
import { LocalityPayloadBase } from './locality-mutation.js'

@InputType({ description: 'A locality, where it stands and its codes.' })
export class RegisterLocalityInput extends MutationInputBase {
  @Field(() => ID, {
    nullable: true,
    description: 'UUID for the locality; made by the server when left out.',
  })
  id?: string | null

  @Field(() => LocalityKindEnum, { description: 'What kind of place it is.' })
  kind!: LocalityKind

  @Field(() => String, { description: 'The name.' })
  name!: string

  @Field(() => DateScalar, { description: 'From when it exists.' })
  openedOn!: string

  @Field(() => ID, {
    nullable: true,
    description: 'The locality above it; none: it stands at the top of the tree.',
  })
  parentId?: string | null

  @Field(() => [LocalityCodeInput], { nullable: true, description: 'Its codes, one of each scheme.' })
  codes?: LocalityCodeInput[] | null

  @Field(() => String, { nullable: true, description: 'Anything worth knowing about it.' })
  note?: string | null
}

@ObjectType({ description: 'The locality that was registered.' })
export class RegisterLocalityPayload extends LocalityPayloadBase {}

@Resolver()
export class RegisterLocalityMutation {
  @Mutation(() => RegisterLocalityPayload, {
    description: 'Registers a locality under its parent, with its codes.',
  })
  async registerLocality(
    @Arg('input', () => RegisterLocalityInput, { description: 'What to register.' })
    input: RegisterLocalityInput,
    @Ctx() context: ApiContext,
  ): Promise<RegisterLocalityPayload> {
    const outcome = await perform(context, {
      name: 'registerLocality',
      schema: RegisterLocality,
      input,
      creates: 'localityId',
      work: registerLocality,
    })
    if (outcome.kind === 'refused') return outcome.payload
    return { ...outcome.payload, locality: await loadLocality(context, outcome.result.localityId) }
  }
}
