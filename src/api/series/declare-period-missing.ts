import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql'

import { declarePeriodMissing } from '../../application/series/declare-period-missing.js'
import { DeclarePeriodMissing } from '../../domain/series/commands.js'
import type { ApiContext } from '../context.js'
import { MutationInputBase } from '../mutation-input.js'
import { perform } from '../perform.js'
import { DateScalar } from '../scalars.js'
import { loadReading } from './reading.js'
import { ReadingPayloadBase } from './reading-mutation.js'

@InputType({ description: 'A period that has no value, and why.' })
export class DeclarePeriodMissingInput extends MutationInputBase {
  @Field(() => ID, { description: 'The metric.' })
  metricId!: string

  @Field(() => ID, { description: 'The locality.' })
  localityId!: string

  @Field(() => String, {
    nullable: true,
    description: 'Code of the category, where the metric has a breakdown.',
  })
  category?: string | null

  @Field(() => DateScalar, { description: 'First day of the period.' })
  period!: string

  @Field(() => String, { description: 'Why there is no value.' })
  reason!: string

  @Field(() => Boolean, {
    nullable: true,
    description: 'Check everything and answer as if it were recorded, but record nothing.',
  })
  dryRun?: boolean | null
}

@ObjectType({ description: 'The period that was declared missing.' })
export class DeclarePeriodMissingPayload extends ReadingPayloadBase {}

@Resolver()
export class DeclarePeriodMissingMutation {
  @Mutation(() => DeclarePeriodMissingPayload, {
    description: 'States that a period has no value, and why. It is a gap in the chart, never zero.',
  })
  async declarePeriodMissing(
    @Arg('input', () => DeclarePeriodMissingInput, { description: 'Which period, and why.' })
    input: DeclarePeriodMissingInput,
    @Ctx() context: ApiContext,
  ): Promise<DeclarePeriodMissingPayload> {
    const outcome = await perform(context, {
      name: 'declarePeriodMissing',
      schema: DeclarePeriodMissing,
      input,
      work: (unit, command) => declarePeriodMissing(unit, command, { today: context.today() }),
    })
    if (outcome.kind === 'refused') return outcome.payload
    return { ...outcome.payload, reading: await loadReading(context, outcome.result.readingId) }
  }
}
