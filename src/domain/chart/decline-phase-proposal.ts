import { accept, type Decision, refuse } from '../../eventsourcing/decider.js'
import { without } from '../without.js'
import type { ChartState, KnownPhase } from './chart.js'
import { type ChartFacts, seriesNotFound } from './chart-facts.js'
import type { DeclinePhaseProposal } from './commands.js'
import type { ChartEvent } from './events.js'
import { ChartRefusal } from './refusals.js'
import { PhaseStatus } from './vocabulary.js'

export const proposalNotFound = () =>
  refuse(
    ChartRefusal.PhaseProposalNotFound,
    'This series has no proposal with this id; look up its proposals',
    'proposalId',
  )

const remedies = {
  ACCEPTED: 'was accepted before; withdraw the phase if it should not stand',
  DECLINED: 'was declined before; propose the start anew',
  WITHDRAWN: 'was accepted and withdrawn before; propose the start anew',
} as const

/** What to answer when a proposal is decided on that waits for no decision. */
export const proposalDecided = ({ status }: Exclude<KnownPhase, { status: typeof PhaseStatus.Proposed }>) =>
  refuse(ChartRefusal.PhaseProposalDecided, `The proposal ${remedies[status]}`, 'proposalId')

/** Decides against a proposal. Twice for the same reason is nothing new. */
export const declinePhaseProposal =
  (command: DeclinePhaseProposal, { series }: ChartFacts) =>
  (state: ChartState): Decision<ChartEvent, ChartRefusal> => {
    if (series === null) return seriesNotFound()
    const known = state.phases.get(command.proposalId)
    if (known === undefined) return proposalNotFound()
    if (known.status === PhaseStatus.Declined && known.reason === command.reason) return accept()
    if (known.status !== PhaseStatus.Proposed) return proposalDecided(known)
    return accept({ type: 'PhaseProposalDeclined', data: without(command, 'expectedRevision') })
  }
