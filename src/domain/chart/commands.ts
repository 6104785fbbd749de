import { z } from 'zod'

import { PhaseId, SeriesId } from '../ids.js'
import { ExpectedRevision, IsoDate, prose, Reason } from '../values.js'
import type { Baseline } from './events.js'
import { ChartType, PhaseMethod, RuleSet, RunsTable } from './vocabulary.js'

const change = { seriesId: SeriesId, expectedRevision: ExpectedRevision.optional() }

const Points = z
  .number({ error: 'Give the number of points as a whole number' })
  .int({ error: 'Give the number of points as a whole number' })
  .max(10_000, { error: 'Give at most 10,000 points' })

const BaselineChoice = z
  .strictObject({ points: Points.optional(), from: IsoDate.optional(), to: IsoDate.optional() })
  .transform(({ points, from, to }, context): Baseline => {
    if (points !== undefined && from === undefined && to === undefined) return { points }
    if (points === undefined && from !== undefined && to !== undefined) return { from, to }
    context.addIssue({ code: 'custom', message: 'Give `points`, or both `from` and `to`' })
    return z.NEVER
  })

const ruleSets = Object.values(RuleSet).join(', ')

export const SetChartDefaults = z.strictObject({
  ...change,
  chartType: z.enum(ChartType, { error: `Choose the chart type: ${Object.values(ChartType).join(', ')}` }),
  ruleSet: z.enum(RuleSet, { error: `Choose the rule set: ${ruleSets}` }).optional(),
  runsTable: z.enum(RunsTable, { error: 'Choose the runs table: PRINTED or EXACT' }).optional(),
  /** Absent: all points. */
  baseline: BaselineChoice.optional(),
  reason: Reason.optional(),
})
export type SetChartDefaults = z.infer<typeof SetChartDefaults>

/** How deep, and how long when written out, evidence may be. */
const deepest = 10
const longest = 50_000

/** What can be stored: no half of a character pair, no infinity, nothing nested without end. */
const isStorable = (value: unknown, levels: number): boolean => {
  if (typeof value === 'string') return !/\p{Surrogate}/u.test(value)
  if (typeof value === 'number') return Number.isFinite(value)
  if (typeof value !== 'object' || value === null) return typeof value === 'boolean' || value === null
  return (
    levels > 0 &&
    Object.entries(value).every(([key, item]) => isStorable(key, 0) && isStorable(item, levels - 1))
  )
}

const Evidence = z
  .record(z.string(), z.unknown(), { error: 'Give the evidence as an object, such as {"runLength": 9}' })
  .refine((evidence) => isStorable(evidence, deepest) && JSON.stringify(evidence).length <= longest, {
    error: `Give evidence of at most ${longest} characters and ${deepest} levels, without broken characters`,
  })

export const ProposePhase = z.strictObject({
  ...change,
  proposalId: PhaseId,
  from: IsoDate,
  method: z.enum(PhaseMethod, { error: `Choose the method: ${Object.values(PhaseMethod).join(', ')}` }),
  evidence: Evidence.optional(),
  note: prose('the note', 2_000).optional(),
})
export type ProposePhase = z.infer<typeof ProposePhase>

export const DeclinePhaseProposal = z.strictObject({ ...change, proposalId: PhaseId, reason: Reason })
export type DeclinePhaseProposal = z.infer<typeof DeclinePhaseProposal>

/** Accepts an open proposal (`proposalId`), or begins a phase that nobody proposed (`from`, under `phaseId`). */
export const AcceptPhase = z
  .strictObject({
    ...change,
    phaseId: PhaseId,
    proposalId: PhaseId.optional(),
    from: IsoDate.optional(),
    baselinePoints: Points.optional(),
    reason: Reason,
  })
  .refine(({ proposalId, from }) => (proposalId === undefined) !== (from === undefined), {
    error: 'Give `proposalId` to accept a proposal, or `from` to begin a phase that nobody proposed',
    path: ['proposalId'],
  })
export type AcceptPhase = z.infer<typeof AcceptPhase>

export const WithdrawPhase = z.strictObject({ ...change, phaseId: PhaseId, reason: Reason })
export type WithdrawPhase = z.infer<typeof WithdrawPhase>

export const ExcludePoint = z.strictObject({ ...change, period: IsoDate, reason: Reason })
export type ExcludePoint = z.infer<typeof ExcludePoint>

export const IncludePoint = z.strictObject({ ...change, period: IsoDate, reason: Reason })
export type IncludePoint = z.infer<typeof IncludePoint>
