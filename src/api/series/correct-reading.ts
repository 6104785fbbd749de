import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql'

import { correctReading } from '../../application/series/correct-reading.js'
import { CorrectReading } from '../../domain/series/commands.js'
import type { ApiContext } from '../context.js'
import { ExpectedRevisionField, IdempotencyKeyField } from '../mutation-input.js'
import { perform } from '../perform.js'
import { DateScalar } from '../scalars.js'
import { MeasurementFields } from './measurement-input.js'
import { loadReading } from './reading.js'
import { ReadingPayloadBase } from './reading-mutation.js'

@InputType({ description: 'What a reading ought to have said, and why.' })
export class CorrectReadingInput extends MeasurementFields {
  @Field(() => ID, { description: 'The series.' })
  seriesId!: string

  @Field(() => DateScalar, { description: 'First day of the period.' })
  period!: string

  @Field(() => String, { description: 'Why it is corrected.' })
  reason!: string

  @IdempotencyKeyField()
  idempotencyKey?: string | null

  @ExpectedRevisionField()
  expectedRevision?: number | null
}

@ObjectType({ description: 'The reading as corrected.' })
export class CorrectReadingPayload extends ReadingPayloadBase {}

@Resolver()
export class CorrectReadingMutation {
  @Mutation(() => CorrectReadingPayload, {
    description:
      'Puts another measurement in the place of a recorded one. What was recorded before stays in its versions.',
  })
  async correctReading(
    @Arg('input', () => CorrectReadingInput, { description: 'Which one, the measurement and why.' })
    input: CorrectReadingInput,
    @Ctx() context: ApiContext,
  ): Promise<CorrectReadingPayload> {
    const outcome = await perform(context, {
      name: 'correctReading',
      schema: CorrectReading,
      input,
      work: (unit, command) => correctReading(unit, command, { today: context.today() }),
    })
    if (outcome.kind === 'refused') return outcome.payload
    return { ...outcome.payload, reading: await loadReading(context, outcome.result.readingId) }
  }
}
