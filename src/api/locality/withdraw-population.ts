import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql'

import { withdrawPopulation } from '../../application/locality/withdraw-population.js'
import { WithdrawPopulation } from '../../domain/locality/commands.js'
import type { ApiContext } from '../context.js'
import { MutationInputBase } from '../mutation-input.js'
import { perform } from '../perform.js'
import { loadPopulation } from './parts.js'
import { PopulationPayloadBase } from './locality-mutation.js'

@InputType({ description: 'Which estimate is taken back, and why.' })
export class WithdrawPopulationInput extends MutationInputBase {
  @Field(() => ID, { description: 'The locality.' })
  localityId!: string

  @Field(() => ID, { description: 'The estimate.' })
  estimateId!: string

  @Field(() => String, { description: 'Why.' })
  reason!: string
}

@ObjectType({ description: 'The estimate that was withdrawn.' })
export class WithdrawPopulationPayload extends PopulationPayloadBase {}

@Resolver()
export class WithdrawPopulationMutation {
  @Mutation(() => WithdrawPopulationPayload, {
    description: 'Takes a population estimate back. It stays in the history with the reason.',
  })
  async withdrawPopulation(
    @Arg('input', () => WithdrawPopulationInput, { description: 'Which one, and why.' })
    input: WithdrawPopulationInput,
    @Ctx() context: ApiContext,
  ): Promise<WithdrawPopulationPayload> {
    const outcome = await perform(context, {
      name: 'withdrawPopulation',
      schema: WithdrawPopulation,
      input,
      work: withdrawPopulation,
    })
    if (outcome.kind === 'refused') return outcome.payload
    return { ...outcome.payload, population: await loadPopulation(context, outcome.result.estimateId) }
  }
}
