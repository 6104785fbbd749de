import { z } from 'zod'

import type { DomainEvent } from '../../eventsourcing/decider.js'
import { LocalityId, MetricId, ReadingId, SeriesId } from '../ids.js'
import { Grade } from '../metric/vocabulary.js'

const day = z.iso.date()

/** What was measured for one period. Quantitative readings have `value`, qualitative ones `narrative`. */
const measurement = {
  value: z.number().optional(),
  /** Present when the reading was given as a ratio; then value = numerator / denominator × multiplier. */
  numerator: z.number().optional(),
  denominator: z.number().optional(),
  /** Which release of the denominator's source was used, such as "Mid-2023, first release"; only with a ratio. */
  denominatorVintage: z.string().optional(),
  narrative: z.string().optional(),
  sampleSize: z.number().int().optional(),
  source: z.string().optional(),
  collectedOn: day.optional(),
  grade: z.enum(Grade).optional(),
  /** Version of the metric's definition by which it was checked. */
  definitionVersion: z.number().int(),
}

const reading = {
  seriesId: SeriesId,
  readingId: ReadingId,
  /** First day of the period; its length is the metric's cadence. */
  period: day,
}

/** Stored for ever. Add an optional field or a new version; never change one. */
export const seriesEvents = {
  SeriesOpened: z.object({
    seriesId: SeriesId,
    metricId: MetricId,
    localityId: LocalityId,
    /** Code of a category of the metric's breakdown; null when the metric has none. */
    category: z.string().nullable(),
  }),
  ReadingRecorded: z.object({
    ...reading,
    ...measurement,
    /** What the period had before, if anything; a reading for a fresh period says nothing here. */
    replaces: z.enum({ Withdrawn: 'WITHDRAWN', Missing: 'MISSING' }).optional(),
  }),
  ReadingCorrected: z.object({ ...reading, ...measurement, reason: z.string() }),
  ReadingWithdrawn: z.object({ ...reading, reason: z.string() }),
  /** There is no value for the period, and why. Never zero. */
  PeriodDeclaredMissing: z.object({ ...reading, reason: z.string() }),
} as const

export type SeriesEvent = {
  [Type in keyof typeof seriesEvents]: {
    readonly type: Type
    readonly data: z.infer<(typeof seriesEvents)[Type]>
  }
}[keyof typeof seriesEvents] &
  DomainEvent
