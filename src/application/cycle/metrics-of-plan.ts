import type { CyclePlan } from '../../domain/cycle/events.js'
import type { MetricId } from '../../domain/ids.js'

/** All metrics that a plan or one of its predictions names. */
export const metricsOfPlan = (plan: Pick<CyclePlan, 'metricIds' | 'predictions'>): readonly MetricId[] => [
  ...plan.metricIds,
  ...plan.predictions.flatMap(({ metricId }) => (metricId === undefined ? [] : [metricId])),
]
