import { addRamp as decide } from '../../domain/project/add-ramp.js'
import type { AddRamp } from '../../domain/project/commands.js'
import { project } from '../../domain/project/project.js'
import type { UnitOfWork } from '../../eventsourcing/command.js'
import { concluded } from '../concluded.js'

/** Adds a ramp to a project. */
export const addRamp = async (unit: UnitOfWork, command: AddRamp) => {
  const decision = await unit.decide(project, command.projectId, decide(command))
  return concluded(decision, { projectId: command.projectId, rampId: command.rampId })
}
