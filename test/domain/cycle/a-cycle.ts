import { PlanCycle } from '../../../src/domain/cycle/commands.js'
import type { CycleEvent } from '../../../src/domain/cycle/events.js'
import type { PlanFacts } from '../../../src/domain/cycle/plan-cycle.js'
import {
  CycleId,
  LocalityId,
  MetricId,
  ObservationId,
  PredictionId,
  ProjectId,
  RampId,
} from '../../../src/domain/ids.js'
import { without } from '../../../src/domain/without.js'

export const cycleId = CycleId.parse('018f0000-0000-7000-8000-000000000021')
export const earlierCycleId = CycleId.parse('018f0000-0000-7000-8000-000000000022')
export const projectId = ProjectId.parse('018f0000-0000-7000-8000-000000000023')
export const localityId = LocalityId.parse('018f0000-0000-7000-8000-000000000024')
export const rampId = RampId.parse('018f0000-0000-7000-8000-000000000025')
export const metricId = MetricId.parse('018f0000-0000-7000-8000-000000000026')
export const otherMetricId = MetricId.parse('018f0000-0000-7000-8000-000000000027')
export const predictionId = PredictionId.parse('018f0000-0000-7000-8000-000000000028')
export const otherPredictionId = PredictionId.parse('018f0000-0000-7000-8000-000000000029')
export const observationId = ObservationId.parse('018f0000-0000-7000-8000-00000000002a')

export const clock = { today: '2024-06-30' }

/** A plan as a team asks for it. */
export const plan = PlanCycle.parse({
  cycleId,
  projectId,
  rampId,
  informedByCycleId: earlierCycleId,
  title: 'Review medicines at the first visit',
  objective: 'See whether a pharmacist can join the first visit',
  change: 'A pharmacist joins three first visits',
  predictions: [
    { predictionId, question: 'Does it fit?', prediction: 'It adds ten minutes', metricId },
    { predictionId: otherPredictionId, question: 'Is it welcome?', prediction: 'All three say so' },
  ],
  scale: '3 visits, one week',
  tasks: [{ what: 'Ask the pharmacist', who: 'Lead' }],
  metricIds: [otherMetricId],
  startOn: '2024-05-06',
  endOn: '2024-05-10',
})

export const facts: PlanFacts = {
  project: { localityId, closed: false, rampIds: new Set([rampId]) },
  predecessorKnown: true,
  unknownMetricIds: new Set(),
}

const content = without(plan, 'cycleId', 'projectId', 'rampId', 'informedByCycleId')

export const planned: CycleEvent = {
  type: 'CyclePlanned',
  data: { cycleId, projectId, localityId, rampId, informedByCycleId: earlierCycleId, plan: content },
}

export const revision = {
  cycleId,
  ...content,
  scale: '1 visit, one day',
  reason: 'The pharmacist has one day only',
}
export const revised: CycleEvent = {
  type: 'CyclePlanRevised',
  data: { cycleId, plan: { ...content, scale: '1 visit, one day' }, reason: revision.reason },
}

export const start = { cycleId, startedOn: '2024-05-07' }
export const started: CycleEvent = { type: 'CycleStarted', data: start }

export const seen = {
  cycleId,
  observationId,
  kind: 'UNEXPECTED',
  text: 'Two medicines were given twice',
  observedOn: '2024-05-08',
} as const
export const observed: CycleEvent = { type: 'ObservationRecorded', data: seen }

export const study = {
  cycleId,
  studiedOn: '2024-05-13',
  carriedOutAsPlanned: false,
  deviation: 'Two visits only',
  results: 'Eight minutes on average',
  comparisons: [
    { predictionId, outcome: 'MET' as const, comment: 'Less than ten' },
    { predictionId: otherPredictionId, outcome: 'UNKNOWN' as const },
  ],
  learning: 'Ring ahead',
}
export const studied: CycleEvent = { type: 'CycleStudied', data: study }

export const decision = {
  cycleId,
  decidedOn: '2024-05-14',
  decision: 'ADAPT',
  rationale: 'It fits when we ring ahead',
} as const
export const decided: CycleEvent = { type: 'CycleDecided', data: decision }

export const cancelling = { cycleId, cancelledOn: '2024-05-15', reason: 'The pharmacist left' }
export const cancelled: CycleEvent = { type: 'CycleCancelled', data: cancelling }
