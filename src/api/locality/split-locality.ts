import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql'

import { splitLocality } from '../../application/locality/split-locality.js'
import { SplitLocality } from '../../domain/locality/commands.js'
import type { ApiContext } from '../context.js'
import { MutationInputBase } from '../mutation-input.js'
import { perform } from '../perform.js'
import { DateScalar } from '../scalars.js'
import { Payload } from '../user-error.js'
import { loadLocalities, loadLocality, Locality } from './locality.js'

@InputType({ description: 'Which locality went into which ones.' })
export class SplitLocalityInput extends MutationInputBase {
  @Field(() => ID, { description: 'The locality that is split, and ends.' })
  localityId!: string

  @Field(() => [ID], { description: 'The localities that it goes into, two at least; they exist already.' })
  successorIds!: string[]

  @Field(() => DateScalar, { description: 'First day on which the successors stand in its place.' })
  effectiveOn!: string

  @Field(() => String, { description: 'Why.' })
  reason!: string
}

@ObjectType({ description: 'The localities after the split.' })
export class SplitLocalityPayload extends Payload {
  @Field(() => Locality, { nullable: true, description: 'The locality that ended.' })
  predecessor?: Locality | null

  @Field(() => [Locality], { nullable: true, description: 'The localities that it went into.' })
  successors?: Locality[] | null
}

@Resolver()
export class SplitLocalityMutation {
  @Mutation(() => SplitLocalityPayload, {
    description: 'Ends a locality that goes into several others; all together or not at all.',
  })
  async splitLocality(
    @Arg('input', () => SplitLocalityInput, { description: 'Which one, into which, when and why.' })
    input: SplitLocalityInput,
    @Ctx() context: ApiContext,
  ): Promise<SplitLocalityPayload> {
    const outcome = await perform(context, {
      name: 'splitLocality',
      schema: SplitLocality,
      input,
      work: splitLocality,
    })
    if (outcome.kind === 'refused') return outcome.payload
    return {
      ...outcome.payload,
      predecessor: await loadLocality(context, outcome.result.localityId),
      successors: await loadLocalities(context, outcome.result.successorIds),
    }
  }
}
