import type { ProjectId } from '../../domain/ids.js'
import { lifeOf, locality } from '../../domain/locality/locality.js'
import type { PlanMilestone } from '../../domain/milestone/commands.js'
import { milestone } from '../../domain/milestone/milestone.js'
import { type MilestoneFacts, planMilestone as decide } from '../../domain/milestone/plan-milestone.js'
import { project } from '../../domain/project/project.js'
import type { UnitOfWork } from '../../eventsourcing/command.js'
import { concluded } from '../concluded.js'

/** Plans a milestone; its locality must exist, and its project, if it names one, must be open and of that locality. */
export const planMilestone = async (unit: UnitOfWork, command: PlanMilestone) => {
  const facts: MilestoneFacts = {
    locality: lifeOf(await unit.read(locality, command.localityId)),
    project: command.projectId === undefined ? undefined : await projectFacts(unit, command.projectId),
  }
  const decision = await unit.decide(milestone, command.milestoneId, decide(command, facts))
  return concluded(decision, { milestoneId: command.milestoneId })
}

const projectFacts = async (unit: UnitOfWork, projectId: ProjectId) => {
  const state = await unit.read(project, projectId)
  if (state.status === 'unchartered') return null
  return { localityId: state.chartered.localityId, closed: state.status === 'closed' }
}
