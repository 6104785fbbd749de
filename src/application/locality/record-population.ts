import { ClaimedKind } from '../../domain/id-claim/events.js'
import type { RecordPopulation } from '../../domain/locality/commands.js'
import { locality } from '../../domain/locality/locality.js'
import { estimateLike, recordPopulation as decide } from '../../domain/locality/populations.js'
import { LocalityRefusal } from '../../domain/locality/refusals.js'
import type { UnitOfWork } from '../../eventsourcing/command.js'
import { concluded } from '../concluded.js'
import { withClaimedId } from '../with-claimed-id.js'

/** Records a population estimate; answers with the id of the one that is known already, if the same is. */
export const recordPopulation = async (unit: UnitOfWork, command: RecordPopulation) => {
  const { localityId, estimateId } = command
  const known = estimateLike(await unit.read(locality, localityId), command)
  const decision = await withClaimedId(
    unit,
    await unit.decide(locality, localityId, decide(command)),
    { id: estimateId, kind: ClaimedKind.PopulationEstimate, ownerId: localityId },
    { taken: LocalityRefusal.PopulationIdTaken, field: 'estimateId' },
  )
  return concluded(decision, { localityId, estimateId: known?.estimateId ?? estimateId })
}
