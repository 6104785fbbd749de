import type { CloseLocality } from '../../domain/locality/commands.js'
import { closeLocality as decide } from '../../domain/locality/endings.js'
import { locality } from '../../domain/locality/locality.js'
import type { UnitOfWork } from '../../eventsourcing/command.js'
import { concluded } from '../concluded.js'

/** Closes a locality that nothing takes the place of. */
export const closeLocality = async (unit: UnitOfWork, command: CloseLocality) => {
  const { localityId, expectedRevision } = command
  return concluded(await unit.decide(locality, localityId, decide(command), expectedRevision), { localityId })
}
