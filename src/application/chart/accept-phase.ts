import { acceptPhase as decide, phaseLike } from '../../domain/chart/accept-phase.js'
import { chart } from '../../domain/chart/chart.js'
import type { AcceptPhase } from '../../domain/chart/commands.js'
import { ChartRefusal } from '../../domain/chart/refusals.js'
import { ClaimedKind } from '../../domain/id-claim/events.js'
import type { UnitOfWork } from '../../eventsourcing/command.js'
import { concluded } from '../concluded.js'
import { withClaimedId } from '../with-claimed-id.js'
import { chartFacts, type Today } from './chart-facts.js'

/**
 * Lets a phase begin: that of a proposal, or a new one, whose id is claimed. Answers with the id of the phase, which
 * is that of the one known already if the same was said before.
 */
export const acceptPhase = async (unit: UnitOfWork, command: AcceptPhase, clock: Today) => {
  const { seriesId, proposalId, phaseId, expectedRevision } = command
  const known = phaseLike(await unit.read(chart, seriesId), command)
  const facts = await chartFacts(unit, seriesId, clock)
  const decision = await unit.decide(chart, seriesId, decide(command, facts), expectedRevision)
  if (proposalId !== undefined) return concluded(decision, { seriesId, phaseId: proposalId })
  const claimed = await withClaimedId(
    unit,
    decision,
    { id: phaseId, kind: ClaimedKind.Phase, ownerId: seriesId },
    { taken: ChartRefusal.PhaseIdTaken, field: 'phaseId' },
  )
  return concluded(claimed, { seriesId, phaseId: known?.proposed.proposalId ?? phaseId })
}
