import { Arg, Ctx, Field, InputType, Mutation, ObjectType, Resolver } from 'type-graphql'

import { missMilestone } from '../../application/milestone/miss-milestone.js'
import { MissMilestone } from '../../domain/milestone/commands.js'
import type { ApiContext } from '../context.js'
import { perform } from '../perform.js'
import { DateScalar } from '../scalars.js'
import { loadMilestone } from './milestone.js'
import { MilestoneInputBase, MilestonePayloadBase } from './milestone-mutation.js'

@InputType({ description: 'That the date of a milestone passed without it, and why.' })
export class MissMilestoneInput extends MilestoneInputBase {
  @Field(() => DateScalar, {
    description: 'The day of this statement: the date expected or later, and it must have come.',
  })
  missedOn!: string

  @Field(() => String, { description: 'Why it was missed.' })
  reason!: string
}

@ObjectType({ description: 'The milestone that was missed.' })
export class MissMilestonePayload extends MilestonePayloadBase {}

@Resolver()
export class MissMilestoneMutation {
  @Mutation(() => MissMilestonePayload, {
    description: 'Says that the date expected came and the milestone was not reached. It can be reopened.',
  })
  async missMilestone(
    @Arg('input', () => MissMilestoneInput, { description: 'Which one, when and why.' })
    input: MissMilestoneInput,
    @Ctx() context: ApiContext,
  ): Promise<MissMilestonePayload> {
    const outcome = await perform(context, {
      name: 'missMilestone',
      schema: MissMilestone,
      input,
      work: (unit, command) => missMilestone(unit, command, { today: context.today() }),
    })
    if (outcome.kind === 'refused') return outcome.payload
    return { ...outcome.payload, milestone: await loadMilestone(context, outcome.result.milestoneId) }
  }
}
