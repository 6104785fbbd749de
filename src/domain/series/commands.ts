import { z } from 'zod'

import { LocalityId, MetricId, SeriesId } from '../ids.js'
import { CategoryCode } from '../metric/commands.js'
import { Grade } from '../metric/vocabulary.js'
import { Amount, ExpectedRevision, IsoDate, line, prose, Reason } from '../values.js'

/** A value, or numerator and denominator, or a narrative; which of them fits, the metric's definition says. */
const measurement = {
  value: Amount.optional(),
  numerator: Amount.optional(),
  denominator: Amount.optional(),
  denominatorVintage: line('the vintage of the denominator').optional(),
  narrative: prose('the narrative', 10_000).optional(),
  sampleSize: z
    .number({ error: 'Give the sample size as a whole number' })
    .int({ error: 'Give the sample size as a whole number' })
    .min(0, { error: 'A sample size cannot be negative' })
    .max(10_000_000_000, { error: 'Give a sample size up to ten thousand million' })
    .optional(),
  source: line('the source', 500).optional(),
  collectedOn: IsoDate.optional(),
  grade: z.enum(Grade, { error: 'Choose the data-quality grade: A, B, C or D' }).optional(),
}

export const Measurement = z.strictObject(measurement)
export type Measurement = z.infer<typeof Measurement>

/** Names a series by what it measures; the series is opened with its first reading. */
const target = { metricId: MetricId, localityId: LocalityId, category: CategoryCode.optional() }

export const RecordReading = z.strictObject({ ...target, period: IsoDate, ...measurement })
export type RecordReading = z.infer<typeof RecordReading>

/** Up to 1,000 readings of any series, recorded all together or not at all. */
export const RecordReadings = z.strictObject({
  readings: z
    .array(RecordReading)
    .min(1, { error: 'Give at least one reading' })
    .max(1_000, { error: 'Give at most 1,000 readings at once' }),
})
export type RecordReadings = z.infer<typeof RecordReadings>

export const CorrectReading = z.strictObject({
  seriesId: SeriesId,
  period: IsoDate,
  ...measurement,
  reason: Reason,
  expectedRevision: ExpectedRevision.optional(),
})
export type CorrectReading = z.infer<typeof CorrectReading>

export const WithdrawReading = z.strictObject({
  seriesId: SeriesId,
  period: IsoDate,
  reason: Reason,
  expectedRevision: ExpectedRevision.optional(),
})
export type WithdrawReading = z.infer<typeof WithdrawReading>

export const DeclarePeriodMissing = z.strictObject({ ...target, period: IsoDate, reason: Reason })
export type DeclarePeriodMissing = z.infer<typeof DeclarePeriodMissing>
