import { Arg, Ctx, Field, InputType, Mutation, ObjectType, Resolver } from 'type-graphql'

import { startMilestone } from '../../application/milestone/start-milestone.js'
import { StartMilestone } from '../../domain/milestone/commands.js'
import type { ApiContext } from '../context.js'
import { perform } from '../perform.js'
import { DateScalar } from '../scalars.js'
import { loadMilestone } from './milestone.js'
import { MilestoneInputBase, MilestonePayloadBase } from './milestone-mutation.js'

@InputType({ description: 'When work on a milestone started.' })
export class StartMilestoneInput extends MilestoneInputBase {
  @Field(() => DateScalar, { description: 'The day on which work started; it must have come.' })
  startedOn!: string
}

@ObjectType({ description: 'The milestone on which work goes on.' })
export class StartMilestonePayload extends MilestonePayloadBase {}

@Resolver()
export class StartMilestoneMutation {
  @Mutation(() => StartMilestonePayload, {
    description:
      'Says that work on a milestone has started. Optional: a milestone can be achieved without it.',
  })
  async startMilestone(
    @Arg('input', () => StartMilestoneInput, { description: 'Which one and when.' })
    input: StartMilestoneInput,
    @Ctx() context: ApiContext,
  ): Promise<StartMilestonePayload> {
    const outcome = await perform(context, {
      name: 'startMilestone',
      schema: StartMilestone,
      input,
      work: (unit, command) => startMilestone(unit, command, { today: context.today() }),
    })
    if (outcome.kind === 'refused') return outcome.payload
    return { ...outcome.payload, milestone: await loadMilestone(context, outcome.result.milestoneId) }
  }
}
