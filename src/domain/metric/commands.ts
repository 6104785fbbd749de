import { z } from 'zod'

import { LocalityId, MetricId, TargetId } from '../ids.js'
import { Amount, ExpectedRevision, IsoDate, line, prose, Reason } from '../values.js'
import {
  AggregationRule,
  Cadence,
  Direction,
  Grade,
  Nature,
  Purpose,
  Statistic,
  YearStart,
} from './vocabulary.js'

/** Short name of a metric, such as `ea65` or `ae-breaches`. Lower case. */
export const MetricCode = line('the code of the metric', 60)
  .toLowerCase()
  .refine((code) => /^[a-z][a-z0-9_.-]*$/.test(code), {
    error:
      'Begin the code with a letter and use letters, digits, hyphens, dots and underscores, such as ea65',
  })

/** Code of a category of a breakdown, such as `1` or `65+`. */
export const CategoryCode = line('the code of the category', 60)

const Breakdown = z
  .strictObject({
    dimension: line('what it is broken down by, such as "Department type"', 100),
    categories: z
      .array(z.strictObject({ code: CategoryCode, label: line('the label of the category') }))
      .min(1, { error: 'Give at least one category' })
      .max(200, { error: 'Give at most 200 categories' }),
  })
  .refine(({ categories }) => new Set(categories.map(({ code }) => code)).size === categories.length, {
    error: 'Give each category a code of its own',
    path: ['categories'],
  })

/** What a caller says of a metric; `defineMetric` completes and checks it against the statistic. */
export const DefinitionInput = z.strictObject({
  name: line('the name of the metric'),
  description: prose('the description', 4_000).optional(),
  nature: z.enum(Nature, { error: 'Choose QUANTITATIVE or QUALITATIVE' }).default(Nature.Quantitative),
  statistic: z.enum(Statistic, { error: 'Choose the statistic' }).optional(),
  numerator: prose('what the numerator counts', 1_000).optional(),
  denominator: prose('what the denominator counts', 1_000).optional(),
  multiplier: Amount.optional(),
  unit: line('the unit', 60).optional(),
  scale: z.strictObject({ lowest: Amount, highest: Amount }).optional(),
  percentile: Amount.optional(),
  direction: z.enum(Direction, { error: 'Choose which way is better: INCREASE, DECREASE or NEUTRAL' }),
  cadence: z.enum(Cadence, { error: 'Choose the cadence: DAY, WEEK, MONTH, QUARTER or YEAR' }),
  yearStartsIn: z.enum(YearStart, { error: 'Choose JANUARY or APRIL' }).optional(),
  purpose: z.enum(Purpose, { error: 'Choose IMPROVEMENT, PERFORMANCE or BOTH' }),
  aggregation: z.enum(AggregationRule, { error: 'Choose the aggregation rule' }).optional(),
  reliability: z.enum(Grade, { error: 'Choose the reliability grade: A, B, C or D' }),
  standardisation: line('the standardisation', 500).optional(),
  source: line('the source', 500).optional(),
  licence: line('the licence', 500).optional(),
  typicalLagDays: z
    .number({ error: 'Give the lag in days' })
    .int({ error: 'Give the lag in whole days' })
    .min(0, { error: 'A lag cannot be negative' })
    .max(3_660, { error: 'Give a lag of at most ten years' })
    .optional(),
  caveats: z.array(prose('the caveat', 1_000)).max(50, { error: 'Give at most 50 caveats' }).default([]),
  breakdown: Breakdown.optional(),
})
export type DefinitionInput = z.infer<typeof DefinitionInput>

export const DefineMetric = z.strictObject({
  metricId: MetricId,
  code: MetricCode,
  definition: DefinitionInput,
  validFrom: IsoDate.optional(),
})
export type DefineMetric = z.infer<typeof DefineMetric>

export const RedefineMetric = z.strictObject({
  metricId: MetricId,
  definition: DefinitionInput,
  effectiveOn: IsoDate,
  reason: Reason,
  breaksComparability: z.boolean({ error: 'Say whether values before and after can still be compared' }),
  expectedRevision: ExpectedRevision.optional(),
})
export type RedefineMetric = z.infer<typeof RedefineMetric>

export const SetTarget = z.strictObject({
  metricId: MetricId,
  targetId: TargetId,
  localityId: LocalityId.optional(),
  value: Amount,
  validFrom: IsoDate,
  validTo: IsoDate.optional(),
  source: line('the source', 500).optional(),
})
export type SetTarget = z.infer<typeof SetTarget>

export const WithdrawTarget = z.strictObject({ metricId: MetricId, targetId: TargetId, reason: Reason })
export type WithdrawTarget = z.infer<typeof WithdrawTarget>

export const RetireMetric = z.strictObject({
  metricId: MetricId,
  retiredOn: IsoDate,
  reason: Reason,
  successorId: MetricId.optional(),
  expectedRevision: ExpectedRevision.optional(),
})
export type RetireMetric = z.infer<typeof RetireMetric>
