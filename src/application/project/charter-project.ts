import { lifeOf, locality } from '../../domain/locality/locality.js'
import { charterProject as decide } from '../../domain/project/charter-project.js'
import type { CharterProject } from '../../domain/project/commands.js'
import { project } from '../../domain/project/project.js'
import type { UnitOfWork } from '../../eventsourcing/command.js'
import { concluded } from '../concluded.js'
import { unknownMetrics } from '../known-metrics.js'

/** Begins a project; its locality and its metrics must exist. */
export const charterProject = async (unit: UnitOfWork, command: CharterProject) => {
  const facts = {
    locality: lifeOf(await unit.read(locality, command.localityId)),
    unknownMetricIds: await unknownMetrics(unit, command.metricIds),
  }
  const decision = await unit.decide(project, command.projectId, decide(command, facts))
  return concluded(decision, { projectId: command.projectId })
}
