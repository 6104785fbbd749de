import { accept, type Decision, refuse, refuseAll } from '../../eventsourcing/decider.js'
import { readingIdOf } from '../ids.js'
import type { RecordReading } from './commands.js'
import type { SeriesEvent } from './events.js'
import { checkMeasurement, sameMeasurement } from './measurement.js'
import { idOf, opening } from './opening.js'
import { atPeriod, type PeriodState } from './periods.js'
import { placeReading, type ReadingFacts } from './placement.js'
import { SeriesRefusal } from './refusals.js'
import type { SeriesState } from './series.js'

const replaced = { withdrawn: 'WITHDRAWN', missing: 'MISSING' } as const

/** What the period had before; nothing for a fresh one. */
const replaces = (known: PeriodState | undefined) =>
  known === undefined || known.status === 'recorded' ? {} : { replaces: replaced[known.status] }

/**
 * Records a reading for a period that has none: a fresh one, one that was declared missing or one whose reading
 * was withdrawn. The series is opened with its first reading. Said twice, nothing is new; another measurement for
 * the same period is a correction and asks for a reason.
 */
export const recordReading =
  (command: RecordReading, facts: ReadingFacts) =>
  (state: SeriesState): Decision<SeriesEvent, SeriesRefusal> => {
    const { period } = command
    const known = state.status === 'open' ? atPeriod(state.periods, period) : undefined
    if (known?.status === 'recorded' && sameMeasurement(known.measurement, command)) return accept()

    const { version, refusals } = placeReading(command, facts)
    if (version === null) return refuseAll(refusals)
    const checked = checkMeasurement(version.definition, command, period, facts.today)
    if (checked.kind === 'refused') return refuseAll([...refusals, ...checked.refusals])
    if (refusals.length > 0) return refuseAll(refusals)
    if (known?.status === 'recorded') {
      const message = `Another reading is recorded for ${period}; use correctReading and say why`
      return refuse(SeriesRefusal.PeriodAlreadyRecorded, message, 'period')
    }
    const seriesId = idOf(state, command)
    const data = {
      seriesId,
      readingId: readingIdOf(seriesId, period),
      period,
      ...checked.measurement,
      definitionVersion: version.version,
      ...replaces(known),
    }
    return accept(...opening(state, command, seriesId), { type: 'ReadingRecorded', data })
  }
