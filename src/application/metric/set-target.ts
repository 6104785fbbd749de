import { lifeOf, locality } from '../../domain/locality/locality.js'
import type { SetTarget } from '../../domain/metric/commands.js'
import { metric } from '../../domain/metric/metric.js'
import { setTarget as decide } from '../../domain/metric/targets.js'
import type { UnitOfWork } from '../../eventsourcing/command.js'
import { concluded } from '../concluded.js'

/** Sets a target for a locality that exists, or for all. */
export const setTarget = async (unit: UnitOfWork, command: SetTarget) => {
  const { metricId, targetId, localityId } = command
  const facts = { locality: localityId === undefined ? null : lifeOf(await unit.read(locality, localityId)) }
  return concluded(await unit.decide(metric, metricId, decide(command, facts)), { metricId, targetId })
}
