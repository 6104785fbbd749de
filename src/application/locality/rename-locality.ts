import type { RenameLocality } from '../../domain/locality/commands.js'
import { locality } from '../../domain/locality/locality.js'
import { renameLocality as decide } from '../../domain/locality/rename-locality.js'
import type { UnitOfWork } from '../../eventsourcing/command.js'
import { concluded } from '../concluded.js'

/** Gives a locality another name from a day on. */
export const renameLocality = async (unit: UnitOfWork, command: RenameLocality) => {
  const { localityId, expectedRevision } = command
  return concluded(await unit.decide(locality, localityId, decide(command), expectedRevision), { localityId })
}
