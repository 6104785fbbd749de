import { Arg, Ctx, Field, InputType, Mutation, ObjectType, Resolver } from 'type-graphql'

import { decideCycle } from '../../application/cycle/decide-cycle.js'
import { DecideCycle } from '../../domain/cycle/commands.js'
import type { CycleDecision } from '../../domain/cycle/vocabulary.js'
import type { ApiContext } from '../context.js'
import { perform } from '../perform.js'
import { DateScalar } from '../scalars.js'
import { loadCycle } from './cycle.js'
import { CycleInputBase, CyclePayloadBase } from './cycle-mutation.js'
import { CycleDecisionEnum } from './enums.js'

@InputType({ description: 'Act: what the team does with the change, and why.' })
export class DecideCycleInput extends CycleInputBase {
  @Field(() => DateScalar, {
    description: 'The day on which it was decided: the day of the study or later, and it must have come.',
  })
  decidedOn!: string

  @Field(() => CycleDecisionEnum, { description: 'What the team does with the change.' })
  decision!: CycleDecision

  @Field(() => String, { description: 'Why it was decided so.' })
  rationale!: string

  @Field(() => String, { nullable: true, description: 'What comes next.' })
  nextSteps?: string | null
}

@ObjectType({ description: 'The cycle that was decided.' })
export class DecideCyclePayload extends CyclePayloadBase {}

@Resolver()
export class DecideCycleMutation {
  @Mutation(() => DecideCyclePayload, {
    description: 'Act: adopts, adapts or abandons the change that was tested. The cycle is complete then.',
  })
  async decideCycle(
    @Arg('input', () => DecideCycleInput, { description: 'The decision.' }) input: DecideCycleInput,
    @Ctx() context: ApiContext,
  ): Promise<DecideCyclePayload> {
    const outcome = await perform(context, {
      name: 'decideCycle',
      schema: DecideCycle,
      input,
      work: (unit, command) => decideCycle(unit, command, { today: context.today() }),
    })
    if (outcome.kind === 'refused') return outcome.payload
    return { ...outcome.payload, cycle: await loadCycle(context, outcome.result.cycleId) }
  }
}
