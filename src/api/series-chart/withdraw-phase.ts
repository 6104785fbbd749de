import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql'

import { withdrawPhase } from '../../application/chart/withdraw-phase.js'
import { WithdrawPhase } from '../../domain/chart/commands.js'
import type { ApiContext } from '../context.js'
import { perform } from '../perform.js'
import { loadSeries } from '../series/series.js'
import { PhasePayloadBase, SeriesChartInputBase } from './series-chart-mutation.js'
import { loadPhase } from './series-phase.js'

@InputType({ description: 'Which phase is taken back, and why.' })
export class WithdrawPhaseInput extends SeriesChartInputBase {
  @Field(() => ID, { description: 'The phase.' })
  phaseId!: string

  @Field(() => String, { description: 'Why.' })
  reason!: string
}

@ObjectType({ description: 'The phase that was taken back.' })
export class WithdrawPhasePayload extends PhasePayloadBase {}

@Resolver()
export class WithdrawPhaseMutation {
  @Mutation(() => WithdrawPhasePayload, {
    description: 'Takes a phase back: the chart is as it was before it. The phase stays to be seen.',
  })
  async withdrawPhase(
    @Arg('input', () => WithdrawPhaseInput, { description: 'Which one, and why.' })
    input: WithdrawPhaseInput,
    @Ctx() context: ApiContext,
  ): Promise<WithdrawPhasePayload> {
    const outcome = await perform(context, {
      name: 'withdrawPhase',
      schema: WithdrawPhase,
      input,
      work: (unit, command) => withdrawPhase(unit, command, { today: context.today() }),
    })
    if (outcome.kind === 'refused') return outcome.payload
    const { seriesId, phaseId } = outcome.result
    const [phase, series] = [await loadPhase(context, phaseId), await loadSeries(context, seriesId)]
    return { ...outcome.payload, phase, series }
  }
}
