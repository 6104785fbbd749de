import { Arg, Ctx, Field, InputType, Mutation, ObjectType, Resolver } from 'type-graphql'

import { achieveMilestone } from '../../application/milestone/achieve-milestone.js'
import { AchieveMilestone } from '../../domain/milestone/commands.js'
import type { ApiContext } from '../context.js'
import { perform } from '../perform.js'
import { DateScalar } from '../scalars.js'
import { loadMilestone } from './milestone.js'
import { MilestoneInputBase, MilestonePayloadBase } from './milestone-mutation.js'

@InputType({ description: 'That a milestone is reached, and what shows it.' })
export class AchieveMilestoneInput extends MilestoneInputBase {
  @Field(() => DateScalar, { description: 'The day on which it was reached; it must have come.' })
  achievedOn!: string

  @Field(() => String, { description: 'What shows that it is reached.' })
  evidence!: string

  @Field(() => String, {
    nullable: true,
    description: 'Where the evidence can be found: an address beginning with https://.',
  })
  evidenceUrl?: string | null
}

@ObjectType({ description: 'The milestone that was reached.' })
export class AchieveMilestonePayload extends MilestonePayloadBase {}

@Resolver()
export class AchieveMilestoneMutation {
  @Mutation(() => AchieveMilestonePayload, {
    description: 'Says that a milestone is reached, and what shows it.',
  })
  async achieveMilestone(
    @Arg('input', () => AchieveMilestoneInput, { description: 'Which one, when, and the evidence.' })
    input: AchieveMilestoneInput,
    @Ctx() context: ApiContext,
  ): Promise<AchieveMilestonePayload> {
    const outcome = await perform(context, {
      name: 'achieveMilestone',
      schema: AchieveMilestone,
      input,
      work: (unit, command) => achieveMilestone(unit, command, { today: context.today() }),
    })
    if (outcome.kind === 'refused') return outcome.payload
    return { ...outcome.payload, milestone: await loadMilestone(context, outcome.result.milestoneId) }
  }
}
