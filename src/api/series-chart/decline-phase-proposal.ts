import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql'

import { declinePhaseProposal } from '../../application/chart/decline-phase-proposal.js'
import { DeclinePhaseProposal } from '../../domain/chart/commands.js'
import type { ApiContext } from '../context.js'
import { perform } from '../perform.js'
import { loadSeries } from '../series/series.js'
import { PhasePayloadBase, SeriesChartInputBase } from './series-chart-mutation.js'
import { loadPhase } from './series-phase.js'

@InputType({ description: 'Which proposal is decided against, and why.' })
export class DeclinePhaseProposalInput extends SeriesChartInputBase {
  @Field(() => ID, { description: 'The proposal.' })
  proposalId!: string

  @Field(() => String, { description: 'Why.' })
  reason!: string
}

@ObjectType({ description: 'The proposal that was decided against.' })
export class DeclinePhaseProposalPayload extends PhasePayloadBase {}

@Resolver()
export class DeclinePhaseProposalMutation {
  @Mutation(() => DeclinePhaseProposalPayload, {
    description:
      'Decides against a proposed phase. It stays to be seen, and the same start may be proposed anew.',
  })
  async declinePhaseProposal(
    @Arg('input', () => DeclinePhaseProposalInput, { description: 'Which one, and why.' })
    input: DeclinePhaseProposalInput,
    @Ctx() context: ApiContext,
  ): Promise<DeclinePhaseProposalPayload> {
    const outcome = await perform(context, {
      name: 'declinePhaseProposal',
      schema: DeclinePhaseProposal,
      input,
      work: (unit, command) => declinePhaseProposal(unit, command, { today: context.today() }),
    })
    if (outcome.kind === 'refused') return outcome.payload
    const { seriesId, phaseId } = outcome.result
    const [phase, series] = [await loadPhase(context, phaseId), await loadSeries(context, seriesId)]
    return { ...outcome.payload, phase, series }
  }
}
