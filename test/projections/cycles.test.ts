import { cycles } from '../../projections/cycles.js'
import {
  CycleId,
  LocalityId,
  MetricId,
  ObservationId,
  PredictionId,
  ProjectId,
  RampId,
} from '../../src/domain/ids.js'
import type { CycleEvent, CyclePlan } from '../../src/domain/cycle/events.js'
import { without } from '../../src/domain/without.js'
import { rowsOf } from './given-events.js'
import { happened, recordedAt } from './happened.js'

const cycleId = CycleId.parse('018f0000-0000-7000-8000-000000000071')
const informedByCycleId = CycleId.parse('018f0000-0000-7000-8000-000000000072')
const projectId = ProjectId.parse('018f0000-0000-7000-8000-000000000073')
const localityId = LocalityId.parse('018f0000-0000-7000-8000-000000000074')
const rampId = RampId.parse('018f0000-0000-7000-8000-000000000075')
const metricId = MetricId.parse('018f0000-0000-7000-8000-000000000076')
const predictionId = PredictionId.parse('018f0000-0000-7000-8000-000000000077')
const observationId = ObservationId.parse('018f0000-0000-7000-8000-000000000078')

const plan: CyclePlan = {
  title: 'Review medicines',
  objective: 'See whether it fits',
  change: 'A pharmacist joins',
  predictions: [{ predictionId, question: 'Does it fit?', prediction: 'Ten minutes more' }],
  scale: '3 visits',
  setting: 'At home',
  tasks: [{ what: 'Ask', who: 'Lead' }],
  dataPlan: 'Stopwatch',
  metricIds: [metricId],
  startOn: '2024-05-06',
  endOn: '2024-05-10',
}
const planned: CycleEvent = {
  type: 'CyclePlanned',
  data: { cycleId, projectId, localityId, rampId, informedByCycleId, plan },
}
const shorter: CyclePlan = {
  ...without(plan, 'scale', 'setting', 'dataPlan'),
  title: 'Review twice',
  tasks: [],
  startOn: '2024-05-07',
}
const revised: CycleEvent = {
  type: 'CyclePlanRevised',
  data: { cycleId, plan: shorter, reason: 'Nobody on Monday' },
}
const started: CycleEvent = { type: 'CycleStarted', data: { cycleId, startedOn: '2024-05-07' } }
const comparisons = [{ predictionId, outcome: 'MET' as const }]
const studied: CycleEvent = {
  type: 'CycleStudied',
  data: {
    cycleId,
    studiedOn: '2024-05-13',
    carriedOutAsPlanned: false,
    deviation: 'Two visits only',
    results: 'Eight minutes',
    comparisons,
    learning: 'Ring ahead',
  },
}

const tablesOf = (...events: readonly CycleEvent[]) => rowsOf(cycles, happened(events))

test('a planned cycle has every column of its plan, and its first wording', async () => {
  const { startOn, endOn, ...columns } = plan
  const { Cycle, CyclePlanVersion, CycleObservation } = await tablesOf(planned)
  expect(Cycle).toEqual([
    {
      ...columns,
      id: cycleId,
      projectId,
      localityId,
      rampId,
      informedByCycleId,
      status: 'PLANNED',
      plannedStartOn: startOn,
      plannedEndOn: endOn,
      startedOn: null,
      studiedOn: null,
      carriedOutAsPlanned: null,
      deviation: null,
      results: null,
      comparisons: null,
      learning: null,
      decidedOn: null,
      decision: null,
      rationale: null,
      nextSteps: null,
      cancelledOn: null,
      cancelledFor: null,
      revision: 0n,
      createdAt: recordedAt(1),
      updatedAt: recordedAt(1),
      fromPosition: 1n,
    },
  ])
  expect(CyclePlanVersion).toEqual([
    {
      id: `${cycleId}@1`,
      cycleId,
      plan,
      reason: null,
      recordedAt: recordedAt(1),
      recordedBy: 'team-lead',
      fromPosition: 1n,
      toPosition: null,
    },
  ])
  expect(CycleObservation).toEqual([])
})

test('a revised plan replaces the one before, which stays known for then', async () => {
  const { Cycle, CyclePlanVersion } = await tablesOf(planned, revised)
  expect(Cycle).toMatchObject([
    {
      title: 'Review twice',
      scale: null,
      setting: null,
      dataPlan: null,
      tasks: [],
      plannedStartOn: '2024-05-07',
      status: 'PLANNED',
      revision: 1n,
      updatedAt: recordedAt(2),
    },
  ])
  expect(CyclePlanVersion).toMatchObject([
    { plan, reason: null, fromPosition: 1n, toPosition: 2n },
    { plan: shorter, reason: 'Nobody on Monday', fromPosition: 2n, toPosition: null },
  ])
})

test('a started cycle says when', async () => {
  expect((await tablesOf(planned, started))['Cycle']).toMatchObject([
    { status: 'STARTED', startedOn: '2024-05-07', revision: 1n, updatedAt: recordedAt(2) },
  ])
})

test('an observation is a row and changes no status', async () => {
  const { Cycle, CycleObservation } = await tablesOf(planned, started, {
    type: 'ObservationRecorded',
    data: { cycleId, observationId, kind: 'PROBLEM', text: 'No answer', observedOn: '2024-05-08' },
  })
  expect(Cycle).toMatchObject([{ status: 'STARTED', revision: 2n }])
  expect(CycleObservation).toEqual([
    {
      id: observationId,
      cycleId,
      kind: 'PROBLEM',
      text: 'No answer',
      observedOn: '2024-05-08',
      recordedAt: recordedAt(3),
      recordedBy: 'team-lead',
      fromPosition: 3n,
    },
  ])
})

test('a studied cycle says what was learned', async () => {
  const study = without(studied.data, 'cycleId')
  expect((await tablesOf(planned, started, studied))['Cycle']).toMatchObject([
    { ...study, comparisons, status: 'STUDIED', revision: 2n },
  ])
})

test('a decided cycle says what was decided and why', async () => {
  const decision = {
    decidedOn: '2024-05-14',
    decision: 'ADOPT',
    rationale: 'It fits',
    nextSteps: 'All',
  } as const
  const { Cycle } = await tablesOf(planned, started, studied, {
    type: 'CycleDecided',
    data: { cycleId, ...decision },
  })
  expect(Cycle).toMatchObject([{ ...decision, status: 'DECIDED', revision: 3n, updatedAt: recordedAt(4) }])
})

test('a cancelled cycle says when and why', async () => {
  const { Cycle } = await tablesOf(planned, {
    type: 'CycleCancelled',
    data: { cycleId, cancelledOn: '2024-05-06', reason: 'Winter' },
  })
  expect(Cycle).toMatchObject([
    { status: 'CANCELLED', cancelledOn: '2024-05-06', cancelledFor: 'Winter', revision: 1n },
  ])
})
