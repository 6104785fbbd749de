import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql'

import { mergeLocalities } from '../../application/locality/merge-localities.js'
import { MergeLocalities } from '../../domain/locality/commands.js'
import type { ApiContext } from '../context.js'
import { MutationInputBase } from '../mutation-input.js'
import { perform } from '../perform.js'
import { DateScalar } from '../scalars.js'
import { Payload } from '../user-error.js'
import { loadLocalities, loadLocality, Locality } from './locality.js'

@InputType({ description: 'Which localities went into which one.' })
export class MergeLocalitiesInput extends MutationInputBase {
  @Field(() => [ID], { description: 'The localities that go into another, and end.' })
  predecessorIds!: string[]

  @Field(() => ID, { description: 'The locality that they go into; it exists already.' })
  successorId!: string

  @Field(() => DateScalar, { description: 'First day on which the successor stands in their place.' })
  effectiveOn!: string

  @Field(() => String, { description: 'Why.' })
  reason!: string
}

@ObjectType({ description: 'The localities after the merger.' })
export class MergeLocalitiesPayload extends Payload {
  @Field(() => Locality, { nullable: true, description: 'The locality that the others went into.' })
  successor?: Locality | null

  @Field(() => [Locality], { nullable: true, description: 'The localities that ended.' })
  predecessors?: Locality[] | null
}

@Resolver()
export class MergeLocalitiesMutation {
  @Mutation(() => MergeLocalitiesPayload, {
    description: 'Ends one or more localities that go into another; all of them or none.',
  })
  async mergeLocalities(
    @Arg('input', () => MergeLocalitiesInput, { description: 'Which ones, into which, when and why.' })
    input: MergeLocalitiesInput,
    @Ctx() context: ApiContext,
  ): Promise<MergeLocalitiesPayload> {
    const outcome = await perform(context, {
      name: 'mergeLocalities',
      schema: MergeLocalities,
      input,
      references: { successorId: 'Locality' },
      work: mergeLocalities,
    })
    if (outcome.kind === 'refused') return outcome.payload
    return {
      ...outcome.payload,
      successor: await loadLocality(context, outcome.result.localityId),
      predecessors: await loadLocalities(context, outcome.result.predecessorIds),
    }
  }
}
