import { z } from 'zod'

import type { DomainEvent } from '../../eventsourcing/decider.js'
import { LocalityId, MetricId, TargetId } from '../ids.js'
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

const day = z.iso.date()

/** One version of what a metric means. */
export const MetricDefinition = z.object({
  name: z.string(),
  description: z.string().optional(),
  nature: z.enum(Nature),
  /** Absent for qualitative metrics. */
  statistic: z.enum(Statistic).optional(),
  numerator: z.string().optional(),
  denominator: z.string().optional(),
  /** 100 for percentages, often 100,000 for rates; 1 otherwise. */
  multiplier: z.number(),
  unit: z.string(),
  /** Ends of a score's scale. */
  scale: z.object({ lowest: z.number(), highest: z.number() }).optional(),
  /** Which percentile, such as 90. */
  percentile: z.number().optional(),
  direction: z.enum(Direction),
  cadence: z.enum(Cadence),
  yearStartsIn: z.enum(YearStart).optional(),
  purpose: z.enum(Purpose),
  aggregation: z.enum(AggregationRule),
  reliability: z.enum(Grade),
  standardisation: z.string().optional(),
  source: z.string().optional(),
  licence: z.string().optional(),
  /** Days from the end of a period until its value is usually known. */
  typicalLagDays: z.number().int().optional(),
  caveats: z.array(z.string()),
  /** The parts in which it is measured; absent: only as a whole. */
  breakdown: z
    .object({
      dimension: z.string(),
      categories: z.array(z.object({ code: z.string(), label: z.string() })),
    })
    .optional(),
})
export type MetricDefinition = z.infer<typeof MetricDefinition>

/** Stored for ever. Add an optional field or a new version; never change one. */
export const metricEvents = {
  MetricDefined: z.object({
    metricId: MetricId,
    /** Short name for people and imports, such as `ea65`. Unique. */
    code: z.string(),
    definition: MetricDefinition,
    validFrom: day.optional(),
  }),
  MetricRedefined: z.object({
    metricId: MetricId,
    /** 2 for the first change. */
    version: z.number().int(),
    definition: MetricDefinition,
    /** From which period on. */
    effectiveOn: day,
    reason: z.string(),
    /** Values before and after cannot be compared. */
    breaksComparability: z.boolean(),
  }),
  TargetSet: z.object({
    metricId: MetricId,
    targetId: TargetId,
    /** null: for every locality. */
    localityId: LocalityId.nullable(),
    value: z.number(),
    validFrom: day,
    /** First day on which it holds no longer; null: until replaced. */
    validTo: day.nullable(),
    source: z.string().optional(),
  }),
  TargetWithdrawn: z.object({ metricId: MetricId, targetId: TargetId, reason: z.string() }),
  MetricRetired: z.object({
    metricId: MetricId,
    retiredOn: day,
    reason: z.string(),
    successorId: MetricId.nullable(),
  }),
} as const

export type MetricEvent = {
  [Type in keyof typeof metricEvents]: {
    readonly type: Type
    readonly data: z.infer<(typeof metricEvents)[Type]>
  }
}[keyof typeof metricEvents] &
  DomainEvent

/** Keeps a metric's code unique: one stream per code, `metriccode-<uuid>`. */
export const metricCodeEvents = {
  MetricCodeClaimed: z.object({ code: z.string(), metricId: MetricId }),
} as const

export type MetricCodeEvent = {
  [Type in keyof typeof metricCodeEvents]: {
    readonly type: Type
    readonly data: z.infer<(typeof metricCodeEvents)[Type]>
  }
}[keyof typeof metricCodeEvents] &
  DomainEvent
