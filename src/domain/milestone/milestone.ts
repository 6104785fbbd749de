import type { Decider } from '../../eventsourcing/decider.js'
import type { MilestoneEvent } from './events.js'
import { MilestoneStatus } from './vocabulary.js'

type Data<Type extends MilestoneEvent['type']> = Extract<MilestoneEvent, { type: Type }>['data']

/** How a milestone ended, until it is reopened. */
export type Ending =
  | Readonly<{ status: typeof MilestoneStatus.Achieved; on: string; data: Data<'MilestoneAchieved'> }>
  | Readonly<{ status: typeof MilestoneStatus.Missed; on: string; data: Data<'MilestoneMissed'> }>
  | Readonly<{ status: typeof MilestoneStatus.Cancelled; on: string; data: Data<'MilestoneCancelled'> }>

/** A milestone that has been planned, wherever it stands now. */
export type KnownMilestone = Readonly<{
  status: MilestoneStatus
  /** As first promised; a repeated `planMilestone` is compared with it. */
  planned: Data<'MilestonePlanned'>
  /** When it is expected now. */
  forecastOn: string
  startedOn?: string
  ending?: Ending
  /** The last reopening; a repeated `reopenMilestone` is compared with it. */
  reopening?: Data<'MilestoneReopened'>
}>

export type MilestoneState = Readonly<{ status: 'unplanned' }> | KnownMilestone

const evolve = (state: MilestoneState, event: MilestoneEvent): MilestoneState => {
  if (event.type === 'MilestonePlanned') {
    return { status: MilestoneStatus.Planned, planned: event.data, forecastOn: event.data.dueOn }
  }
  return state.status === 'unplanned' ? state : evolveKnown(state, event)
}

const evolveKnown = (
  state: KnownMilestone,
  event: Exclude<MilestoneEvent, { type: 'MilestonePlanned' }>,
): KnownMilestone => {
  switch (event.type) {
    case 'MilestoneReforecast':
      return { ...state, forecastOn: event.data.forecastOn }
    case 'MilestoneStarted':
      return { ...state, status: MilestoneStatus.Started, startedOn: event.data.startedOn }
    case 'MilestoneAchieved':
      return ended(state, { status: MilestoneStatus.Achieved, on: event.data.achievedOn, data: event.data })
    case 'MilestoneMissed':
      return ended(state, { status: MilestoneStatus.Missed, on: event.data.missedOn, data: event.data })
    case 'MilestoneCancelled':
      return ended(state, { status: MilestoneStatus.Cancelled, on: event.data.cancelledOn, data: event.data })
    case 'MilestoneReopened':
      return {
        ...state,
        status: event.data.status ?? MilestoneStatus.Planned,
        forecastOn: event.data.forecastOn ?? state.forecastOn,
        ending: undefined,
        reopening: event.data,
      }
  }
}

const ended = (state: KnownMilestone, ending: Ending): KnownMilestone => ({
  ...state,
  status: ending.status,
  ending,
})

/**
 * A milestone: planned, reforecast as often as needed, started, then achieved, missed or cancelled; an ended one
 * may be reopened. The date first promised never changes, so that every slip can be seen.
 */
export const milestone: Decider<MilestoneState, MilestoneEvent> = {
  category: 'milestone',
  initial: { status: 'unplanned' },
  evolve,
}
