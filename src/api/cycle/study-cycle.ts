import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql'

import { studyCycle } from '../../application/cycle/study-cycle.js'
import { StudyCycle } from '../../domain/cycle/commands.js'
import type { PredictionOutcome } from '../../domain/cycle/vocabulary.js'
import type { ApiContext } from '../context.js'
import { perform } from '../perform.js'
import { DateScalar } from '../scalars.js'
import { loadCycle } from './cycle.js'
import { CycleInputBase, CyclePayloadBase } from './cycle-mutation.js'
import { PredictionOutcomeEnum } from './enums.js'

@InputType({ description: 'How a prediction compares with what was seen.' })
export class PredictionComparisonInput {
  @Field(() => ID, { description: 'UUID of the prediction, as the plan gives it.' })
  predictionId!: string

  @Field(() => PredictionOutcomeEnum, { description: 'How it compares; UNKNOWN is an answer too.' })
  outcome!: PredictionOutcome

  @Field(() => String, { nullable: true, description: 'Anything to add.' })
  comment?: string | null
}

@InputType({ description: 'Study: what came out, held against every prediction, and what was learned.' })
export class StudyCycleInput extends CycleInputBase {
  @Field(() => DateScalar, { description: 'The day on which the results were studied; it must have come.' })
  studiedOn!: string

  @Field(() => Boolean, { description: 'Whether the test was carried out as planned.' })
  carriedOutAsPlanned!: boolean

  @Field(() => String, {
    nullable: true,
    description: 'What was done differently; asked for when it was not carried out as planned.',
  })
  deviation?: string | null

  @Field(() => String, { description: 'The results.' })
  results!: string

  @Field(() => [PredictionComparisonInput], {
    description: 'Each prediction of the plan, once, and how it compares with what was seen.',
  })
  comparisons!: PredictionComparisonInput[]

  @Field(() => String, { description: 'What was learned.' })
  learning!: string
}

@ObjectType({ description: 'The cycle that was studied.' })
export class StudyCyclePayload extends CyclePayloadBase {}

@Resolver()
export class StudyCycleMutation {
  @Mutation(() => StudyCyclePayload, {
    description: 'Study: compares the results with every prediction and says what was learned.',
  })
  async studyCycle(
    @Arg('input', () => StudyCycleInput, { description: 'Results, comparisons and learning.' })
    input: StudyCycleInput,
    @Ctx() context: ApiContext,
  ): Promise<StudyCyclePayload> {
    const outcome = await perform(context, {
      name: 'studyCycle',
      schema: StudyCycle,
      input,
      work: (unit, command) => studyCycle(unit, command, { today: context.today() }),
    })
    if (outcome.kind === 'refused') return outcome.payload
    return { ...outcome.payload, cycle: await loadCycle(context, outcome.result.cycleId) }
  }
}
