import { Arg, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Resolver } from 'type-graphql'

import { acceptPhase } from '../../application/chart/accept-phase.js'
import { AcceptPhase } from '../../domain/chart/commands.js'
import type { ApiContext } from '../context.js'
import { perform } from '../perform.js'
import { DateScalar } from '../scalars.js'
import { loadSeries } from '../series/series.js'
import { PhasePayloadBase, SeriesChartInputBase } from './series-chart-mutation.js'
import { loadPhase } from './series-phase.js'

@InputType({
  description: 'Which phase begins and why: one that was proposed, or one that nobody proposed.',
})
export class AcceptPhaseInput extends SeriesChartInputBase {
  @Field(() => ID, { nullable: true, description: 'The proposal to accept; none where `from` is given.' })
  proposalId?: string | null

  @Field(() => DateScalar, {
    nullable: true,
    description: 'First period of a phase that nobody proposed; none where `proposalId` is given.',
  })
  from?: string | null

  @Field(() => ID, {
    nullable: true,
    description: 'UUID for a phase that nobody proposed; made by the server when left out.',
  })
  id?: string | null

  @Field(() => Int, {
    nullable: true,
    description: 'Take centre line and limits from so many of its first points, 2 or more; none: all of it.',
  })
  baselinePoints?: number | null

  @Field(() => String, { description: 'Why: what is known of the change, and why it is expected to last.' })
  reason!: string
}

@ObjectType({ description: 'The phase that begins.' })
export class AcceptPhasePayload extends PhasePayloadBase {}

@Resolver()
export class AcceptPhaseMutation {
  @Mutation(() => AcceptPhasePayload, {
    description: 'Lets a phase of the chart begin, with a centre line of its own. It can be withdrawn.',
  })
  async acceptPhase(
    @Arg('input', () => AcceptPhaseInput, { description: 'Which phase, and why.' }) input: AcceptPhaseInput,
    @Ctx() context: ApiContext,
  ): Promise<AcceptPhasePayload> {
    const outcome = await perform(context, {
      name: 'acceptPhase',
      schema: AcceptPhase,
      input,
      creates: 'phaseId',
      work: (unit, command) => acceptPhase(unit, command, { today: context.today() }),
    })
    if (outcome.kind === 'refused') return outcome.payload
    const { seriesId, phaseId } = outcome.result
    const [phase, series] = [await loadPhase(context, phaseId), await loadSeries(context, seriesId)]
    return { ...outcome.payload, phase, series }
  }
}
