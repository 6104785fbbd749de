import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql'

import { withdrawReading } from '../../application/series/withdraw-reading.js'
import { WithdrawReading } from '../../domain/series/commands.js'
import type { ApiContext } from '../context.js'
import { RevisedInputBase } from '../mutation-input.js'
import { perform } from '../perform.js'
import { DateScalar } from '../scalars.js'
import { loadReading } from './reading.js'
import { ReadingPayloadBase } from './reading-mutation.js'

@InputType({ description: 'Which reading is taken back, and why.' })
export class WithdrawReadingInput extends RevisedInputBase {
  @Field(() => ID, { description: 'The series.' })
  seriesId!: string

  @Field(() => DateScalar, { description: 'First day of the period.' })
  period!: string

  @Field(() => String, { description: 'Why.' })
  reason!: string
}

@ObjectType({ description: 'The reading that was withdrawn.' })
export class WithdrawReadingPayload extends ReadingPayloadBase {}

@Resolver()
export class WithdrawReadingMutation {
  @Mutation(() => WithdrawReadingPayload, {
    description: 'Takes a reading back, or the word that a period is missing. The period has no value then.',
  })
  async withdrawReading(
    @Arg('input', () => WithdrawReadingInput, { description: 'Which one, and why.' })
    input: WithdrawReadingInput,
    @Ctx() context: ApiContext,
  ): Promise<WithdrawReadingPayload> {
    const outcome = await perform(context, {
      name: 'withdrawReading',
      schema: WithdrawReading,
      input,
      work: withdrawReading,
    })
    if (outcome.kind === 'refused') return outcome.payload
    return { ...outcome.payload, reading: await loadReading(context, outcome.result.readingId) }
  }
}
