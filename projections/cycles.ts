import type { CycleEvent, CyclePlan } from '../src/domain/cycle/events.js'
import { CycleStatus } from '../src/domain/cycle/vocabulary.js'
import type { Handlers, Projected, Projection, RowOperation } from '../src/eventsourcing/projection.js'
import { update, upsert } from './rows.js'

type On<Type extends CycleEvent['type']> = Projected<Extract<CycleEvent, { type: Type }>>

const touched = (event: Projected<CycleEvent>): RowOperation =>
  update('Cycle', { id: event.data.cycleId }, { revision: event.revision, updatedAt: event.recordedAt })

/** Every column of a plan: what a revision leaves out is gone. */
const planned = (plan: CyclePlan) => ({
  title: plan.title,
  objective: plan.objective,
  change: plan.change,
  predictions: plan.predictions,
  scale: plan.scale ?? null,
  setting: plan.setting ?? null,
  tasks: plan.tasks,
  dataPlan: plan.dataPlan ?? null,
  metricIds: plan.metricIds,
  plannedStartOn: plan.startOn,
  plannedEndOn: plan.endOn,
})

const wording = (event: On<'CyclePlanned' | 'CyclePlanRevised'>, reason: string | null): RowOperation =>
  upsert('CyclePlanVersion', {
    id: `${event.data.cycleId}@${event.position}`,
    cycleId: event.data.cycleId,
    plan: event.data.plan,
    reason,
    recordedAt: event.recordedAt,
    recordedBy: event.meta.actor,
    fromPosition: event.position,
  })

const cyclePlanned = (event: On<'CyclePlanned'>): readonly RowOperation[] => {
  const { cycleId, projectId, localityId, rampId, informedByCycleId, plan } = event.data
  return [
    upsert('Cycle', {
      ...planned(plan),
      id: cycleId,
      projectId,
      localityId,
      rampId,
      informedByCycleId,
      status: CycleStatus.Planned,
      revision: event.revision,
      createdAt: event.recordedAt,
      updatedAt: event.recordedAt,
      fromPosition: event.position,
    }),
    wording(event, null),
  ]
}

const planRevised = (event: On<'CyclePlanRevised'>): readonly RowOperation[] => {
  const { cycleId, plan, reason } = event.data
  return [
    touched(event),
    update('Cycle', { id: cycleId }, planned(plan)),
    update('CyclePlanVersion', { cycleId, toPosition: null }, { toPosition: event.position }),
    wording(event, reason),
  ]
}

const observationRecorded = (event: On<'ObservationRecorded'>): readonly RowOperation[] => {
  const { observationId, ...observation } = event.data
  return [
    touched(event),
    upsert('CycleObservation', {
      id: observationId,
      ...observation,
      recordedAt: event.recordedAt,
      recordedBy: event.meta.actor,
      fromPosition: event.position,
    }),
  ]
}

const on: Required<Handlers<CycleEvent>> = {
  CyclePlanned: cyclePlanned,
  CyclePlanRevised: planRevised,
  CycleStarted: (event) => {
    const { cycleId, startedOn } = event.data
    return [touched(event), update('Cycle', { id: cycleId }, { status: CycleStatus.Started, startedOn })]
  },
  ObservationRecorded: observationRecorded,
  CycleStudied: (event) => {
    const { cycleId, ...study } = event.data
    return [touched(event), update('Cycle', { id: cycleId }, { status: CycleStatus.Studied, ...study })]
  },
  CycleDecided: (event) => {
    const { cycleId, ...decision } = event.data
    return [touched(event), update('Cycle', { id: cycleId }, { status: CycleStatus.Decided, ...decision })]
  },
  CycleCancelled: (event) => {
    const { cycleId, cancelledOn, reason } = event.data
    const set = { status: CycleStatus.Cancelled, cancelledOn, cancelledFor: reason }
    return [touched(event), update('Cycle', { id: cycleId }, set)]
  },
}

/** PDSA cycles as they stand now, every wording of their plans, and what was observed. */
export const cycles: Projection<CycleEvent> = {
  name: 'cycles',
  version: 1,
  tables: ['Cycle', 'CyclePlanVersion', 'CycleObservation'],
  on,
}
