import type { RedefineMetric } from '../../domain/metric/commands.js'
import { metric } from '../../domain/metric/metric.js'
import { redefineMetric as decide } from '../../domain/metric/redefine-metric.js'
import type { UnitOfWork } from '../../eventsourcing/command.js'
import { concluded } from '../concluded.js'

/** Gives a metric another definition from a period on. */
export const redefineMetric = async (unit: UnitOfWork, command: RedefineMetric) => {
  const { metricId, expectedRevision } = command
  return concluded(await unit.decide(metric, metricId, decide(command), expectedRevision), { metricId })
}
