import { accept, type Decision } from '../../eventsourcing/decider.js'
import { without } from '../without.js'
import type { ReforecastMilestone } from './commands.js'
import type { MilestoneEvent } from './events.js'
import type { MilestoneState } from './milestone.js'
import type { MilestoneRefusal } from './refusals.js'
import { milestoneEnded, milestoneNotFound } from './stage-refusals.js'

/** Expects it on another day and says why. The day already expected records nothing. */
export const reforecastMilestone =
  (command: ReforecastMilestone) =>
  (state: MilestoneState): Decision<MilestoneEvent, MilestoneRefusal> => {
    if (state.status === 'unplanned') return milestoneNotFound()
    if (state.forecastOn === command.forecastOn) return accept()
    if (state.ending !== undefined) return milestoneEnded(state.ending)
    return accept({ type: 'MilestoneReforecast', data: without(command, 'expectedRevision') })
  }
