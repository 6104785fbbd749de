import type { PlanCycle } from '../../domain/cycle/commands.js'
import { cycle } from '../../domain/cycle/cycle.js'
import { planCycle as decide, type PlanFacts } from '../../domain/cycle/plan-cycle.js'
import type { CycleId } from '../../domain/ids.js'
import { project } from '../../domain/project/project.js'
import type { UnitOfWork } from '../../eventsourcing/command.js'
import { concluded } from '../concluded.js'
import { unknownMetrics } from '../known-metrics.js'
import { metricsOfPlan } from './metrics-of-plan.js'

/** Plans a cycle; its project must be open, and its ramp, its predecessor and its metrics must exist. */
export const planCycle = async (unit: UnitOfWork, command: PlanCycle) => {
  const facts: PlanFacts = {
    project: await projectFacts(unit, command),
    predecessorKnown: await isPlanned(unit, command.informedByCycleId),
    unknownMetricIds: await unknownMetrics(unit, metricsOfPlan(command)),
  }
  const decision = await unit.decide(cycle, command.cycleId, decide(command, facts))
  return concluded(decision, { cycleId: command.cycleId })
}

const projectFacts = async (unit: UnitOfWork, { projectId }: PlanCycle): Promise<PlanFacts['project']> => {
  const state = await unit.read(project, projectId)
  if (state.status === 'unchartered') return null
  return {
    localityId: state.chartered.localityId,
    closed: state.status === 'closed',
    rampIds: new Set(state.ramps.keys()),
  }
}

const isPlanned = async (unit: UnitOfWork, cycleId: CycleId | undefined): Promise<boolean> =>
  cycleId === undefined || (await unit.read(cycle, cycleId)).status !== 'unplanned'
