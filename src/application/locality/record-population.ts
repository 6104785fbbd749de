import type { RecordPopulation } from '../../domain/locality/commands.js'
import { locality } from '../../domain/locality/locality.js'
import { estimateLike, recordPopulation as decide } from '../../domain/locality/populations.js'
import type { UnitOfWork } from '../../eventsourcing/command.js'
import { concluded } from '../concluded.js'

/** Records a population estimate; answers with the id of the one that is known already, if the same is. */
export const recordPopulation = async (unit: UnitOfWork, command: RecordPopulation) => {
  const { localityId, estimateId } = command
  const known = estimateLike(await unit.read(locality, localityId), command)
  const decision = await unit.decide(locality, localityId, decide(command))
  return concluded(decision, { localityId, estimateId: known?.estimateId ?? estimateId })
}
