import type { MissMilestone } from '../../domain/milestone/commands.js'
import { missMilestone as decide } from '../../domain/milestone/end-milestone.js'
import { milestone } from '../../domain/milestone/milestone.js'
import type { Today } from '../../domain/milestone/stage-refusals.js'
import type { UnitOfWork } from '../../eventsourcing/command.js'
import { concluded } from '../concluded.js'

/** States that a milestone was not reached. */
export const missMilestone = async (unit: UnitOfWork, command: MissMilestone, clock: Today) => {
  const { milestoneId, expectedRevision } = command
  const decision = await unit.decide(milestone, milestoneId, decide(command, clock), expectedRevision)
  return concluded(decision, { milestoneId })
}
