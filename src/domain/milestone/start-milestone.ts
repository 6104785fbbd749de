import { accept, type Decision, refuse } from '../../eventsourcing/decider.js'
import type { StartMilestone } from './commands.js'
import type { MilestoneEvent } from './events.js'
import type { MilestoneState } from './milestone.js'
import { MilestoneRefusal } from './refusals.js'
import { inFuture, milestoneEnded, milestoneNotFound, type Today } from './stage-refusals.js'

/** Work on it begins. Optional: a milestone can be achieved, missed or cancelled without it. */
export const startMilestone =
  (command: StartMilestone, clock: Today) =>
  (state: MilestoneState): Decision<MilestoneEvent, MilestoneRefusal> => {
    if (state.status === 'unplanned') return milestoneNotFound()
    if (state.ending !== undefined) return milestoneEnded(state.ending)
    if (state.startedOn === command.startedOn) return accept()
    if (state.startedOn !== undefined) {
      return refuse(
        MilestoneRefusal.MilestoneAlreadyStarted,
        `Work on the milestone started on ${state.startedOn}; it starts only once`,
        'startedOn',
      )
    }
    if (command.startedOn > clock.today) return inFuture('startedOn', clock)
    const { milestoneId, startedOn } = command
    return accept({ type: 'MilestoneStarted', data: { milestoneId, startedOn } })
  }
