import { Arg, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Resolver } from 'type-graphql'

import { recordPopulation } from '../../application/locality/record-population.js'
import { RecordPopulation } from '../../domain/locality/commands.js'
import type { PopulationBasis } from '../../domain/locality/vocabulary.js'
import type { ApiContext } from '../context.js'
import { MutationInputBase } from '../mutation-input.js'
import { perform } from '../perform.js'
import { PopulationBasisEnum } from './enums.js'
import { loadPopulation } from './parts.js'
import { PopulationPayloadBase } from './locality-mutation.js'

@InputType({ description: 'How many people a locality has, by a source and its release.' })
export class RecordPopulationInput extends MutationInputBase {
  @Field(() => ID, {
    nullable: true,
    description: 'UUID for the estimate; made by the server when left out.',
  })
  id?: string | null

  @Field(() => ID, { description: 'The locality.' })
  localityId!: string

  @Field(() => Int, { description: 'The year that it is for.' })
  year!: number

  @Field(() => PopulationBasisEnum, { description: 'Whom it counts.' })
  basis!: PopulationBasis

  @Field(() => String, { description: 'Such as `all ages` or `65+`.' })
  ageBand!: string

  @Field(() => Int, { description: 'How many people.' })
  people!: number

  @Field(() => String, { description: 'Where it comes from.' })
  source!: string

  @Field(() => String, { description: 'Which release of the source: estimates are revised.' })
  vintage!: string
}

@ObjectType({ description: 'The estimate that was recorded.' })
export class RecordPopulationPayload extends PopulationPayloadBase {}

@Resolver()
export class RecordPopulationMutation {
  @Mutation(() => RecordPopulationPayload, {
    description: 'Records how many people a locality has in a year.',
  })
  async recordPopulation(
    @Arg('input', () => RecordPopulationInput, { description: 'The estimate.' }) input: RecordPopulationInput,
    @Ctx() context: ApiContext,
  ): Promise<RecordPopulationPayload> {
    const outcome = await perform(context, {
      name: 'recordPopulation',
      schema: RecordPopulation,
      input,
      creates: 'estimateId',
      work: recordPopulation,
    })
    if (outcome.kind === 'refused') return outcome.payload
    return { ...outcome.payload, population: await loadPopulation(context, outcome.result.estimateId) }
  }
}
