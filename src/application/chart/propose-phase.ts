import { chart } from '../../domain/chart/chart.js'
import type { ProposePhase } from '../../domain/chart/commands.js'
import { proposalLike, proposePhase as decide } from '../../domain/chart/propose-phase.js'
import { ChartRefusal } from '../../domain/chart/refusals.js'
import { ClaimedKind } from '../../domain/id-claim/events.js'
import type { UnitOfWork } from '../../eventsourcing/command.js'
import { concluded } from '../concluded.js'
import { withClaimedId } from '../with-claimed-id.js'
import { chartFacts, type Today } from './chart-facts.js'

/** Proposes a phase; answers with the id of the open proposal that says the same, if there is one. */
export const proposePhase = async (unit: UnitOfWork, command: ProposePhase, clock: Today) => {
  const { seriesId, proposalId, expectedRevision } = command
  const known = proposalLike(await unit.read(chart, seriesId), command)
  const facts = await chartFacts(unit, seriesId, clock)
  const decision = await withClaimedId(
    unit,
    await unit.decide(chart, seriesId, decide(command, facts), expectedRevision),
    { id: proposalId, kind: ClaimedKind.Phase, ownerId: seriesId },
    { taken: ChartRefusal.PhaseIdTaken, field: 'proposalId' },
  )
  return concluded(decision, { seriesId, phaseId: known?.proposed.proposalId ?? proposalId })
}
