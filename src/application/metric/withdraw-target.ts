import type { WithdrawTarget } from '../../domain/metric/commands.js'
import { metric } from '../../domain/metric/metric.js'
import { withdrawTarget as decide } from '../../domain/metric/targets.js'
import type { UnitOfWork } from '../../eventsourcing/command.js'
import { concluded } from '../concluded.js'

/** Takes a target back. */
export const withdrawTarget = async (unit: UnitOfWork, command: WithdrawTarget) => {
  const { metricId, targetId } = command
  return concluded(await unit.decide(metric, metricId, decide(command)), { metricId, targetId })
}
