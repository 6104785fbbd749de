import type { StudyCycle } from '../../domain/cycle/commands.js'
import { studyCycle as decide } from '../../domain/cycle/study-cycle.js'
import { cycle } from '../../domain/cycle/cycle.js'
import type { Today } from '../../domain/cycle/stage-refusals.js'
import type { UnitOfWork } from '../../eventsourcing/command.js'
import { concluded } from '../concluded.js'

/** Compares what was seen with the predictions. */
export const studyCycle = async (unit: UnitOfWork, command: StudyCycle, clock: Today) => {
  const { cycleId, expectedRevision } = command
  const decision = await unit.decide(cycle, cycleId, decide(command, clock), expectedRevision)
  return concluded(decision, { cycleId })
}
