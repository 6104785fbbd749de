import { MetricFields } from './metric-fields.js'
import { MetricLists } from './metric-lists.js'
import { TargetFields } from './target-fields.js'
import { MetricQueries } from './metric-queries.js'
import { DefineMetricMutation } from './define-metric.js'
import { RedefineMetricMutation } from './redefine-metric.js'
import { RetireMetricMutation } from './retire-metric.js'
import { SetTargetMutation } from './set-target.js'
import { WithdrawTargetMutation } from './withdraw-target.js'

export const metricResolvers = [
  MetricFields,
  MetricLists,
  TargetFields,
  MetricQueries,
  DefineMetricMutation,
  RedefineMetricMutation,
  RetireMetricMutation,
  SetTargetMutation,
  WithdrawTargetMutation,
] as const
