import type { SplitLocality } from '../../domain/locality/commands.js'
import { locality } from '../../domain/locality/locality.js'
import type { LocalityRefusal } from '../../domain/locality/refusals.js'
import { refuseSplit, splitAway, splitInto } from '../../domain/locality/successions.js'
import type { UnitOfWork } from '../../eventsourcing/command.js'
import { accept, type Refusal, refuseAll } from '../../eventsourcing/decider.js'
import { concluded } from '../concluded.js'

/** One locality ends and goes into several that exist; all together or none. */
export const splitLocality = async (unit: UnitOfWork, command: SplitLocality) => {
  const { localityId, successorIds } = command
  const refusals: Refusal<LocalityRefusal>[] = [...refuseSplit(command)]
  if (refusals.length === 0) {
    const away = await unit.decide(locality, localityId, splitAway(command))
    if (away.kind === 'refused') refusals.push(...away.refusals)
    for (const [index, successorId] of successorIds.entries()) {
      const into = await unit.decide(locality, successorId, splitInto(command, successorId, index))
      if (into.kind === 'refused') refusals.push(...into.refusals)
    }
  }
  return concluded(refusals.length > 0 ? refuseAll(refusals) : accept(), { localityId, successorIds })
}
