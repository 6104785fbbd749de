import { Arg, Ctx, InputType, Mutation, ObjectType, Resolver } from 'type-graphql'

import { recordReading } from '../../application/series/record-reading.js'
import { RecordReading } from '../../domain/series/commands.js'
import type { ApiContext } from '../context.js'
import { IdempotencyKeyField } from '../mutation-input.js'
import { perform } from '../perform.js'
import { ReadingFieldsInput } from './measurement-input.js'
import { loadReading } from './reading.js'
import { ReadingPayloadBase } from './reading-mutation.js'

@InputType({ description: 'A reading for a period that has none.' })
export class RecordReadingInput extends ReadingFieldsInput {
  @IdempotencyKeyField()
  idempotencyKey?: string | null
}

@ObjectType({ description: 'The reading that was recorded.' })
export class RecordReadingPayload extends ReadingPayloadBase {}

@Resolver()
export class RecordReadingMutation {
  @Mutation(() => RecordReadingPayload, {
    description:
      'Records a reading, and opens its series if it is the first. Said twice, it is recorded once; use correctReading to change it.',
  })
  async recordReading(
    @Arg('input', () => RecordReadingInput, { description: 'The reading.' }) input: RecordReadingInput,
    @Ctx() context: ApiContext,
  ): Promise<RecordReadingPayload> {
    const outcome = await perform(context, {
      name: 'recordReading',
      schema: RecordReading,
      input,
      work: (unit, command) => recordReading(unit, command, { today: context.today() }),
    })
    if (outcome.kind === 'refused') return outcome.payload
    return { ...outcome.payload, reading: await loadReading(context, outcome.result.readingId) }
  }
}
