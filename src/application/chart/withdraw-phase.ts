import { chart } from '../../domain/chart/chart.js'
import type { WithdrawPhase } from '../../domain/chart/commands.js'
import { withdrawPhase as decide } from '../../domain/chart/withdraw-phase.js'
import type { UnitOfWork } from '../../eventsourcing/command.js'
import { concluded } from '../concluded.js'
import { chartFacts, type Today } from './chart-facts.js'

/** Takes a phase back. */
export const withdrawPhase = async (unit: UnitOfWork, command: WithdrawPhase, clock: Today) => {
  const { seriesId, phaseId, expectedRevision } = command
  const facts = await chartFacts(unit, seriesId, clock)
  const decision = await unit.decide(chart, seriesId, decide(command, facts), expectedRevision)
  return concluded(decision, { seriesId, phaseId })
}
