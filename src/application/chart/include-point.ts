import { chart } from '../../domain/chart/chart.js'
import type { IncludePoint } from '../../domain/chart/commands.js'
import { includePoint as decide } from '../../domain/chart/include-point.js'
import type { UnitOfWork } from '../../eventsourcing/command.js'
import { concluded } from '../concluded.js'
import { chartFacts, type Today } from './chart-facts.js'

/** Lets a point count again. */
export const includePoint = async (unit: UnitOfWork, command: IncludePoint, clock: Today) => {
  const { seriesId, period, expectedRevision } = command
  const facts = await chartFacts(unit, seriesId, clock)
  const decision = await unit.decide(chart, seriesId, decide(command, facts), expectedRevision)
  return concluded(decision, { seriesId, period })
}
