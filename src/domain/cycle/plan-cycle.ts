import { accept, type Decision, refuse, type Refusal, refuseAll } from '../../eventsourcing/decider.js'
import type { LocalityId, MetricId, RampId } from '../ids.js'
import { sameContent } from '../same-content.js'
import { without } from '../without.js'
import type { PlanCycle, ReviseCyclePlan } from './commands.js'
import type { CycleState } from './cycle.js'
import type { CycleEvent, CyclePlan } from './events.js'
import { CycleRefusal } from './refusals.js'
import { cycleCancelled, cycleNotFound } from './stage-refusals.js'
import { CycleStatus } from './vocabulary.js'

/** What a plan needs to know of other aggregates. */
export interface PlanFacts {
  /** null: there is no such project. */
  readonly project: Readonly<{
    localityId: LocalityId
    closed: boolean
    rampIds: ReadonlySet<RampId>
  }> | null
  /** Whether the cycle named in `informedByCycleId` exists; true when none is named. */
  readonly predecessorKnown: boolean
  /** Those metrics of the plan and its predictions that do not exist. */
  readonly unknownMetricIds: ReadonlySet<MetricId>
}

/**
 * Plans a cycle in a project's locality. A repeat of the same plan records nothing, whatever happened since.
 *
 * The predecessor may be of another project or ramp (a change idea travels) and need not be decided yet: whether
 * its Act came first is a question of fidelity, answered from the events, not a reason to refuse.
 */
export const planCycle =
  (command: PlanCycle, facts: PlanFacts) =>
  (state: CycleState): Decision<CycleEvent, CycleRefusal> => {
    const { cycleId, projectId, rampId, informedByCycleId } = command
    const plan = planOf(without(command, 'cycleId', 'projectId', 'rampId', 'informedByCycleId'))
    const said = without({ cycleId, projectId, rampId, informedByCycleId, plan })
    if (state.status !== 'unplanned') {
      if (sameContent(without(state.planned, 'localityId'), said)) return accept()
      return refuse(
        CycleRefusal.CycleIdTaken,
        'A cycle with this id exists already and its plan is another; use a new id, or revise that plan',
        'cycleId',
      )
    }
    const { project } = facts
    if (project === null) {
      return refuse(
        CycleRefusal.ProjectNotFound,
        'There is no project with this id; check it, or charter the project first',
        'projectId',
      )
    }
    const refusals = [...placeRefusals(command, project, facts), ...planRefusals(plan, facts)]
    if (refusals.length > 0) return refuseAll(refusals)
    return accept({ type: 'CyclePlanned', data: { ...said, localityId: project.localityId } })
  }

/** Rewrites the plan of a cycle that has not started, and says why. The same plan again records nothing. */
export const reviseCyclePlan =
  (command: ReviseCyclePlan, facts: Pick<PlanFacts, 'unknownMetricIds'>) =>
  (state: CycleState): Decision<CycleEvent, CycleRefusal> => {
    if (state.status === 'unplanned') return cycleNotFound()
    const plan = planOf(without(command, 'cycleId', 'reason', 'expectedRevision'))
    if (sameContent(state.plan, plan)) return accept()
    if (state.status === CycleStatus.Cancelled) return cycleCancelled()
    if (state.status !== CycleStatus.Planned) {
      return refuse(
        CycleRefusal.PlanFixedOnceStarted,
        'The test has begun: plan and predictions stay as they were written before it. ' +
          'Record what was done differently as an observation, or in the study as a deviation',
        'cycleId',
      )
    }
    const refusals = planRefusals(plan, facts)
    if (refusals.length > 0) return refuseAll(refusals)
    const { cycleId, reason } = command
    return accept({ type: 'CyclePlanRevised', data: { cycleId, plan, reason } })
  }

/** What is stored of a plan as it was asked: nothing `undefined`, each metric once. */
const planOf = (plan: CyclePlan): CyclePlan => ({
  ...without(plan),
  predictions: plan.predictions.map((prediction) => without(prediction)),
  tasks: plan.tasks.map((task) => without(task)),
  metricIds: [...new Set(plan.metricIds)],
})

const placeRefusals = (
  command: PlanCycle,
  project: NonNullable<PlanFacts['project']>,
  { predecessorKnown }: PlanFacts,
): readonly Refusal<CycleRefusal>[] => {
  const refusals: Refusal<CycleRefusal>[] = []
  const add = (code: CycleRefusal, message: string, field: string) =>
    refusals.push({ code, message, field: [field] })
  if (project.closed) {
    add(CycleRefusal.ProjectClosed, 'The project is closed. Reopen it before planning a cycle', 'projectId')
  }
  if (command.rampId !== undefined && !project.rampIds.has(command.rampId)) {
    add(
      CycleRefusal.RampNotFound,
      'The project has no ramp with this id; check it, or add the ramp first',
      'rampId',
    )
  }
  if (command.informedByCycleId === command.cycleId) {
    add(
      CycleRefusal.CycleInformedByItself,
      'Name the cycle that came before this one, or none',
      'informedByCycleId',
    )
  } else if (!predecessorKnown) {
    add(
      CycleRefusal.PredecessorNotFound,
      'There is no cycle with this id; check it, or plan the earlier cycle first',
      'informedByCycleId',
    )
  }
  return refusals
}

const planRefusals = (
  plan: CyclePlan,
  { unknownMetricIds }: Pick<PlanFacts, 'unknownMetricIds'>,
): readonly Refusal<CycleRefusal>[] => {
  const refusals: Refusal<CycleRefusal>[] = []
  const metricNotFound = (metricId: MetricId, ...field: readonly string[]) => {
    const message = `There is no metric with the id ${metricId}; check it, or define the metric first`
    if (unknownMetricIds.has(metricId)) refusals.push({ code: CycleRefusal.MetricNotFound, message, field })
  }
  if (plan.endOn < plan.startOn) {
    const message = `Give an end on or after the start on ${plan.startOn}`
    refusals.push({ code: CycleRefusal.CycleEndsBeforeStart, message, field: ['endOn'] })
  }
  plan.predictions.forEach(({ predictionId, metricId }, index) => {
    if (plan.predictions.findIndex((earlier) => earlier.predictionId === predictionId) < index) {
      refusals.push({
        code: CycleRefusal.DuplicatePrediction,
        message: 'Two predictions have this id; give each an id of its own',
        field: ['predictions', String(index), 'predictionId'],
      })
    }
    if (metricId !== undefined) metricNotFound(metricId, 'predictions', String(index), 'metricId')
  })
  plan.metricIds.forEach((metricId, index) => {
    metricNotFound(metricId, 'metricIds', String(index))
  })
  return refusals
}
