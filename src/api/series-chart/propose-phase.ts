import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql'

import { proposePhase } from '../../application/chart/propose-phase.js'
import { ProposePhase } from '../../domain/chart/commands.js'
import type { PhaseMethod } from '../../domain/chart/vocabulary.js'
import type { ApiContext } from '../context.js'
import { perform } from '../perform.js'
import { DateScalar, JsonScalar } from '../scalars.js'
import { loadSeries } from '../series/series.js'
import { PhaseMethodEnum } from './enums.js'
import { PhasePayloadBase, SeriesChartInputBase } from './series-chart-mutation.js'
import { loadPhase } from './series-phase.js'

@InputType({ description: 'Where a phase may begin, and who or what found it.' })
export class ProposePhaseInput extends SeriesChartInputBase {
  @Field(() => ID, {
    nullable: true,
    description: 'UUID for the proposal and the phase that it may become; made by the server when left out.',
  })
  id?: string | null

  @Field(() => DateScalar, {
    description: 'First period of the phase; it has come, and readings lie before it.',
  })
  from!: string

  @Field(() => PhaseMethodEnum, { description: 'Who or what found it.' })
  method!: PhaseMethod

  @Field(() => JsonScalar, {
    nullable: true,
    description: 'What the method saw, as an object, such as `{"runLength": 9}`. A person may leave it out.',
  })
  evidence?: unknown

  @Field(() => String, { nullable: true, description: 'What whoever decides should know.' })
  note?: string | null
}

@ObjectType({ description: 'The proposal, which waits for a person to decide.' })
export class ProposePhasePayload extends PhasePayloadBase {}

@Resolver()
export class ProposePhaseMutation {
  @Mutation(() => ProposePhasePayload, {
    description: 'Proposes that a phase begins. The chart stays as it is until a person accepts it.',
  })
  async proposePhase(
    @Arg('input', () => ProposePhaseInput, { description: 'The proposal.' }) input: ProposePhaseInput,
    @Ctx() context: ApiContext,
  ): Promise<ProposePhasePayload> {
    const outcome = await perform(context, {
      name: 'proposePhase',
      schema: ProposePhase,
      input,
      creates: 'proposalId',
      asGiven: ['evidence'],
      work: (unit, command) => proposePhase(unit, command, { today: context.today() }),
    })
    if (outcome.kind === 'refused') return outcome.payload
    const { seriesId, phaseId } = outcome.result
    const [phase, series] = [await loadPhase(context, phaseId), await loadSeries(context, seriesId)]
    return { ...outcome.payload, phase, series }
  }
}
