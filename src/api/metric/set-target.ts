import { Arg, Ctx, Field, Float, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql'

import { setTarget } from '../../application/metric/set-target.js'
import { SetTarget } from '../../domain/metric/commands.js'
import type { ApiContext } from '../context.js'
import { MutationInputBase } from '../mutation-input.js'
import { perform } from '../perform.js'
import { DateScalar } from '../scalars.js'
import { loadTarget } from './target.js'
import { TargetPayloadBase } from './metric-mutation.js'

@InputType({ description: 'A value to aim at, for whom and from when.' })
export class SetTargetInput extends MutationInputBase {
  @Field(() => ID, { nullable: true, description: 'UUID for the target; made by the server when left out.' })
  id?: string | null

  @Field(() => ID, { description: 'The metric.' })
  metricId!: string

  @Field(() => ID, { nullable: true, description: 'The locality that it is for; none: all of them.' })
  localityId?: string | null

  @Field(() => Float, { description: 'The value to aim at.' })
  value!: number

  @Field(() => DateScalar, { description: 'From when it holds.' })
  validFrom!: string

  @Field(() => DateScalar, {
    nullable: true,
    description: 'First day on which it holds no longer; none: until another target takes its place.',
  })
  validTo?: string | null

  @Field(() => String, { nullable: true, description: 'Who set it, or where it is written.' })
  source?: string | null
}

@ObjectType({ description: 'The target that was set.' })
export class SetTargetPayload extends TargetPayloadBase {}

@Resolver()
export class SetTargetMutation {
  @Mutation(() => SetTargetPayload, {
    description:
      'Sets a target for a locality, or for all. One for the same locality and first day takes the place of an earlier one.',
  })
  async setTarget(
    @Arg('input', () => SetTargetInput, { description: 'The target.' }) input: SetTargetInput,
    @Ctx() context: ApiContext,
  ): Promise<SetTargetPayload> {
    const outcome = await perform(context, {
      name: 'setTarget',
      schema: SetTarget,
      input,
      creates: 'targetId',
      work: setTarget,
    })
    if (outcome.kind === 'refused') return outcome.payload
    return { ...outcome.payload, target: await loadTarget(context, outcome.result.targetId) }
  }
}
