import { ClaimedKind } from '../../domain/id-claim/events.js'
import { addRamp as decide } from '../../domain/project/add-ramp.js'
import type { AddRamp } from '../../domain/project/commands.js'
import { ProjectRefusal } from '../../domain/project/refusals.js'
import { project } from '../../domain/project/project.js'
import type { UnitOfWork } from '../../eventsourcing/command.js'
import { concluded } from '../concluded.js'
import { withClaimedId } from '../with-claimed-id.js'

/** Adds a ramp to a project. */
export const addRamp = async (unit: UnitOfWork, command: AddRamp) => {
  const { projectId, rampId } = command
  const decision = await withClaimedId(
    unit,
    await unit.decide(project, projectId, decide(command)),
    { id: rampId, kind: ClaimedKind.Ramp, ownerId: projectId },
    { taken: ProjectRefusal.RampIdTaken, field: 'rampId' },
  )
  return concluded(decision, { projectId, rampId })
}
