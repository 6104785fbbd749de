import { MetricFields } from './metric-fields.js'
import { TargetFields } from './target-fields.js'
import { MetricQueries } from './metric-queries.js'

export const metricResolvers = [MetricFields, TargetFields, MetricQueries] as const
