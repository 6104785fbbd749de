import type { ReforecastMilestone } from '../../domain/milestone/commands.js'
import { reforecastMilestone as decide } from '../../domain/milestone/reforecast-milestone.js'
import { milestone } from '../../domain/milestone/milestone.js'
import type { UnitOfWork } from '../../eventsourcing/command.js'
import { concluded } from '../concluded.js'

/** Expects a milestone on another day. */
export const reforecastMilestone = async (unit: UnitOfWork, command: ReforecastMilestone) => {
  const { milestoneId, expectedRevision } = command
  const decision = await unit.decide(milestone, milestoneId, decide(command), expectedRevision)
  return concluded(decision, { milestoneId })
}
