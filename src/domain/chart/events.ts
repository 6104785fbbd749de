import { z } from 'zod'

import type { DomainEvent } from '../../eventsourcing/decider.js'
import { PhaseId, SeriesId } from '../ids.js'
import { ChartType, PhaseMethod, RuleSet, RunsTable } from './vocabulary.js'

/** First day of a period; its length is the metric's cadence. */
const period = z.iso.date()
const seriesId = SeriesId

/** From which points centre line and limits are computed: so many from the start, or those of a range of periods. */
export const Baseline = z.union([
  z.object({ points: z.number().int() }),
  /** First and last period, both included. */
  z.object({ from: period, to: period }),
])
export type Baseline = z.infer<typeof Baseline>

/** Stored for ever. Add an optional field or a new version; never change one. */
export const chartEvents = {
  ChartDefaultsSet: z.object({
    seriesId,
    chartType: z.enum(ChartType),
    /** null: by its limits alone, as a chart of moving ranges is. */
    ruleSet: z.enum(RuleSet).nullable(),
    /** Of `perla-2011` only; absent: as printed. */
    runsTable: z.enum(RunsTable).optional(),
    /** null: all points. */
    baseline: Baseline.nullable(),
    /** Absent the first time only, when there was nothing to change. */
    reason: z.string().optional(),
  }),
  PhaseProposed: z.object({
    seriesId,
    /** The phase that it becomes has the same id. */
    proposalId: PhaseId,
    /** First period of the phase. */
    from: period,
    method: z.enum(PhaseMethod),
    /** What the method saw, in its own words; a person may have none. */
    evidence: z.record(z.string(), z.unknown()).optional(),
    note: z.string().optional(),
  }),
  PhaseProposalDeclined: z.object({ seriesId, proposalId: PhaseId, reason: z.string() }),
  PhaseAccepted: z.object({
    seriesId,
    phaseId: PhaseId,
    from: period,
    /** Centre line and limits come from so many first points of the phase; absent: from all of it. */
    baselinePoints: z.number().int().optional(),
    reason: z.string(),
  }),
  /** The chart is as it was before the phase. */
  PhaseWithdrawn: z.object({ seriesId, phaseId: PhaseId, reason: z.string() }),
  /** The point is drawn still, and left out of every calculation. */
  PointExcluded: z.object({ seriesId, period, reason: z.string() }),
  PointIncluded: z.object({ seriesId, period, reason: z.string() }),
} as const

export type ChartEvent = {
  [Type in keyof typeof chartEvents]: {
    readonly type: Type
    readonly data: z.infer<(typeof chartEvents)[Type]>
  }
}[keyof typeof chartEvents] &
  DomainEvent
