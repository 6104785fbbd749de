import { localityCodeStreamId } from '../../domain/ids.js'
import type { RegisterLocality } from '../../domain/locality/commands.js'
import { locality } from '../../domain/locality/locality.js'
import { claimLocalityCode, localityCode } from '../../domain/locality/locality-code.js'
import { codesOf, registerLocality as decide } from '../../domain/locality/register-locality.js'
import type { LocalityRefusal } from '../../domain/locality/refusals.js'
import type { UnitOfWork } from '../../eventsourcing/command.js'
import type { Refusal } from '../../eventsourcing/decider.js'
import { concluded } from '../concluded.js'
import { ancestorsOf } from './ancestors-of.js'

/** Registers a locality under its parent and claims its codes. */
export const registerLocality = async (unit: UnitOfWork, command: RegisterLocality) => {
  const { localityId, parentId, openedOn } = command
  const facts = { ancestors: await ancestorsOf(unit, parentId, openedOn) }
  const decision = await unit.decide(locality, localityId, decide(command, facts))
  const known = decision.kind === 'accepted' && decision.events.length === 0
  // A locality that is known already may have given a code up since: what it claimed then is not claimed again.
  const claims = known ? [] : await claimCodes(unit, command)
  const refusals = [...(decision.kind === 'refused' ? decision.refusals : []), ...claims]
  return concluded(refusals.length > 0 ? { kind: 'refused', refusals } : decision, { localityId })
}

const claimCodes = async (
  unit: UnitOfWork,
  command: RegisterLocality,
): Promise<readonly Refusal<LocalityRefusal>[]> => {
  const refusals: Refusal<LocalityRefusal>[] = []
  for (const [index, { scheme, code, validFrom }] of codesOf(command).entries()) {
    const claim = claimLocalityCode(
      { scheme, code, localityId: command.localityId, validFrom },
      `codes.${index}.code`,
    )
    const decision = await unit.decide(localityCode, localityCodeStreamId(scheme, code), claim)
    if (decision.kind === 'refused') refusals.push(...decision.refusals)
  }
  return refusals
}
