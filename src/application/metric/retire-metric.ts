import type { RetireMetric } from '../../domain/metric/commands.js'
import { metric } from '../../domain/metric/metric.js'
import { retireMetric as decide } from '../../domain/metric/retire-metric.js'
import type { UnitOfWork } from '../../eventsourcing/command.js'
import { concluded } from '../concluded.js'

/** Retires a metric; a successor must exist. */
export const retireMetric = async (unit: UnitOfWork, command: RetireMetric) => {
  const { metricId, successorId, expectedRevision } = command
  const facts = { successor: successorId === undefined ? null : await unit.read(metric, successorId) }
  return concluded(await unit.decide(metric, metricId, decide(command, facts), expectedRevision), {
    metricId,
  })
}
