import type { MetricId } from '../domain/ids.js'
import { metric } from '../domain/metric/metric.js'
import type { UnitOfWork } from '../eventsourcing/command.js'

/** Those of the metrics that were never defined. */
export const unknownMetrics = async (
  unit: UnitOfWork,
  metricIds: Iterable<MetricId>,
): Promise<ReadonlySet<MetricId>> => {
  const unknown = new Set<MetricId>()
  for (const metricId of new Set(metricIds)) {
    const state = await unit.read(metric, metricId)
    if (state.status === 'undefined') unknown.add(metricId)
  }
  return unknown
}
