import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql'

import { recordObservation } from '../../application/cycle/record-observation.js'
import { RecordObservation } from '../../domain/cycle/commands.js'
import type { ObservationKind } from '../../domain/cycle/vocabulary.js'
import type { ApiContext } from '../context.js'
import { MutationInputBase } from '../mutation-input.js'
import { perform } from '../perform.js'
import { DateScalar } from '../scalars.js'
import { loadCycle } from './cycle.js'
import { CyclePayloadBase } from './cycle-mutation.js'
import { ObservationKindEnum } from './enums.js'
import { loadObservation, Observation } from './parts.js'

@InputType({ description: 'Something seen while the test ran.' })
export class RecordObservationInput extends MutationInputBase {
  @Field(() => ID, {
    nullable: true,
    description: 'UUID for the observation; made by the server when left out.',
  })
  id?: string | null

  @Field(() => ID, { description: 'The cycle.' })
  cycleId!: string

  @Field(() => ObservationKindEnum, {
    nullable: true,
    description: 'What kind of thing it was; OBSERVATION when left out.',
  })
  kind?: ObservationKind | null

  @Field(() => String, { description: 'What was seen.' })
  text!: string

  @Field(() => DateScalar, {
    description: 'When it was seen: after the start of the test, and the day must have come.',
  })
  observedOn!: string
}

@ObjectType({ description: 'The observation, and its cycle.' })
export class RecordObservationPayload extends CyclePayloadBase {
  @Field(() => Observation, { nullable: true, description: 'The observation.' })
  observation?: Observation | null
}

@Resolver()
export class RecordObservationMutation {
  @Mutation(() => RecordObservationPayload, {
    description: 'Do: records something seen while the test ran. May be added until the cycle is decided.',
  })
  async recordObservation(
    @Arg('input', () => RecordObservationInput, { description: 'What was seen and when.' })
    input: RecordObservationInput,
    @Ctx() context: ApiContext,
  ): Promise<RecordObservationPayload> {
    const outcome = await perform(context, {
      name: 'recordObservation',
      schema: RecordObservation,
      input,
      creates: 'observationId',
      work: (unit, command) => recordObservation(unit, command, { today: context.today() }),
    })
    if (outcome.kind === 'refused') return outcome.payload
    const { cycleId, observationId } = outcome.result
    const [cycle, observation] = await Promise.all([
      loadCycle(context, cycleId),
      loadObservation(context, observationId),
    ])
    return { ...outcome.payload, cycle, observation }
  }
}
