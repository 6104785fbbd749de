import { Arg, Ctx, Field, InputType, Mutation, ObjectType, Resolver } from 'type-graphql'

import { startCycle } from '../../application/cycle/start-cycle.js'
import { StartCycle } from '../../domain/cycle/commands.js'
import type { ApiContext } from '../context.js'
import { perform } from '../perform.js'
import { DateScalar } from '../scalars.js'
import { loadCycle } from './cycle.js'
import { CycleInputBase, CyclePayloadBase } from './cycle-mutation.js'

@InputType({ description: 'When the test started.' })
export class StartCycleInput extends CycleInputBase {
  @Field(() => DateScalar, { description: 'The day on which the test started; it must have come.' })
  startedOn!: string
}

@ObjectType({ description: 'The cycle whose test has started.' })
export class StartCyclePayload extends CyclePayloadBase {}

@Resolver()
export class StartCycleMutation {
  @Mutation(() => StartCyclePayload, {
    description: 'Do: the test begins. From now on plan and predictions stay as they are.',
  })
  async startCycle(
    @Arg('input', () => StartCycleInput, { description: 'Which one and when.' }) input: StartCycleInput,
    @Ctx() context: ApiContext,
  ): Promise<StartCyclePayload> {
    const outcome = await perform(context, {
      name: 'startCycle',
      schema: StartCycle,
      input,
      work: (unit, command) => startCycle(unit, command, { today: context.today() }),
    })
    if (outcome.kind === 'refused') return outcome.payload
    return { ...outcome.payload, cycle: await loadCycle(context, outcome.result.cycleId) }
  }
}
