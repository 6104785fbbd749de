import { accept, type Decision, refuse } from '../../eventsourcing/decider.js'
import { sameContent } from '../same-content.js'
import { without } from '../without.js'
import type { AchieveMilestone, CancelMilestone, MissMilestone } from './commands.js'
import type { MilestoneEvent } from './events.js'
import type { MilestoneState } from './milestone.js'
import { MilestoneRefusal } from './refusals.js'
import { milestoneEnded, milestoneNotFound, refuseDay, type Today } from './stage-refusals.js'

type MilestoneDecision = Decision<MilestoneEvent, MilestoneRefusal>

/** It is reached, and this shows it. It need not have been started: small ones are simply done. */
export const achieveMilestone =
  (command: AchieveMilestone, clock: Today) =>
  (state: MilestoneState): MilestoneDecision => {
    if (state.status === 'unplanned') return milestoneNotFound()
    const data = without(command, 'expectedRevision')
    if (state.ending !== undefined) return sayAgain(state.ending, 'ACHIEVED', data)
    return (
      refuseDay(state, command.achievedOn, 'achievedOn', clock) ?? accept({ type: 'MilestoneAchieved', data })
    )
  }

/** Its day came and it was not reached. Before the day expected nobody can know. */
export const missMilestone =
  (command: MissMilestone, clock: Today) =>
  (state: MilestoneState): MilestoneDecision => {
    if (state.status === 'unplanned') return milestoneNotFound()
    const data = without(command, 'expectedRevision')
    if (state.ending !== undefined) return sayAgain(state.ending, 'MISSED', data)
    const day = refuseDay(state, command.missedOn, 'missedOn', clock)
    if (day !== undefined) return day
    if (command.missedOn < state.forecastOn) {
      return refuse(
        MilestoneRefusal.MissedBeforeExpected,
        `The milestone is expected on ${state.forecastOn}; give that day or a later one, or reforecast or cancel it`,
        'missedOn',
      )
    }
    return accept({ type: 'MilestoneMissed', data })
  }

/** It is given up, and this is why. */
export const cancelMilestone =
  (command: CancelMilestone, clock: Today) =>
  (state: MilestoneState): MilestoneDecision => {
    if (state.status === 'unplanned') return milestoneNotFound()
    const data = without(command, 'expectedRevision')
    if (state.ending !== undefined) return sayAgain(state.ending, 'CANCELLED', data)
    return (
      refuseDay(state, command.cancelledOn, 'cancelledOn', clock) ??
      accept({ type: 'MilestoneCancelled', data })
    )
  }

/** The end that it has already, said again, is nothing new; any other is refused. */
const sayAgain = (
  ending: Parameters<typeof milestoneEnded>[0],
  status: typeof ending.status,
  data: object,
): MilestoneDecision =>
  ending.status === status && sameContent(ending.data, data) ? accept() : milestoneEnded(ending)
