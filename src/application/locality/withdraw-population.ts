import type { WithdrawPopulation } from '../../domain/locality/commands.js'
import { locality } from '../../domain/locality/locality.js'
import { withdrawPopulation as decide } from '../../domain/locality/populations.js'
import type { UnitOfWork } from '../../eventsourcing/command.js'
import { concluded } from '../concluded.js'

/** Takes a population estimate back. */
export const withdrawPopulation = async (unit: UnitOfWork, command: WithdrawPopulation) => {
  const { localityId, estimateId } = command
  return concluded(await unit.decide(locality, localityId, decide(command)), { localityId, estimateId })
}
