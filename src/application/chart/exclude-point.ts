import { chart } from '../../domain/chart/chart.js'
import type { ExcludePoint } from '../../domain/chart/commands.js'
import { excludePoint as decide } from '../../domain/chart/exclude-point.js'
import type { UnitOfWork } from '../../eventsourcing/command.js'
import { concluded } from '../concluded.js'
import { chartFacts, type Today } from './chart-facts.js'

/** Leaves a point out of every calculation. */
export const excludePoint = async (unit: UnitOfWork, command: ExcludePoint, clock: Today) => {
  const { seriesId, period, expectedRevision } = command
  const facts = await chartFacts(unit, seriesId, clock)
  const decision = await unit.decide(chart, seriesId, decide(command, facts), expectedRevision)
  return concluded(decision, { seriesId, period })
}
