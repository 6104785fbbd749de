import type { AchieveMilestone } from '../../domain/milestone/commands.js'
import { achieveMilestone as decide } from '../../domain/milestone/end-milestone.js'
import { milestone } from '../../domain/milestone/milestone.js'
import type { Today } from '../../domain/milestone/stage-refusals.js'
import type { UnitOfWork } from '../../eventsourcing/command.js'
import { concluded } from '../concluded.js'

/** Reaches a milestone, with evidence. */
export const achieveMilestone = async (unit: UnitOfWork, command: AchieveMilestone, clock: Today) => {
  const { milestoneId, expectedRevision } = command
  const decision = await unit.decide(milestone, milestoneId, decide(command, clock), expectedRevision)
  return concluded(decision, { milestoneId })
}
