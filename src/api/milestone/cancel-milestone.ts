import { Arg, Ctx, Field, InputType, Mutation, ObjectType, Resolver } from 'type-graphql'

import { cancelMilestone } from '../../application/milestone/cancel-milestone.js'
import { CancelMilestone } from '../../domain/milestone/commands.js'
import type { ApiContext } from '../context.js'
import { perform } from '../perform.js'
import { DateScalar } from '../scalars.js'
import { loadMilestone } from './milestone.js'
import { MilestoneInputBase, MilestonePayloadBase } from './milestone-mutation.js'

@InputType({ description: 'That a milestone is given up, and why.' })
export class CancelMilestoneInput extends MilestoneInputBase {
  @Field(() => DateScalar, { description: 'The day on which it was given up; it must have come.' })
  cancelledOn!: string

  @Field(() => String, { description: 'Why it is given up.' })
  reason!: string
}

@ObjectType({ description: 'The milestone that was given up.' })
export class CancelMilestonePayload extends MilestonePayloadBase {}

@Resolver()
export class CancelMilestoneMutation {
  @Mutation(() => CancelMilestonePayload, {
    description: 'Gives a milestone up. It stays to be seen, and it can be reopened.',
  })
  async cancelMilestone(
    @Arg('input', () => CancelMilestoneInput, { description: 'Which one, when and why.' })
    input: CancelMilestoneInput,
    @Ctx() context: ApiContext,
  ): Promise<CancelMilestonePayload> {
    const outcome = await perform(context, {
      name: 'cancelMilestone',
      schema: CancelMilestone,
      input,
      work: (unit, command) => cancelMilestone(unit, command, { today: context.today() }),
    })
    if (outcome.kind === 'refused') return outcome.payload
    return { ...outcome.payload, milestone: await loadMilestone(context, outcome.result.milestoneId) }
  }
}
