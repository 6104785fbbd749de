import { type Refused, refuse } from '../../eventsourcing/decider.js'
import type { DefinedMetric } from './metric.js'
import { MetricRefusal } from './refusals.js'

/** What to answer when nothing was defined under an id. */
export const metricNotFound = (): Refused<MetricRefusal> =>
  refuse(MetricRefusal.MetricNotFound, 'No metric has this id; define it first', 'metricId')

/** What to answer when a retired metric is to change; null when it is not retired. */
export const metricRetired = ({ retirement }: DefinedMetric): Refused<MetricRefusal> | null =>
  retirement === null
    ? null
    : refuse(
        MetricRefusal.MetricRetired,
        `The metric was retired on ${retirement.retiredOn} and changes no more; use ${retirement.successorId === null ? 'a new metric' : `its successor ${retirement.successorId}`}`,
        'metricId',
      )
