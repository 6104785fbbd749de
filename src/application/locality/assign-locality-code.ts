import { localityCodeStreamId } from '../../domain/ids.js'
import { assignLocalityCode as decide } from '../../domain/locality/codes.js'
import type { AssignLocalityCode } from '../../domain/locality/commands.js'
import { locality } from '../../domain/locality/locality.js'
import { claimLocalityCode, localityCode } from '../../domain/locality/locality-code.js'
import type { UnitOfWork } from '../../eventsourcing/command.js'
import { concluded } from '../concluded.js'

/** Gives a locality a code that no other locality holds at that time. */
export const assignLocalityCode = async (unit: UnitOfWork, command: AssignLocalityCode) => {
  const { localityId, scheme, code } = command
  const decision = await unit.decide(locality, localityId, decide(command))
  if (decision.kind === 'refused' || decision.events.length === 0) return concluded(decision, { localityId })
  const claim = await unit.decide(
    localityCode,
    localityCodeStreamId(scheme, code),
    claimLocalityCode(command),
  )
  return concluded(claim, { localityId })
}
