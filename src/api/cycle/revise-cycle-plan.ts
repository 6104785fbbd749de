import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql'

import { reviseCyclePlan } from '../../application/cycle/revise-cycle-plan.js'
import { ReviseCyclePlan } from '../../domain/cycle/commands.js'
import type { ApiContext } from '../context.js'
import { ExpectedRevisionField } from '../mutation-input.js'
import { perform } from '../perform.js'
import { loadCycle } from './cycle.js'
import { CyclePayloadBase } from './cycle-mutation.js'
import { CyclePlanInputBase, withPredictionIds } from './cycle-plan-input.js'

@InputType({ description: 'The whole plan as it is to read from now on, and why.' })
export class ReviseCyclePlanInput extends CyclePlanInputBase {
  @Field(() => ID, { description: 'The cycle.' })
  cycleId!: string

  @Field(() => String, { description: 'Why it is revised.' })
  reason!: string

  @ExpectedRevisionField()
  expectedRevision?: number | null
}

@ObjectType({ description: 'The cycle with its new plan.' })
export class ReviseCyclePlanPayload extends CyclePayloadBase {}

@Resolver()
export class ReviseCyclePlanMutation {
  @Mutation(() => ReviseCyclePlanPayload, {
    description: 'Rewrites the plan of a cycle that has not started. Earlier wordings stay to be seen.',
  })
  async reviseCyclePlan(
    @Arg('input', () => ReviseCyclePlanInput, { description: 'The new plan and the reason.' })
    input: ReviseCyclePlanInput,
    @Ctx() context: ApiContext,
  ): Promise<ReviseCyclePlanPayload> {
    const outcome = await perform(context, {
      name: 'reviseCyclePlan',
      schema: ReviseCyclePlan,
      input,
      complete: withPredictionIds,
      work: reviseCyclePlan,
    })
    if (outcome.kind === 'refused') return outcome.payload
    return { ...outcome.payload, cycle: await loadCycle(context, outcome.result.cycleId) }
  }
}
