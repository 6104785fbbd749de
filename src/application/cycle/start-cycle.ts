import type { StartCycle } from '../../domain/cycle/commands.js'
import { startCycle as decide } from '../../domain/cycle/start-cycle.js'
import { cycle } from '../../domain/cycle/cycle.js'
import type { Today } from '../../domain/cycle/stage-refusals.js'
import type { UnitOfWork } from '../../eventsourcing/command.js'
import { concluded } from '../concluded.js'

/** Begins the test of a cycle. */
export const startCycle = async (unit: UnitOfWork, command: StartCycle, clock: Today) => {
  const { cycleId, expectedRevision } = command
  const decision = await unit.decide(cycle, cycleId, decide(command, clock), expectedRevision)
  return concluded(decision, { cycleId })
}
