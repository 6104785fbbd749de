import { closeProject as decide } from '../../domain/project/close-project.js'
import type { CloseProject } from '../../domain/project/commands.js'
import { project } from '../../domain/project/project.js'
import type { UnitOfWork } from '../../eventsourcing/command.js'
import { concluded } from '../concluded.js'

/** Ends a project. `today` is an ISO date. */
export const closeProject = async (
  unit: UnitOfWork,
  command: CloseProject,
  clock: { readonly today: string },
) => {
  const { projectId, expectedRevision } = command
  const decision = await unit.decide(project, projectId, decide(command, clock), expectedRevision)
  return concluded(decision, { projectId })
}
