import {
  Arg,
  Ctx,
  Field,
  FieldResolver,
  InputType,
  Int,
  Mutation,
  ObjectType,
  Resolver,
  Root,
} from 'type-graphql'

import { recordReadings } from '../../application/series/record-readings.js'
import { RecordReadings } from '../../domain/series/commands.js'
import type { ApiContext } from '../context.js'
import { MutationInputBase } from '../mutation-input.js'
import { perform } from '../perform.js'
import { Payload } from '../user-error.js'
import { ReadingFieldsInput } from './measurement-input.js'
import { loadReadings, Reading } from './reading.js'

@InputType({ description: 'One reading of a batch.' })
export class ReadingInput extends ReadingFieldsInput {}

@InputType({ description: 'Readings of any series, to be recorded together.' })
export class RecordReadingsInput extends MutationInputBase {
  @Field(() => [ReadingInput], { description: 'Up to 1,000 readings.' })
  readings!: ReadingInput[]

  @Field(() => Boolean, {
    nullable: true,
    description: 'Check everything and answer as if it were recorded, but record nothing.',
  })
  dryRun?: boolean | null
}

@ObjectType({ description: 'What became of the batch.' })
export class RecordReadingsPayload extends Payload {
  @Field(() => Int, { nullable: true, description: 'How many readings are new; or would be, in a dry run.' })
  recorded?: number | null

  @Field(() => Int, { nullable: true, description: 'How many were known already, just as they are here.' })
  unchanged?: number | null

  /** UUIDs of the readings of the batch, in its order; none after a dry run. */
  readingIds?: readonly string[]
}

@Resolver(() => RecordReadingsPayload)
export class RecordReadingsMutation {
  @Mutation(() => RecordReadingsPayload, {
    description:
      'Records up to 1,000 readings of any series: all of them, or none when one is refused. Those that are known ' +
      'already, just as they are here, count as unchanged.',
  })
  async recordReadings(
    @Arg('input', () => RecordReadingsInput, { description: 'The readings.' }) input: RecordReadingsInput,
    @Ctx() context: ApiContext,
  ): Promise<RecordReadingsPayload> {
    const outcome = await perform(context, {
      name: 'recordReadings',
      schema: RecordReadings,
      input,
      work: (unit, command) => recordReadings(unit, command, { today: context.today() }),
    })
    if (outcome.kind === 'refused') return outcome.payload
    const { recorded, unchanged, readingIds } = outcome.result
    return { ...outcome.payload, recorded, unchanged, readingIds: input.dryRun === true ? [] : readingIds }
  }

  @FieldResolver(() => [Reading], {
    nullable: true,
    description: 'The readings of the batch in its order, as they stand now; none after a dry run.',
  })
  async readings(
    @Root() payload: RecordReadingsPayload,
    @Ctx() context: ApiContext,
  ): Promise<Reading[] | null> {
    return payload.readingIds === undefined ? null : loadReadings(context, payload.readingIds)
  }
}
