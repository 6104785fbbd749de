import { accept, type Decision, refuse } from '../../eventsourcing/decider.js'
import { sameContent } from '../same-content.js'
import { without } from '../without.js'
import type { RecordObservation } from './commands.js'
import type { CycleState } from './cycle.js'
import type { CycleEvent } from './events.js'
import { CycleRefusal } from './refusals.js'
import {
  beforeStart,
  cycleCancelled,
  cycleDecided,
  cycleNotFound,
  cycleNotStarted,
  inFuture,
  type Today,
} from './stage-refusals.js'
import { CycleStatus } from './vocabulary.js'

/** Something seen while the test runs. May be added until the cycle is decided: notes come in late. */
export const recordObservation =
  (command: RecordObservation, clock: Today) =>
  (state: CycleState): Decision<CycleEvent, CycleRefusal> => {
    if (state.status === 'unplanned') return cycleNotFound()
    const data = without(command)
    const known = state.observations.get(command.observationId)
    if (known !== undefined && sameContent(known, data)) return accept()
    if (known !== undefined) {
      return refuse(
        CycleRefusal.ObservationIdTaken,
        'The cycle has an observation with this id and it says something else; use a new id for another observation',
        'observationId',
      )
    }
    if (state.status === CycleStatus.Cancelled) return cycleCancelled()
    if (state.startedOn === undefined) return cycleNotStarted('Start it before recording what was observed')
    if (state.status === CycleStatus.Decided) {
      return cycleDecided('Record what was seen later in the cycle that follows it')
    }
    if (command.observedOn > clock.today) return inFuture('observedOn', clock)
    if (command.observedOn < state.startedOn) return beforeStart('observedOn', state.startedOn)
    return accept({ type: 'ObservationRecorded', data })
  }
