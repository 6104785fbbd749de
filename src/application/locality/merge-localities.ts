import type { MergeLocalities } from '../../domain/locality/commands.js'
import { locality } from '../../domain/locality/locality.js'
import type { LocalityRefusal } from '../../domain/locality/refusals.js'
import { mergeAway, mergeInto, refuseMerger } from '../../domain/locality/successions.js'
import type { UnitOfWork } from '../../eventsourcing/command.js'
import { accept, type Refusal, refuseAll } from '../../eventsourcing/decider.js'
import { concluded } from '../concluded.js'

/** Several localities end and go into one that exists; all together or none. */
export const mergeLocalities = async (unit: UnitOfWork, command: MergeLocalities) => {
  const { predecessorIds, successorId } = command
  const refusals: Refusal<LocalityRefusal>[] = [...refuseMerger(command)]
  if (refusals.length === 0) {
    const into = await unit.decide(locality, successorId, mergeInto(command))
    if (into.kind === 'refused') refusals.push(...into.refusals)
    for (const [index, predecessorId] of predecessorIds.entries()) {
      const away = await unit.decide(locality, predecessorId, mergeAway(command, predecessorId, index))
      if (away.kind === 'refused') refusals.push(...away.refusals)
    }
  }
  return concluded(refusals.length > 0 ? refuseAll(refusals) : accept(), {
    localityId: successorId,
    predecessorIds,
  })
}
