import { readingIdOf, seriesIdOf } from '../../domain/ids.js'
import type { DeclarePeriodMissing } from '../../domain/series/commands.js'
import { declarePeriodMissing as decide } from '../../domain/series/declare-period-missing.js'
import { series } from '../../domain/series/series.js'
import type { UnitOfWork } from '../../eventsourcing/command.js'
import { concluded } from '../concluded.js'
import { readingFacts, type Today } from './reading-facts.js'

/** States that a period has no value, and why. */
export const declarePeriodMissing = async (unit: UnitOfWork, command: DeclarePeriodMissing, clock: Today) => {
  const { metricId, localityId, category, period } = command
  const seriesId = seriesIdOf(metricId, localityId, category ?? null)
  const facts = await readingFacts(unit, clock)(command)
  const decision = await unit.decide(series, seriesId, decide(command, facts))
  return concluded(decision, { seriesId, readingId: readingIdOf(seriesId, period) })
}
