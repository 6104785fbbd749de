import { accept, type Decision, refuse } from '../../eventsourcing/decider.js'
import { sameContent } from '../same-content.js'
import { without } from '../without.js'
import type { ReopenMilestone } from './commands.js'
import type { MilestoneEvent } from './events.js'
import type { MilestoneState } from './milestone.js'
import { MilestoneRefusal } from './refusals.js'
import { inFuture, milestoneNotFound, type Today } from './stage-refusals.js'
import { MilestoneStatus } from './vocabulary.js'

/** Takes up again what was achieved, missed or cancelled. It goes on from where it stood: planned or started. */
export const reopenMilestone =
  (command: ReopenMilestone, clock: Today) =>
  (state: MilestoneState): Decision<MilestoneEvent, MilestoneRefusal> => {
    if (state.status === 'unplanned') return milestoneNotFound()
    const said = without(command, 'expectedRevision')
    if (state.ending === undefined) {
      if (state.reopening !== undefined && sameContent(without(state.reopening, 'status'), said))
        return accept()
      return refuse(
        MilestoneRefusal.MilestoneNotEnded,
        'The milestone is open; only one that was achieved, missed or cancelled can be reopened',
        'milestoneId',
      )
    }
    const { reopenedOn, forecastOn } = command
    if (reopenedOn > clock.today) return inFuture('reopenedOn', clock)
    if (reopenedOn < state.ending.on) {
      return refuse(
        MilestoneRefusal.ReopenedBeforeEnd,
        `The milestone ended on ${state.ending.on}; reopen it on that day or a later one`,
        'reopenedOn',
      )
    }
    if (forecastOn !== undefined && forecastOn < reopenedOn) {
      return refuse(
        MilestoneRefusal.ForecastBeforeReopening,
        `Expect it on ${reopenedOn}, the day of the reopening, or later`,
        'forecastOn',
      )
    }
    const status = state.startedOn === undefined ? MilestoneStatus.Planned : MilestoneStatus.Started
    return accept({ type: 'MilestoneReopened', data: { ...said, status } })
  }
