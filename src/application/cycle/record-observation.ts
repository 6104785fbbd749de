import type { RecordObservation } from '../../domain/cycle/commands.js'
import { CycleRefusal } from '../../domain/cycle/refusals.js'
import { recordObservation as decide } from '../../domain/cycle/record-observation.js'
import { cycle } from '../../domain/cycle/cycle.js'
import type { Today } from '../../domain/cycle/stage-refusals.js'
import { ClaimedKind } from '../../domain/id-claim/events.js'
import type { UnitOfWork } from '../../eventsourcing/command.js'
import { concluded } from '../concluded.js'
import { withClaimedId } from '../with-claimed-id.js'

/** Records something seen while the test runs. */
export const recordObservation = async (unit: UnitOfWork, command: RecordObservation, clock: Today) => {
  const { cycleId, observationId } = command
  const decision = await withClaimedId(
    unit,
    await unit.decide(cycle, cycleId, decide(command, clock)),
    { id: observationId, kind: ClaimedKind.Observation, ownerId: cycleId },
    { taken: CycleRefusal.ObservationIdTaken, field: 'observationId' },
  )
  return concluded(decision, { cycleId, observationId })
}
