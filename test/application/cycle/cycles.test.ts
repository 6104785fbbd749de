import { cancelCycle } from '../../../src/application/cycle/cancel-cycle.js'
import { decideCycle } from '../../../src/application/cycle/decide-cycle.js'
import { planCycle } from '../../../src/application/cycle/plan-cycle.js'
import { recordObservation } from '../../../src/application/cycle/record-observation.js'
import { reviseCyclePlan } from '../../../src/application/cycle/revise-cycle-plan.js'
import { startCycle } from '../../../src/application/cycle/start-cycle.js'
import { studyCycle } from '../../../src/application/cycle/study-cycle.js'
import { closeProject } from '../../../src/application/project/close-project.js'
import { PlanCycle } from '../../../src/domain/cycle/commands.js'
import { CycleId, ObservationId, PredictionId } from '../../../src/domain/ids.js'
import { without } from '../../../src/domain/without.js'
import {
  clock,
  improving,
  metricId,
  otherProjectId,
  projectId,
  rampId,
  unknownMetricId,
} from '../improving.js'

const cycleId = CycleId.parse('018f0000-0000-7000-8000-0000000000c1')
const nextCycleId = CycleId.parse('018f0000-0000-7000-8000-0000000000c2')
const predictionId = PredictionId.parse('018f0000-0000-7000-8000-0000000000c3')
const observationId = ObservationId.parse('018f0000-0000-7000-8000-0000000000c4')

const plan = PlanCycle.parse({
  cycleId,
  projectId,
  rampId,
  title: 'Review medicines at the first visit',
  objective: 'See whether a pharmacist can join',
  change: 'A pharmacist joins three first visits',
  predictions: [{ predictionId, question: 'Does it fit?', prediction: 'It adds ten minutes', metricId }],
  metricIds: [metricId],
  startOn: '2024-05-06',
  endOn: '2024-05-10',
})
const content = without(plan, 'projectId', 'rampId')
const revision = { ...content, scale: 'One visit', reason: 'One day only' }
const study = {
  cycleId,
  studiedOn: '2024-05-13',
  carriedOutAsPlanned: true,
  results: 'Eight minutes',
  comparisons: [{ predictionId, outcome: 'MET' as const }],
  learning: 'Ring ahead',
}
const decision = { cycleId, decidedOn: '2024-05-14', decision: 'ADAPT', rationale: 'It fits' } as const
const seen = {
  cycleId,
  observationId,
  kind: 'OBSERVATION',
  text: 'Welcome',
  observedOn: '2024-05-07',
} as const

test('a cycle goes its whole way, and each step said twice records nothing', async () => {
  const waymark = await improving()
  const steps: readonly (readonly [recorded: number, step: Parameters<typeof waymark.done>[0]])[] = [
    [1, (unit) => planCycle(unit, plan)],
    [1, (unit) => reviseCyclePlan(unit, revision)],
    [1, (unit) => startCycle(unit, { cycleId, startedOn: '2024-05-06' }, clock)],
    [2, (unit) => recordObservation(unit, seen, clock)],
    [1, (unit) => studyCycle(unit, study, clock)],
    [1, (unit) => decideCycle(unit, decision, clock)],
  ]
  for (const [recorded, step] of steps) {
    const first = await waymark.done(step)
    expect(first.result).toMatchObject({ cycleId })
    expect(first.recorded).toBe(recorded)
    expect(await waymark.done(step)).toEqual({ result: first.result, recorded: 0 })
  }
  expect((await waymark.events()).slice(-7)).toEqual([
    'CyclePlanned',
    'CyclePlanRevised',
    'CycleStarted',
    'ObservationRecorded',
    'IdClaimed',
    'CycleStudied',
    'CycleDecided',
  ])
})

test('the next cycle is informed by the one before', async () => {
  const waymark = await improving()
  await waymark.done((unit) => planCycle(unit, plan))
  const next = { ...plan, cycleId: nextCycleId, informedByCycleId: cycleId }
  expect((await waymark.done((unit) => planCycle(unit, next))).recorded).toBe(1)
})

test('a cycle needs a project, a ramp, a predecessor and metrics that exist', async () => {
  const waymark = await improving()
  const lost = { ...plan, projectId: otherProjectId }
  expect(await waymark.refused((unit) => planCycle(unit, lost))).toEqual(['PROJECT_NOT_FOUND projectId'])
  const wrong = {
    ...plan,
    rampId: undefined,
    informedByCycleId: nextCycleId,
    metricIds: [unknownMetricId],
    predictions: plan.predictions.map((prediction) => ({ ...prediction, metricId: unknownMetricId })),
  }
  expect(await waymark.refused((unit) => planCycle(unit, wrong))).toEqual([
    'PREDECESSOR_NOT_FOUND informedByCycleId',
    'METRIC_NOT_FOUND predictions.0.metricId',
    'METRIC_NOT_FOUND metricIds.0',
  ])
  expect(await waymark.refused((unit) => planCycle(unit, { ...plan, informedByCycleId: cycleId }))).toEqual([
    'CYCLE_INFORMED_BY_ITSELF informedByCycleId',
  ])
  expect(await waymark.events()).not.toContain('CyclePlanned')
})

test('a closed project takes no new cycle, and finishes those that it has', async () => {
  const waymark = await improving()
  await waymark.done((unit) => planCycle(unit, plan))
  await waymark.done((unit) => startCycle(unit, { cycleId, startedOn: '2024-05-06' }, clock))
  const closing = { projectId, closedOn: '2024-06-01', summary: 'Falls halved' }
  await waymark.done((unit) => closeProject(unit, closing, clock))
  expect(await waymark.refused((unit) => planCycle(unit, { ...plan, cycleId: nextCycleId }))).toEqual([
    'PROJECT_CLOSED projectId',
  ])
  expect((await waymark.done((unit) => studyCycle(unit, study, clock))).recorded).toBe(1)
})

test('a revised plan needs metrics that exist', async () => {
  const waymark = await improving()
  await waymark.done((unit) => planCycle(unit, plan))
  const wrong = { ...revision, metricIds: [unknownMetricId] }
  expect(await waymark.refused((unit) => reviseCyclePlan(unit, wrong))).toEqual([
    'METRIC_NOT_FOUND metricIds.0',
  ])
})

test('whoever expects an older revision is told that the cycle moved on', async () => {
  const waymark = await improving()
  await waymark.done((unit) => planCycle(unit, plan))
  await waymark.done((unit) => reviseCyclePlan(unit, revision))
  const expectedRevision = 0n
  const steps: readonly Parameters<typeof waymark.refused>[0][] = [
    (unit) => reviseCyclePlan(unit, { ...revision, title: 'Another', expectedRevision }),
    (unit) => startCycle(unit, { cycleId, startedOn: '2024-05-06', expectedRevision }, clock),
    (unit) => studyCycle(unit, { ...study, expectedRevision }, clock),
    (unit) => decideCycle(unit, { ...decision, expectedRevision }, clock),
    (unit) =>
      cancelCycle(unit, { cycleId, cancelledOn: '2024-05-06', reason: 'Winter', expectedRevision }, clock),
  ]
  for (const step of steps)
    expect(await waymark.refused(step)).toEqual(['REVISION_CONFLICT expectedRevision'])
  const cancelling = { cycleId, cancelledOn: '2024-05-06', reason: 'Winter', expectedRevision: 1n }
  expect((await waymark.done((unit) => cancelCycle(unit, cancelling, clock))).result).toEqual({ cycleId })
})
