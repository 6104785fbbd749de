import { chart } from '../../domain/chart/chart.js'
import type { SetChartDefaults } from '../../domain/chart/commands.js'
import { setChartDefaults as decide } from '../../domain/chart/set-chart-defaults.js'
import type { UnitOfWork } from '../../eventsourcing/command.js'
import { concluded } from '../concluded.js'
import { chartFacts, type Today } from './chart-facts.js'

/** Chooses how everyone sees a series. */
export const setChartDefaults = async (unit: UnitOfWork, command: SetChartDefaults, clock: Today) => {
  const { seriesId, expectedRevision } = command
  const facts = await chartFacts(unit, seriesId, clock)
  const decision = await unit.decide(chart, seriesId, decide(command, facts), expectedRevision)
  return concluded(decision, { seriesId })
}
