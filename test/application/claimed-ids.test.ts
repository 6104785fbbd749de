import { planCycle } from '../../src/application/cycle/plan-cycle.js'
import { recordObservation } from '../../src/application/cycle/record-observation.js'
import { startCycle } from '../../src/application/cycle/start-cycle.js'
import { recordPopulation } from '../../src/application/locality/record-population.js'
import { withdrawPopulation } from '../../src/application/locality/withdraw-population.js'
import { defineMetric } from '../../src/application/metric/define-metric.js'
import { setTarget } from '../../src/application/metric/set-target.js'
import { addRamp } from '../../src/application/project/add-ramp.js'
import { charterProject } from '../../src/application/project/charter-project.js'
import { PlanCycle, RecordObservation } from '../../src/domain/cycle/commands.js'
import { CycleId } from '../../src/domain/ids.js'
import { RecordPopulation } from '../../src/domain/locality/commands.js'
import { SetTarget } from '../../src/domain/metric/commands.js'
import { AddRamp } from '../../src/domain/project/commands.js'
import type { UnitOfWork, WorkResult } from '../../src/eventsourcing/command.js'
import { input, successorId } from '../domain/metric/examples.js'
import {
  charter,
  clock,
  coast,
  harbour,
  improving,
  metricId,
  otherProjectId,
  projectId,
  ramp,
} from './improving.js'

/** An id that nothing has. */
const nobody = '018f0000-0000-7000-8000-0000000000ef'
const id = '018f0000-0000-7000-8000-0000000000e1'
const cycleId = CycleId.parse('018f0000-0000-7000-8000-0000000000e2')
const predictionId = '018f0000-0000-7000-8000-0000000000e4'
const otherCycleId = CycleId.parse('018f0000-0000-7000-8000-0000000000e3')

const plan = (cycle: CycleId) =>
  PlanCycle.parse({
    cycleId: cycle,
    projectId,
    title: 'Three visits',
    objective: 'See whether a pharmacist can join',
    change: 'A pharmacist joins three first visits',
    predictions: [{ predictionId, question: 'Does it fit?', prediction: 'It adds ten minutes' }],
    startOn: '2024-05-06',
    endOn: '2024-05-10',
  })

/** Two of each that has parts: localities, metrics, projects and cycles that run. */
const twoOfEach = async () => {
  const waymark = await improving()
  await waymark.done((unit) => charterProject(unit, { ...charter, projectId: otherProjectId }))
  await waymark.done((unit) =>
    defineMetric(unit, { metricId: successorId, code: 'slips', definition: input('count') }),
  )
  for (const each of [cycleId, otherCycleId]) {
    await waymark.done((unit) => planCycle(unit, plan(each)))
    await waymark.done((unit) => startCycle(unit, { cycleId: each, startedOn: '2024-05-06' }, clock))
  }
  return waymark
}

type Step = (unit: UnitOfWork) => Promise<WorkResult<Readonly<Record<string, string>>>>

const rampOf = (project: string) => AddRamp.parse({ ...ramp, projectId: project, rampId: id })
const seenIn = (cycle: string) =>
  RecordObservation.parse({ cycleId: cycle, observationId: id, text: 'Welcome', observedOn: '2024-05-07' })
const targetOf = (metric: string) =>
  SetTarget.parse({ metricId: metric, targetId: id, value: 5, validFrom: '2024-04-01' })
const peopleOf = (locality: string) =>
  RecordPopulation.parse({
    localityId: locality,
    estimateId: id,
    year: 2022,
    basis: 'RESIDENT',
    ageBand: '65+',
    people: 48_210,
    source: 'Mid-year estimates',
    vintage: '2023 release',
  })

type Adding = (owner: string) => Step

const addingRamp: Adding = (project) => (unit) => addRamp(unit, rampOf(project))
const addingObservation: Adding = (cycle) => (unit) => recordObservation(unit, seenIn(cycle), clock)
const addingTarget: Adding = (metric) => (unit) => setTarget(unit, targetOf(metric))
const addingEstimate: Adding = (locality) => (unit) => recordPopulation(unit, peopleOf(locality))

describe.each([
  ['ramp', addingRamp, [projectId, otherProjectId], 'RAMP_ID_TAKEN rampId'],
  ['observation', addingObservation, [cycleId, otherCycleId], 'OBSERVATION_ID_TAKEN observationId'],
  ['target', addingTarget, [metricId, successorId], 'TARGET_ID_TAKEN targetId'],
  ['population estimate', addingEstimate, [coast, harbour], 'POPULATION_ID_TAKEN estimateId'],
] as const)('the id of the %s', (_part, adding, [owner, otherOwner], refusal) => {
  const first = adding(owner)
  const second = adding(otherOwner)

  test('is claimed together with it, and once', async () => {
    const waymark = await twoOfEach()
    const before = await waymark.events()
    expect((await waymark.done(first)).recorded).toBe(2)
    const added = (await waymark.events()).slice(before.length)
    expect(added).toHaveLength(2)
    expect(added[1]).toBe('IdClaimed')
    expect((await waymark.done(first)).recorded).toBe(0)
  })

  test('is refused to another owner, and nothing is recorded', async () => {
    const waymark = await twoOfEach()
    await waymark.done(first)
    const before = await waymark.events()
    expect(await waymark.refused(second)).toEqual([refusal])
    expect(await waymark.events()).toEqual(before)
  })

  test('goes to one of two who choose it at once', async () => {
    const waymark = await twoOfEach()
    const before = await waymark.events()
    const outcomes = await Promise.all([first, second, first, second].map((step) => waymark.ask(step)))
    const done = outcomes.map(({ kind }) => kind === 'done')
    expect([
      [true, false, true, false],
      [false, true, false, true],
    ]).toContainEqual(done)
    for (const outcome of outcomes) {
      if (outcome.kind === 'refused') {
        const [code] = refusal.split(' ')
        expect(outcome.refusals.map((one) => one.code)).toEqual([code])
      }
    }
    expect(await waymark.events()).toHaveLength(before.length + 2)
  })

  test('is not claimed by what is refused', async () => {
    const waymark = await twoOfEach()
    expect(await waymark.refused(adding(nobody))).toEqual([expect.stringMatching(/_NOT_FOUND /)])
    expect((await waymark.done(second)).recorded).toBe(2)
  })
})

test('one id cannot be of two kinds', async () => {
  const waymark = await twoOfEach()
  await waymark.done(addingRamp(projectId))
  expect(await waymark.refused(addingTarget(metricId))).toEqual(['TARGET_ID_TAKEN targetId'])
  expect(await waymark.refused(addingObservation(cycleId))).toEqual(['OBSERVATION_ID_TAKEN observationId'])
  expect(await waymark.refused(addingEstimate(coast))).toEqual(['POPULATION_ID_TAKEN estimateId'])
})

test('what was withdrawn keeps its id', async () => {
  const waymark = await twoOfEach()
  await waymark.done(addingEstimate(coast))
  const withdrawal = { localityId: peopleOf(coast).localityId, estimateId: peopleOf(coast).estimateId }
  await waymark.done((unit) => withdrawPopulation(unit, { ...withdrawal, reason: 'Wrong boundary' }))
  expect(await waymark.refused(addingEstimate(harbour))).toEqual(['POPULATION_ID_TAKEN estimateId'])
})

test('an estimate that is known already takes no second id', async () => {
  const waymark = await twoOfEach()
  await waymark.done(addingEstimate(coast))
  const otherId = RecordPopulation.shape.estimateId.parse('018f0000-0000-7000-8000-0000000000e9')
  const again = { ...peopleOf(coast), estimateId: otherId }
  expect((await waymark.done((unit) => recordPopulation(unit, again))).recorded).toBe(0)
  const elsewhere = { ...peopleOf(harbour), estimateId: otherId }
  expect((await waymark.done((unit) => recordPopulation(unit, elsewhere))).recorded).toBe(2)
})
