import { z } from 'zod'

import { CycleId, MetricId, ObservationId, PredictionId, ProjectId, RampId } from '../ids.js'
import { ExpectedRevision, IsoDate, line, prose, Reason } from '../values.js'
import { CycleDecision, ObservationKind, PredictionOutcome } from './vocabulary.js'

const plan = {
  title: line('the title'),
  objective: prose('the objective of the cycle', 4_000),
  change: prose('what is changed in this test', 4_000),
  predictions: z
    .array(
      z.strictObject({
        predictionId: PredictionId,
        question: prose('the question', 1_000),
        prediction: prose('the prediction: what you expect to see', 2_000),
        metricId: MetricId.optional(),
      }),
    )
    .min(1, { error: 'Write down at least one prediction before the test' })
    .max(20, { error: 'Give at most 20 predictions' }),
  scale: line('the scale, such as "3 patients, one morning"').optional(),
  setting: line('the setting').optional(),
  tasks: z
    .array(
      z.strictObject({
        what: prose('what is to be done', 1_000),
        who: line('who does it').optional(),
        when: line('when').optional(),
        where: line('where').optional(),
      }),
    )
    .max(100, { error: 'Give at most 100 tasks' })
    .default([]),
  dataPlan: prose('the data plan', 4_000).optional(),
  metricIds: z.array(MetricId).max(20, { error: 'Link at most 20 metrics' }).default([]),
  startOn: IsoDate,
  endOn: IsoDate,
}

export const PlanCycle = z.strictObject({
  cycleId: CycleId,
  projectId: ProjectId,
  rampId: RampId.optional(),
  informedByCycleId: CycleId.optional(),
  ...plan,
})
export type PlanCycle = z.infer<typeof PlanCycle>

const expectedRevision = ExpectedRevision.optional()

export const ReviseCyclePlan = z.strictObject({ cycleId: CycleId, ...plan, reason: Reason, expectedRevision })
export type ReviseCyclePlan = z.infer<typeof ReviseCyclePlan>

export const StartCycle = z.strictObject({ cycleId: CycleId, startedOn: IsoDate, expectedRevision })
export type StartCycle = z.infer<typeof StartCycle>

/** Do: something seen while the test runs. */
export const RecordObservation = z.strictObject({
  cycleId: CycleId,
  observationId: ObservationId,
  kind: z
    .enum(ObservationKind, { error: 'Choose OBSERVATION, UNEXPECTED or PROBLEM' })
    .default('OBSERVATION'),
  text: prose('what was seen', 10_000),
  observedOn: IsoDate,
})
export type RecordObservation = z.infer<typeof RecordObservation>

export const StudyCycle = z.strictObject({
  cycleId: CycleId,
  studiedOn: IsoDate,
  carriedOutAsPlanned: z.boolean({ error: 'Say whether it was carried out as planned' }),
  deviation: prose('what was done differently', 4_000).optional(),
  results: prose('the results', 10_000),
  comparisons: z
    .array(
      z.strictObject({
        predictionId: PredictionId,
        outcome: z.enum(PredictionOutcome, { error: 'Choose MET, PARTLY_MET, NOT_MET or UNKNOWN' }),
        comment: prose('the comment', 2_000).optional(),
      }),
    )
    .max(20, { error: 'Give at most 20 comparisons' }),
  learning: prose('what was learned', 10_000),
  expectedRevision,
})
export type StudyCycle = z.infer<typeof StudyCycle>

export const DecideCycle = z.strictObject({
  cycleId: CycleId,
  decidedOn: IsoDate,
  decision: z.enum(CycleDecision, { error: 'Choose ADOPT, ADAPT or ABANDON' }),
  rationale: prose('why this was decided', 4_000),
  nextSteps: prose('the next steps', 4_000).optional(),
  expectedRevision,
})
export type DecideCycle = z.infer<typeof DecideCycle>

export const CancelCycle = z.strictObject({
  cycleId: CycleId,
  cancelledOn: IsoDate,
  reason: Reason,
  expectedRevision,
})
export type CancelCycle = z.infer<typeof CancelCycle>
