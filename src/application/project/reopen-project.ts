import { reopenProject as decide } from '../../domain/project/close-project.js'
import type { ReopenProject } from '../../domain/project/commands.js'
import { project } from '../../domain/project/project.js'
import type { UnitOfWork } from '../../eventsourcing/command.js'
import { concluded } from '../concluded.js'

/** Takes up a closed project again. */
export const reopenProject = async (unit: UnitOfWork, command: ReopenProject) => {
  const { projectId, expectedRevision } = command
  const decision = await unit.decide(project, projectId, decide(command), expectedRevision)
  return concluded(decision, { projectId })
}
