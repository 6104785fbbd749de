import { readingIdOf } from '../../domain/ids.js'
import type { WithdrawReading } from '../../domain/series/commands.js'
import { series } from '../../domain/series/series.js'
import { withdrawReading as decide } from '../../domain/series/withdraw-reading.js'
import type { UnitOfWork } from '../../eventsourcing/command.js'
import { concluded } from '../concluded.js'

/** Takes a reading back, or the word that a period is missing. */
export const withdrawReading = async (unit: UnitOfWork, command: WithdrawReading) => {
  const { seriesId, period, expectedRevision } = command
  const decision = await unit.decide(series, seriesId, decide(command), expectedRevision)
  return concluded(decision, { seriesId, readingId: readingIdOf(seriesId, period) })
}
