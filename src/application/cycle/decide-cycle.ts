import type { DecideCycle } from '../../domain/cycle/commands.js'
import { decideCycle as decide } from '../../domain/cycle/decide-cycle.js'
import { cycle } from '../../domain/cycle/cycle.js'
import type { Today } from '../../domain/cycle/stage-refusals.js'
import type { UnitOfWork } from '../../eventsourcing/command.js'
import { concluded } from '../concluded.js'

/** Adopts, adapts or abandons the change. */
export const decideCycle = async (unit: UnitOfWork, command: DecideCycle, clock: Today) => {
  const { cycleId, expectedRevision } = command
  const decision = await unit.decide(cycle, cycleId, decide(command, clock), expectedRevision)
  return concluded(decision, { cycleId })
}
