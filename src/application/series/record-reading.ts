import { readingIdOf, seriesIdOf } from '../../domain/ids.js'
import type { RecordReading } from '../../domain/series/commands.js'
import { recordReading as decide } from '../../domain/series/record-reading.js'
import { series } from '../../domain/series/series.js'
import type { UnitOfWork } from '../../eventsourcing/command.js'
import { concluded } from '../concluded.js'
import { readingFacts, type Today } from './reading-facts.js'

/** Records one reading, and opens its series if it is the first. */
export const recordReading = async (unit: UnitOfWork, command: RecordReading, clock: Today) => {
  const { metricId, localityId, category, period } = command
  const seriesId = seriesIdOf(metricId, localityId, category ?? null)
  const facts = await readingFacts(unit, clock)(command)
  const decision = await unit.decide(series, seriesId, decide(command, facts))
  return concluded(decision, { seriesId, readingId: readingIdOf(seriesId, period) })
}
