import type { CancelCycle } from '../../domain/cycle/commands.js'
import { cancelCycle as decide } from '../../domain/cycle/cancel-cycle.js'
import { cycle } from '../../domain/cycle/cycle.js'
import type { Today } from '../../domain/cycle/stage-refusals.js'
import type { UnitOfWork } from '../../eventsourcing/command.js'
import { concluded } from '../concluded.js'

/** Gives a cycle up. */
export const cancelCycle = async (unit: UnitOfWork, command: CancelCycle, clock: Today) => {
  const { cycleId, expectedRevision } = command
  const decision = await unit.decide(cycle, cycleId, decide(command, clock), expectedRevision)
  return concluded(decision, { cycleId })
}
