import type { MoveLocality } from '../../domain/locality/commands.js'
import { locality } from '../../domain/locality/locality.js'
import { moveLocality as decide } from '../../domain/locality/move-locality.js'
import type { UnitOfWork } from '../../eventsourcing/command.js'
import { concluded } from '../concluded.js'
import { ancestorsOf } from './ancestors-of.js'

/** Puts a locality under another parent, or at the top of the tree, from a day on. */
export const moveLocality = async (unit: UnitOfWork, command: MoveLocality) => {
  const { localityId, parentId, effectiveOn, expectedRevision } = command
  const facts = { ancestors: await ancestorsOf(unit, parentId, effectiveOn) }
  return concluded(await unit.decide(locality, localityId, decide(command, facts), expectedRevision), {
    localityId,
  })
}
