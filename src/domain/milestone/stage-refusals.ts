import { refuse } from '../../eventsourcing/decider.js'
import type { Ending, KnownMilestone } from './milestone.js'
import { MilestoneRefusal } from './refusals.js'

/** The clock of a decision: the day it is where the team is, as an ISO date. */
export interface Today {
  readonly today: string
}

export const milestoneNotFound = () =>
  refuse(
    MilestoneRefusal.MilestoneNotFound,
    'There is no milestone with this id; check it, or plan the milestone first',
    'milestoneId',
  )

const words = { ACHIEVED: 'achieved', MISSED: 'missed', CANCELLED: 'cancelled' } as const

export const milestoneEnded = (ending: Ending) =>
  refuse(
    MilestoneRefusal.MilestoneEnded,
    `The milestone was ${words[ending.status]} on ${ending.on}; reopen it and say why before changing it`,
    'milestoneId',
  )

export const inFuture = (field: string, { today }: Today) =>
  refuse(MilestoneRefusal.DateInFuture, `Give a day that has come: ${today} or earlier`, field)

/** Refuses a day that has not come, or that lies before work on the milestone started. */
export const refuseDay = (state: KnownMilestone, day: string, field: string, clock: Today) => {
  if (day > clock.today) return inFuture(field, clock)
  if (state.startedOn === undefined || day >= state.startedOn) return undefined
  return refuse(
    MilestoneRefusal.DateBeforeStart,
    `Work on the milestone started on ${state.startedOn}; give that day or a later one`,
    field,
  )
}
