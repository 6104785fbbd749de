import { refuse } from '../../eventsourcing/decider.js'
import type { KnownCycle } from './cycle.js'
import { CycleRefusal } from './refusals.js'

/** The clock of a decision: the day it is where the team is, as an ISO date. */
export interface Today {
  readonly today: string
}

export const cycleNotFound = () =>
  refuse(
    CycleRefusal.CycleNotFound,
    'There is no cycle with this id; check it, or plan the cycle first',
    'cycleId',
  )

export const cycleNotStarted = (remedy: string) =>
  refuse(CycleRefusal.CycleNotStarted, `The cycle has not started. ${remedy}`, 'cycleId')

export const cycleCancelled = () =>
  refuse(
    CycleRefusal.CycleCancelled,
    'The cycle was cancelled; plan a new one, informed by this one where it helps',
    'cycleId',
  )

export const cycleDecided = (remedy: string) =>
  refuse(CycleRefusal.CycleAlreadyDecided, `The cycle was decided. ${remedy}`, 'cycleId')

/** Refuses a day that has not come. `field` is where the day was given. */
export const inFuture = (field: string, { today }: Today) =>
  refuse(CycleRefusal.DateInFuture, `Give a day that has come: ${today} or earlier`, field)

/** Refuses a day before the cycle started. */
export const beforeStart = (field: string, startedOn: string) =>
  refuse(
    CycleRefusal.DateBeforeStart,
    `The cycle started on ${startedOn}; give that day or a later one`,
    field,
  )

/** Refuses a day before the cycle was studied. */
export const beforeStudy = (field: string, studiedOn: string) =>
  refuse(
    CycleRefusal.DateBeforeStudy,
    `The cycle was studied on ${studiedOn}; give that day or a later one`,
    field,
  )

/** The earliest day of what comes next, as a refusal when `day` lies before it, or in the future. */
export const refuseDay = (state: KnownCycle, day: string, field: string, clock: Today) => {
  if (day > clock.today) return inFuture(field, clock)
  if (state.startedOn !== undefined && day < state.startedOn) return beforeStart(field, state.startedOn)
  if (state.study !== undefined && day < state.study.studiedOn)
    return beforeStudy(field, state.study.studiedOn)
  return undefined
}
