import type { RecordObservation } from '../../domain/cycle/commands.js'
import { recordObservation as decide } from '../../domain/cycle/record-observation.js'
import { cycle } from '../../domain/cycle/cycle.js'
import type { Today } from '../../domain/cycle/stage-refusals.js'
import type { UnitOfWork } from '../../eventsourcing/command.js'
import { concluded } from '../concluded.js'

/** Records something seen while the test runs. */
export const recordObservation = async (unit: UnitOfWork, command: RecordObservation, clock: Today) => {
  const { cycleId, observationId } = command
  const decision = await unit.decide(cycle, cycleId, decide(command, clock))
  return concluded(decision, { cycleId, observationId })
}
