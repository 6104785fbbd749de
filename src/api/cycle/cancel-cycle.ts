import { Arg, Ctx, Field, InputType, Mutation, ObjectType, Resolver } from 'type-graphql'

import { cancelCycle } from '../../application/cycle/cancel-cycle.js'
import { CancelCycle } from '../../domain/cycle/commands.js'
import type { ApiContext } from '../context.js'
import { perform } from '../perform.js'
import { DateScalar } from '../scalars.js'
import { loadCycle } from './cycle.js'
import { CycleInputBase, CyclePayloadBase } from './cycle-mutation.js'

@InputType({ description: 'That a cycle is given up, and why.' })
export class CancelCycleInput extends CycleInputBase {
  @Field(() => DateScalar, { description: 'The day on which it was given up; it must have come.' })
  cancelledOn!: string

  @Field(() => String, { description: 'Why it is given up.' })
  reason!: string
}

@ObjectType({ description: 'The cycle that was given up.' })
export class CancelCyclePayload extends CyclePayloadBase {}

@Resolver()
export class CancelCycleMutation {
  @Mutation(() => CancelCyclePayload, {
    description: 'Gives a cycle up before it is decided. It stays to be seen.',
  })
  async cancelCycle(
    @Arg('input', () => CancelCycleInput, { description: 'Which one, when and why.' })
    input: CancelCycleInput,
    @Ctx() context: ApiContext,
  ): Promise<CancelCyclePayload> {
    const outcome = await perform(context, {
      name: 'cancelCycle',
      schema: CancelCycle,
      input,
      work: (unit, command) => cancelCycle(unit, command, { today: context.today() }),
    })
    if (outcome.kind === 'refused') return outcome.payload
    return { ...outcome.payload, cycle: await loadCycle(context, outcome.result.cycleId) }
  }
}
