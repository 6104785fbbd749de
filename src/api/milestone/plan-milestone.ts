import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql'

import { planMilestone } from '../../application/milestone/plan-milestone.js'
import { PlanMilestone } from '../../domain/milestone/commands.js'
import type { ApiContext } from '../context.js'
import { MutationInputBase } from '../mutation-input.js'
import { perform } from '../perform.js'
import { DateScalar } from '../scalars.js'
import { loadMilestone } from './milestone.js'
import { MilestonePayloadBase } from './milestone-mutation.js'

@InputType({ description: 'A milestone and the date promised.' })
export class PlanMilestoneInput extends MutationInputBase {
  @Field(() => ID, {
    nullable: true,
    description: 'UUID for the milestone; made by the server when left out.',
  })
  id?: string | null

  @Field(() => ID, { description: 'The locality that it is for.' })
  localityId!: string

  @Field(() => ID, { nullable: true, description: 'The project that it belongs to.' })
  projectId?: string | null

  @Field(() => String, { description: 'The title.' })
  title!: string

  @Field(() => String, { nullable: true, description: 'What it is about.' })
  description?: string | null

  @Field(() => String, { nullable: true, description: 'What will show that it is reached.' })
  criteria?: string | null

  @Field(() => String, { nullable: true, description: 'Who answers for it.' })
  owner?: string | null

  @Field(() => DateScalar, { description: 'The date promised. It never changes; a later one is a forecast.' })
  dueOn!: string
}

@ObjectType({ description: 'The milestone that was planned.' })
export class PlanMilestonePayload extends MilestonePayloadBase {}

@Resolver()
export class PlanMilestoneMutation {
  @Mutation(() => PlanMilestonePayload, { description: 'Plans a milestone for a locality.' })
  async planMilestone(
    @Arg('input', () => PlanMilestoneInput, { description: 'What to plan.' }) input: PlanMilestoneInput,
    @Ctx() context: ApiContext,
  ): Promise<PlanMilestonePayload> {
    const outcome = await perform(context, {
      name: 'planMilestone',
      schema: PlanMilestone,
      input,
      creates: 'milestoneId',
      work: planMilestone,
    })
    if (outcome.kind === 'refused') return outcome.payload
    return { ...outcome.payload, milestone: await loadMilestone(context, outcome.result.milestoneId) }
  }
}
