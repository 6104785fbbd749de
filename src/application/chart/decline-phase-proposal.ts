import { chart } from '../../domain/chart/chart.js'
import type { DeclinePhaseProposal } from '../../domain/chart/commands.js'
import { declinePhaseProposal as decide } from '../../domain/chart/decline-phase-proposal.js'
import type { UnitOfWork } from '../../eventsourcing/command.js'
import { concluded } from '../concluded.js'
import { chartFacts, type Today } from './chart-facts.js'

/** Decides against a proposed phase. */
export const declinePhaseProposal = async (unit: UnitOfWork, command: DeclinePhaseProposal, clock: Today) => {
  const { seriesId, proposalId, expectedRevision } = command
  const facts = await chartFacts(unit, seriesId, clock)
  const decision = await unit.decide(chart, seriesId, decide(command, facts), expectedRevision)
  return concluded(decision, { seriesId, phaseId: proposalId })
}
