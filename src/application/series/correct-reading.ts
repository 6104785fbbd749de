import { readingIdOf } from '../../domain/ids.js'
import { metric } from '../../domain/metric/metric.js'
import type { CorrectReading } from '../../domain/series/commands.js'
import { correctReading as decide } from '../../domain/series/correct-reading.js'
import { series } from '../../domain/series/series.js'
import type { UnitOfWork } from '../../eventsourcing/command.js'
import { concluded } from '../concluded.js'
import type { Today } from './reading-facts.js'

/** Corrects a recorded reading by the metric's definition as it is now. */
export const correctReading = async (unit: UnitOfWork, command: CorrectReading, { today }: Today) => {
  const { seriesId, period, expectedRevision } = command
  const state = await unit.read(series, seriesId)
  const facts = {
    metric: state.status === 'open' ? await unit.read(metric, state.metricId) : metric.initial,
    today,
  }
  const decision = await unit.decide(series, seriesId, decide(command, facts), expectedRevision)
  return concluded(decision, { seriesId, readingId: readingIdOf(seriesId, period) })
}
