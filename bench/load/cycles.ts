import { cancelCycle } from '../../src/application/cycle/cancel-cycle.js'
import { decideCycle } from '../../src/application/cycle/decide-cycle.js'
import { planCycle } from '../../src/application/cycle/plan-cycle.js'
import { recordObservation } from '../../src/application/cycle/record-observation.js'
import { reviseCyclePlan } from '../../src/application/cycle/revise-cycle-plan.js'
import { startCycle } from '../../src/application/cycle/start-cycle.js'
import { studyCycle } from '../../src/application/cycle/study-cycle.js'
import {
  CancelCycle,
  DecideCycle,
  PlanCycle,
  RecordObservation,
  ReviseCyclePlan,
  StartCycle,
  StudyCycle,
} from '../../src/domain/cycle/commands.js'
import type { Project } from './project.js'
import { monthOf } from './region-plan.js'
import { type Said, saying, type Values } from './said.js'

const plan = saying('planCycle', PlanCycle, planCycle)
const revise = saying('reviseCyclePlan', ReviseCyclePlan, reviseCyclePlan)
const start = saying('startCycle', StartCycle, startCycle)
const observe = saying('recordObservation', RecordObservation, recordObservation)
const study = saying('studyCycle', StudyCycle, studyCycle)
const decide = saying('decideCycle', DecideCycle, decideCycle)
const cancel = saying('cancelCycle', CancelCycle, cancelCycle)

/** A project tests its ideas in so many cycles, one after the other. */
export const CYCLES = 5
const MONTHS_A_CYCLE = 4
/** The third cycle of every project is given up. */
const GIVEN_UP = 2

export const cycleIdOf = ({ region, number, place }: Project, cycle: number): string =>
  region.idOf('cycle', place.index, number, cycle)

const predictionIdOf = ({ region, number, place }: Project, cycle: number): string =>
  region.idOf('prediction', place.index, number, cycle)

const planOf = (project: Project, cycle: number, month: number, people: number): Values => ({
  title: `Test ${String(cycle + 1)}: ${String(people)} people`,
  objective: 'Learn whether a call within two days of leaving hospital keeps people at home.',
  change: 'A named member of the team calls, and books a visit where one is needed.',
  predictions: [
    {
      predictionId: predictionIdOf(project, cycle),
      question: 'How many can be reached within two days?',
      prediction: `${String(Math.round(people * 0.7))} of ${String(people)}`,
      metricId: project.metricId,
    },
  ],
  scale: `${String(people)} people, two weeks`,
  tasks: [{ what: 'Draw up the list each morning', who: 'Care coordinator', when: 'by 9:00' }],
  dataPlan: 'The coordinator notes each call and its outcome in the shared record.',
  metricIds: [project.metricId],
  startOn: monthOf(project.region, month),
  endOn: monthOf(project.region, month + 1),
})

function* planning(project: Project, cycle: number, month: number): Generator<Said> {
  const { actor, projectId, rampIds } = project
  yield plan(actor, {
    cycleId: cycleIdOf(project, cycle),
    projectId,
    rampId: rampIds[cycle % rampIds.length],
    informedByCycleId: cycle === 0 ? undefined : cycleIdOf(project, cycle - 1),
    ...planOf(project, cycle, month + 1, 5 * (cycle + 1)),
  })
}

function* doing(project: Project, cycle: number, month: number): Generator<Said> {
  const { actor, region } = project
  const cycleId = cycleIdOf(project, cycle)
  const day = monthOf(region, month)
  if (cycle % 2 === 1) {
    const reason = 'The list was shorter than expected.'
    yield revise(actor, { cycleId, ...planOf(project, cycle, month, 5 * cycle + 3), reason })
  }
  yield start(actor, { cycleId, startedOn: day })
  for (const [index, kind] of (['OBSERVATION', 'PROBLEM'] as const).entries()) {
    yield observe(actor, {
      cycleId,
      observationId: region.idOf('observation', cycleId, index),
      kind,
      text: kind === 'PROBLEM' ? 'Telephone numbers were missing for some.' : 'People were glad of the call.',
      observedOn: day,
    })
  }
}

function* studying(project: Project, cycle: number, month: number): Generator<Said> {
  const { actor, region } = project
  yield study(actor, {
    cycleId: cycleIdOf(project, cycle),
    studiedOn: monthOf(region, month),
    carriedOutAsPlanned: cycle % 2 === 0,
    deviation: cycle % 2 === 0 ? undefined : 'Calls were made by whoever was free.',
    results: 'Three in four were reached within two days.',
    comparisons: [
      { predictionId: predictionIdOf(project, cycle), outcome: cycle % 2 === 0 ? 'MET' : 'PARTLY_MET' },
    ],
    learning: 'The numbers must be checked before people leave hospital.',
  })
}

function* acting(project: Project, cycle: number, month: number): Generator<Said> {
  yield decide(project.actor, {
    cycleId: cycleIdOf(project, cycle),
    decidedOn: monthOf(project.region, month),
    decision: cycle === CYCLES - 1 ? 'ADOPT' : 'ADAPT',
    rationale: 'It works where the numbers are right.',
    nextSteps: cycle === CYCLES - 1 ? undefined : 'Try it with twice as many people.',
  })
}

/** What happens to the cycles of a project in a month, which is so many months after its charter. */
export function* cyclesInMonth(project: Project, month: number, since: number): Generator<Said> {
  const cycle = Math.floor((since - 1) / MONTHS_A_CYCLE)
  if (since < 1 || cycle >= CYCLES) return
  const step = (since - 1) % MONTHS_A_CYCLE
  if (step === 0) yield* planning(project, cycle, month)
  if (step === 1) yield* doing(project, cycle, month)
  if (cycle === GIVEN_UP && step === 2) {
    const reason = 'The coordinator left, and nobody could take it on.'
    const day = monthOf(project.region, month)
    yield cancel(project.actor, { cycleId: cycleIdOf(project, cycle), cancelledOn: day, reason })
  }
  if (cycle === GIVEN_UP) return
  if (step === 2) yield* studying(project, cycle, month)
  if (step === 3) yield* acting(project, cycle, month)
}
