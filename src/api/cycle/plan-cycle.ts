import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql'

import { planCycle } from '../../application/cycle/plan-cycle.js'
import { PlanCycle } from '../../domain/cycle/commands.js'
import type { ApiContext } from '../context.js'
import { perform } from '../perform.js'
import { loadCycle } from './cycle.js'
import { CyclePayloadBase } from './cycle-mutation.js'
import { CyclePlanInputBase, withPredictionIds } from './cycle-plan-input.js'

@InputType({ description: 'Plan: a small test of a change, and what the team expects of it.' })
export class PlanCycleInput extends CyclePlanInputBase {
  @Field(() => ID, { nullable: true, description: 'UUID for the cycle; made by the server when left out.' })
  id?: string | null

  @Field(() => ID, { description: 'The project that it belongs to.' })
  projectId!: string

  @Field(() => ID, { nullable: true, description: 'The ramp of the project that it is a step of.' })
  rampId?: string | null

  @Field(() => ID, {
    nullable: true,
    description: 'The cycle whose decision led to this one; it may be of another project.',
  })
  informedByCycleId?: string | null
}

@ObjectType({ description: 'The cycle that was planned.' })
export class PlanCyclePayload extends CyclePayloadBase {}

@Resolver()
export class PlanCycleMutation {
  @Mutation(() => PlanCyclePayload, {
    description:
      'Plan: writes down a PDSA cycle and its predictions before the test. It takes place in the locality of its project.',
  })
  async planCycle(
    @Arg('input', () => PlanCycleInput, { description: 'The plan.' }) input: PlanCycleInput,
    @Ctx() context: ApiContext,
  ): Promise<PlanCyclePayload> {
    const outcome = await perform(context, {
      name: 'planCycle',
      schema: PlanCycle,
      input,
      creates: 'cycleId',
      complete: withPredictionIds,
      work: planCycle,
    })
    if (outcome.kind === 'refused') return outcome.payload
    return { ...outcome.payload, cycle: await loadCycle(context, outcome.result.cycleId) }
  }
}
