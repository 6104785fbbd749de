import { Arg, Ctx, Field, InputType, Mutation, ObjectType, Resolver } from 'type-graphql'

import { reforecastMilestone } from '../../application/milestone/reforecast-milestone.js'
import { ReforecastMilestone } from '../../domain/milestone/commands.js'
import type { ApiContext } from '../context.js'
import { perform } from '../perform.js'
import { DateScalar } from '../scalars.js'
import { loadMilestone } from './milestone.js'
import { MilestoneInputBase, MilestonePayloadBase } from './milestone-mutation.js'

@InputType({ description: 'A new date expected, and why.' })
export class ReforecastMilestoneInput extends MilestoneInputBase {
  @Field(() => DateScalar, { description: 'The date expected now.' })
  forecastOn!: string

  @Field(() => String, { description: 'Why it changes.' })
  reason!: string
}

@ObjectType({ description: 'The milestone with its new forecast.' })
export class ReforecastMilestonePayload extends MilestonePayloadBase {}

@Resolver()
export class ReforecastMilestoneMutation {
  @Mutation(() => ReforecastMilestonePayload, {
    description:
      'Expects a milestone on another day. The date first promised stays, so that the slip can be seen.',
  })
  async reforecastMilestone(
    @Arg('input', () => ReforecastMilestoneInput, { description: 'Which one, when and why.' })
    input: ReforecastMilestoneInput,
    @Ctx() context: ApiContext,
  ): Promise<ReforecastMilestonePayload> {
    const outcome = await perform(context, {
      name: 'reforecastMilestone',
      schema: ReforecastMilestone,
      input,
      work: reforecastMilestone,
    })
    if (outcome.kind === 'refused') return outcome.payload
    return { ...outcome.payload, milestone: await loadMilestone(context, outcome.result.milestoneId) }
  }
}
