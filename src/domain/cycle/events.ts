import { z } from 'zod'

import type { DomainEvent } from '../../eventsourcing/decider.js'
import { CycleId, LocalityId, MetricId, ObservationId, PredictionId, ProjectId, RampId } from '../ids.js'
import { CycleDecision, ObservationKind, PredictionOutcome } from './vocabulary.js'

const day = z.iso.date()

/** Everything that the Plan step writes down. */
export const CyclePlan = z.object({
  title: z.string(),
  objective: z.string(),
  /** What is changed in this test. */
  change: z.string(),
  /** One prediction for each question, said before the test. */
  predictions: z.array(
    z.object({
      predictionId: PredictionId,
      question: z.string(),
      prediction: z.string(),
      metricId: MetricId.optional(),
    }),
  ),
  /** How small: patients, sites, days, in words. */
  scale: z.string().optional(),
  setting: z.string().optional(),
  tasks: z.array(
    z.object({
      what: z.string(),
      who: z.string().optional(),
      when: z.string().optional(),
      where: z.string().optional(),
    }),
  ),
  /** Who collects which data, when and where. */
  dataPlan: z.string().optional(),
  metricIds: z.array(MetricId),
  startOn: day,
  endOn: day,
})
export type CyclePlan = z.infer<typeof CyclePlan>

/** Stored for ever. Add an optional field or a new version; never change one. */
export const cycleEvents = {
  CyclePlanned: z.object({
    cycleId: CycleId,
    projectId: ProjectId,
    localityId: LocalityId,
    rampId: RampId.optional(),
    /** The cycle whose Act led to this one. */
    informedByCycleId: CycleId.optional(),
    plan: CyclePlan,
  }),
  CyclePlanRevised: z.object({ cycleId: CycleId, plan: CyclePlan, reason: z.string() }),
  CycleStarted: z.object({ cycleId: CycleId, startedOn: day }),
  ObservationRecorded: z.object({
    cycleId: CycleId,
    observationId: ObservationId,
    kind: z.enum(ObservationKind),
    text: z.string(),
    observedOn: day,
  }),
  CycleStudied: z.object({
    cycleId: CycleId,
    studiedOn: day,
    carriedOutAsPlanned: z.boolean(),
    /** Asked for when it was not carried out as planned. */
    deviation: z.string().optional(),
    results: z.string(),
    comparisons: z.array(
      z.object({
        predictionId: PredictionId,
        outcome: z.enum(PredictionOutcome),
        comment: z.string().optional(),
      }),
    ),
    learning: z.string(),
  }),
  CycleDecided: z.object({
    cycleId: CycleId,
    decidedOn: day,
    decision: z.enum(CycleDecision),
    rationale: z.string(),
    nextSteps: z.string().optional(),
  }),
  CycleCancelled: z.object({ cycleId: CycleId, cancelledOn: day, reason: z.string() }),
} as const

export type CycleEvent = {
  [Type in keyof typeof cycleEvents]: {
    readonly type: Type
    readonly data: z.infer<(typeof cycleEvents)[Type]>
  }
}[keyof typeof cycleEvents] &
  DomainEvent
