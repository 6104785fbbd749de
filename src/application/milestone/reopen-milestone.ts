import type { ReopenMilestone } from '../../domain/milestone/commands.js'
import { reopenMilestone as decide } from '../../domain/milestone/reopen-milestone.js'
import { milestone } from '../../domain/milestone/milestone.js'
import type { Today } from '../../domain/milestone/stage-refusals.js'
import type { UnitOfWork } from '../../eventsourcing/command.js'
import { concluded } from '../concluded.js'

/** Takes up an ended milestone again. */
export const reopenMilestone = async (unit: UnitOfWork, command: ReopenMilestone, clock: Today) => {
  const { milestoneId, expectedRevision } = command
  const decision = await unit.decide(milestone, milestoneId, decide(command, clock), expectedRevision)
  return concluded(decision, { milestoneId })
}
