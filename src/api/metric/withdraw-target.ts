import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql'

import { withdrawTarget } from '../../application/metric/withdraw-target.js'
import { WithdrawTarget } from '../../domain/metric/commands.js'
import type { ApiContext } from '../context.js'
import { MutationInputBase } from '../mutation-input.js'
import { perform } from '../perform.js'
import { loadTarget } from './target.js'
import { TargetPayloadBase } from './metric-mutation.js'

@InputType({ description: 'Which target is taken back, and why.' })
export class WithdrawTargetInput extends MutationInputBase {
  @Field(() => ID, { description: 'The metric.' })
  metricId!: string

  @Field(() => ID, { description: 'The target.' })
  targetId!: string

  @Field(() => String, { description: 'Why.' })
  reason!: string
}

@ObjectType({ description: 'The target that was withdrawn.' })
export class WithdrawTargetPayload extends TargetPayloadBase {}

@Resolver()
export class WithdrawTargetMutation {
  @Mutation(() => WithdrawTargetPayload, {
    description: 'Takes a target back. It stays in the history with the reason.',
  })
  async withdrawTarget(
    @Arg('input', () => WithdrawTargetInput, { description: 'Which one, and why.' })
    input: WithdrawTargetInput,
    @Ctx() context: ApiContext,
  ): Promise<WithdrawTargetPayload> {
    const outcome = await perform(context, {
      name: 'withdrawTarget',
      schema: WithdrawTarget,
      input,
      work: withdrawTarget,
    })
    if (outcome.kind === 'refused') return outcome.payload
    return { ...outcome.payload, target: await loadTarget(context, outcome.result.targetId) }
  }
}
