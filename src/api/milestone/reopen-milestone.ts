import { Arg, Ctx, Field, InputType, Mutation, ObjectType, Resolver } from 'type-graphql'

import { reopenMilestone } from '../../application/milestone/reopen-milestone.js'
import { ReopenMilestone } from '../../domain/milestone/commands.js'
import type { ApiContext } from '../context.js'
import { perform } from '../perform.js'
import { DateScalar } from '../scalars.js'
import { loadMilestone } from './milestone.js'
import { MilestoneInputBase, MilestonePayloadBase } from './milestone-mutation.js'

@InputType({ description: 'That an ended milestone is taken up again, and why.' })
export class ReopenMilestoneInput extends MilestoneInputBase {
  @Field(() => DateScalar, {
    description: 'The day on which it is taken up again: when it ended or later, and it must have come.',
  })
  reopenedOn!: string

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The date expected now; the last one stays when this is left out.',
  })
  forecastOn?: string | null

  @Field(() => String, { description: 'Why it is taken up again.' })
  reason!: string
}

@ObjectType({ description: 'The milestone that was taken up again.' })
export class ReopenMilestonePayload extends MilestonePayloadBase {}

@Resolver()
export class ReopenMilestoneMutation {
  @Mutation(() => ReopenMilestonePayload, {
    description:
      'Takes up again a milestone that was achieved, missed or cancelled. It goes on from where it stood.',
  })
  async reopenMilestone(
    @Arg('input', () => ReopenMilestoneInput, { description: 'Which one, when and why.' })
    input: ReopenMilestoneInput,
    @Ctx() context: ApiContext,
  ): Promise<ReopenMilestonePayload> {
    const outcome = await perform(context, {
      name: 'reopenMilestone',
      schema: ReopenMilestone,
      input,
      work: (unit, command) => reopenMilestone(unit, command, { today: context.today() }),
    })
    if (outcome.kind === 'refused') return outcome.payload
    return { ...outcome.payload, milestone: await loadMilestone(context, outcome.result.milestoneId) }
  }
}
