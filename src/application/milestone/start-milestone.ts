import type { StartMilestone } from '../../domain/milestone/commands.js'
import { startMilestone as decide } from '../../domain/milestone/start-milestone.js'
import { milestone } from '../../domain/milestone/milestone.js'
import type { Today } from '../../domain/milestone/stage-refusals.js'
import type { UnitOfWork } from '../../eventsourcing/command.js'
import { concluded } from '../concluded.js'

/** Begins work on a milestone. */
export const startMilestone = async (unit: UnitOfWork, command: StartMilestone, clock: Today) => {
  const { milestoneId, expectedRevision } = command
  const decision = await unit.decide(milestone, milestoneId, decide(command, clock), expectedRevision)
  return concluded(decision, { milestoneId })
}
