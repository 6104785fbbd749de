import type { ReviseCyclePlan } from '../../domain/cycle/commands.js'
import { cycle } from '../../domain/cycle/cycle.js'
import { reviseCyclePlan as decide } from '../../domain/cycle/plan-cycle.js'
import type { UnitOfWork } from '../../eventsourcing/command.js'
import { concluded } from '../concluded.js'
import { unknownMetrics } from '../known-metrics.js'
import { metricsOfPlan } from './metrics-of-plan.js'

/** Rewrites the plan of a cycle that has not started; the metrics that it names must exist. */
export const reviseCyclePlan = async (unit: UnitOfWork, command: ReviseCyclePlan) => {
  const facts = { unknownMetricIds: await unknownMetrics(unit, metricsOfPlan(command)) }
  const { cycleId, expectedRevision } = command
  const decision = await unit.decide(cycle, cycleId, decide(command, facts), expectedRevision)
  return concluded(decision, { cycleId })
}
