import { reviseProjectCharter as decide } from '../../domain/project/charter-project.js'
import type { ReviseProjectCharter } from '../../domain/project/commands.js'
import { project } from '../../domain/project/project.js'
import type { UnitOfWork } from '../../eventsourcing/command.js'
import { concluded } from '../concluded.js'
import { unknownMetrics } from '../known-metrics.js'

/** Rewrites a project's charter; the metrics that it names must exist. */
export const reviseProjectCharter = async (unit: UnitOfWork, command: ReviseProjectCharter) => {
  const facts = { unknownMetricIds: await unknownMetrics(unit, command.metricIds) }
  const decision = await unit.decide(
    project,
    command.projectId,
    decide(command, facts),
    command.expectedRevision,
  )
  return concluded(decision, { projectId: command.projectId })
}
