import type { MilestoneEvent } from '../src/domain/milestone/events.js'
import { MilestoneStatus } from '../src/domain/milestone/vocabulary.js'
import type { Handlers, Projected, Projection, RowOperation } from '../src/eventsourcing/projection.js'
import { update, upsert } from './rows.js'

type On<Type extends MilestoneEvent['type']> = Projected<Extract<MilestoneEvent, { type: Type }>>

/** Changes columns of the milestone that the event is about. */
const changed = (
  event: Projected<MilestoneEvent>,
  set: Parameters<typeof update<'Milestone'>>[2],
): RowOperation =>
  update(
    'Milestone',
    { id: event.data.milestoneId },
    { ...set, revision: event.revision, updatedAt: event.recordedAt },
  )

const recorded = ({ data, position, recordedAt, meta }: Projected<MilestoneEvent>) => ({
  id: `${data.milestoneId}@${position}`,
  milestoneId: data.milestoneId,
  recordedAt,
  recordedBy: meta.actor,
  fromPosition: position,
})

const known = ({ data }: Projected<MilestoneEvent>) => ({ milestoneId: data.milestoneId, toPosition: null })

const forecast = (event: Projected<MilestoneEvent>, forecastOn: string, reason: string | null) => [
  update('MilestoneForecast', known(event), { toPosition: event.position }),
  upsert('MilestoneForecast', { ...recorded(event), forecastOn, reason }),
]

const status = (
  event: Projected<MilestoneEvent>,
  now: MilestoneStatus,
  effectiveOn: string | null,
  reason: string | null,
) => [
  update('MilestoneStatusChange', known(event), { toPosition: event.position }),
  upsert('MilestoneStatusChange', { ...recorded(event), status: now, effectiveOn, reason }),
]

const planned = (event: On<'MilestonePlanned'>): readonly RowOperation[] => {
  const { milestoneId, dueOn, ...promise } = event.data
  return [
    upsert('Milestone', {
      ...promise,
      id: milestoneId,
      status: MilestoneStatus.Planned,
      dueOn,
      forecastOn: dueOn,
      revision: event.revision,
      createdAt: event.recordedAt,
      updatedAt: event.recordedAt,
      fromPosition: event.position,
    }),
    ...forecast(event, dueOn, null),
    ...status(event, MilestoneStatus.Planned, null, null),
  ]
}

const reopened = (event: On<'MilestoneReopened'>): readonly RowOperation[] => {
  const { reopenedOn, forecastOn, reason } = event.data
  const now = event.data.status ?? MilestoneStatus.Planned
  const notEnded = {
    status: now,
    achievedOn: null,
    evidence: null,
    evidenceUrl: null,
    missedOn: null,
    cancelledOn: null,
  }
  return [
    changed(event, forecastOn === undefined ? notEnded : { ...notEnded, forecastOn }),
    ...(forecastOn === undefined ? [] : forecast(event, forecastOn, reason)),
    ...status(event, now, reopenedOn, reason),
  ]
}

const on: Required<Handlers<MilestoneEvent>> = {
  MilestonePlanned: planned,
  MilestoneReforecast: (event) => {
    const { forecastOn, reason } = event.data
    return [changed(event, { forecastOn }), ...forecast(event, forecastOn, reason)]
  },
  MilestoneStarted: (event) => {
    const { startedOn } = event.data
    const now = MilestoneStatus.Started
    return [changed(event, { status: now, startedOn }), ...status(event, now, startedOn, null)]
  },
  MilestoneAchieved: (event) => {
    const { achievedOn, evidence, evidenceUrl } = event.data
    const now = MilestoneStatus.Achieved
    return [
      changed(event, { status: now, achievedOn, evidence, evidenceUrl: evidenceUrl ?? null }),
      ...status(event, now, achievedOn, null),
    ]
  },
  MilestoneMissed: (event) => {
    const { missedOn, reason } = event.data
    const now = MilestoneStatus.Missed
    return [changed(event, { status: now, missedOn }), ...status(event, now, missedOn, reason)]
  },
  MilestoneReopened: reopened,
  MilestoneCancelled: (event) => {
    const { cancelledOn, reason } = event.data
    const now = MilestoneStatus.Cancelled
    return [changed(event, { status: now, cancelledOn }), ...status(event, now, cancelledOn, reason)]
  },
}

/** Milestones as they stand now, every date that was expected and every status that they had. */
export const milestones: Projection<MilestoneEvent> = {
  name: 'milestones',
  version: 1,
  tables: ['Milestone', 'MilestoneForecast', 'MilestoneStatusChange'],
  on,
}
