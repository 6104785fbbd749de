import { z } from 'zod'

import { LocalityId, PopulationEstimateId } from '../ids.js'
import { ExpectedRevision, IsoDate, line, prose, Reason } from '../values.js'
import { LocalityKind, PopulationBasis } from './vocabulary.js'

/**
 * A coding scheme by its name, such as `ONS-GSS` or `ODS`. It is stored, never guessed from a code's shape:
 * a primary care network's code looks like a practice's.
 */
export const CodeScheme = line('the coding scheme', 40)
  .toUpperCase()
  .refine((scheme) => /^[A-Z][A-Z0-9-]*$/.test(scheme), {
    error: 'Name the coding scheme with letters, digits and hyphens, such as ODS or ONS-GSS',
  })

export const CodeValue = line('the code', 40).toUpperCase()

const CodeInput = z.strictObject({ scheme: CodeScheme, code: CodeValue, validFrom: IsoDate.optional() })

export const RegisterLocality = z.strictObject({
  localityId: LocalityId,
  kind: z.enum(LocalityKind, { error: 'Choose the kind of locality' }),
  name: line('the name'),
  openedOn: IsoDate,
  parentId: LocalityId.optional(),
  codes: z.array(CodeInput).max(20, { error: 'Give at most 20 codes' }).default([]),
  note: prose('the note', 2_000).optional(),
})
export type RegisterLocality = z.infer<typeof RegisterLocality>

export const RenameLocality = z.strictObject({
  localityId: LocalityId,
  name: line('the name'),
  effectiveOn: IsoDate,
  reason: Reason.optional(),
  expectedRevision: ExpectedRevision.optional(),
})
export type RenameLocality = z.infer<typeof RenameLocality>

export const MoveLocality = z.strictObject({
  localityId: LocalityId,
  /** Absent: to the top of the tree. */
  parentId: LocalityId.optional(),
  effectiveOn: IsoDate,
  reason: Reason.optional(),
  expectedRevision: ExpectedRevision.optional(),
})
export type MoveLocality = z.infer<typeof MoveLocality>

export const AssignLocalityCode = z.strictObject({
  localityId: LocalityId,
  scheme: CodeScheme,
  code: CodeValue,
  validFrom: IsoDate,
})
export type AssignLocalityCode = z.infer<typeof AssignLocalityCode>

export const EndLocalityCode = z.strictObject({
  localityId: LocalityId,
  scheme: CodeScheme,
  code: CodeValue,
  /** First day on which it holds no longer. */
  validTo: IsoDate,
  reason: Reason.optional(),
})
export type EndLocalityCode = z.infer<typeof EndLocalityCode>

export const CloseLocality = z.strictObject({
  localityId: LocalityId,
  closedOn: IsoDate,
  reason: Reason,
  expectedRevision: ExpectedRevision.optional(),
})
export type CloseLocality = z.infer<typeof CloseLocality>

/** Several localities become one: a new one, or one of those that exist. */
export const MergeLocalities = z.strictObject({
  predecessorIds: z
    .array(LocalityId)
    .min(1, { error: 'Name at least one locality that goes into another' })
    .max(50, { error: 'Merge at most 50 localities at once' }),
  successorId: LocalityId,
  effectiveOn: IsoDate,
  reason: Reason,
})
export type MergeLocalities = z.infer<typeof MergeLocalities>

/** One locality becomes several that are registered already. */
export const SplitLocality = z.strictObject({
  localityId: LocalityId,
  successorIds: z
    .array(LocalityId)
    .min(2, { error: 'Name at least two localities that it is split into' })
    .max(50, { error: 'Split into at most 50 localities' }),
  effectiveOn: IsoDate,
  reason: Reason,
})
export type SplitLocality = z.infer<typeof SplitLocality>

export const RecordPopulation = z.strictObject({
  localityId: LocalityId,
  estimateId: PopulationEstimateId,
  year: z
    .number({ error: 'Give the year as a whole number' })
    .int({ error: 'Give the year as a whole number' })
    .min(1801, { error: 'Give a year from 1801 on' })
    .max(2200, { error: 'Give a year up to 2200' }),
  basis: z.enum(PopulationBasis, { error: 'Choose RESIDENT or REGISTERED' }),
  ageBand: line('the age band, such as "all ages" or "65+"', 40),
  people: z
    .number({ error: 'Give the number of people' })
    .int({ error: 'Give the number of people as a whole number' })
    .min(0, { error: 'A population cannot be negative' })
    .max(10_000_000_000, { error: 'Give a population up to ten thousand million' }),
  source: line('the source'),
  vintage: line('the vintage: which release of the source', 80),
})
export type RecordPopulation = z.infer<typeof RecordPopulation>

export const WithdrawPopulation = z.strictObject({
  localityId: LocalityId,
  estimateId: PopulationEstimateId,
  reason: Reason,
})
export type WithdrawPopulation = z.infer<typeof WithdrawPopulation>
