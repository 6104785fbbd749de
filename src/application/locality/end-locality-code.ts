import { localityCodeStreamId } from '../../domain/ids.js'
import { endLocalityCode as decide } from '../../domain/locality/codes.js'
import type { EndLocalityCode } from '../../domain/locality/commands.js'
import { locality } from '../../domain/locality/locality.js'
import { localityCode, releaseLocalityCode } from '../../domain/locality/locality-code.js'
import type { UnitOfWork } from '../../eventsourcing/command.js'
import { concluded } from '../concluded.js'

/** Ends a locality's code, so that another may hold it from that day on. */
export const endLocalityCode = async (unit: UnitOfWork, command: EndLocalityCode) => {
  const { localityId, scheme, code } = command
  const decision = await unit.decide(locality, localityId, decide(command))
  if (decision.kind === 'refused' || decision.events.length === 0) return concluded(decision, { localityId })
  const release = await unit.decide(
    localityCode,
    localityCodeStreamId(scheme, code),
    releaseLocalityCode(command),
  )
  return concluded(release, { localityId })
}
