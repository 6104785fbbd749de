import { accept, type Decision, refuse, refuseAll } from '../../eventsourcing/decider.js'
import { readingIdOf } from '../ids.js'
import type { DeclarePeriodMissing } from './commands.js'
import type { SeriesEvent } from './events.js'
import { refusePeriod } from './measurement.js'
import { idOf, opening } from './opening.js'
import { atPeriod } from './periods.js'
import { placeReading, type ReadingFacts } from './placement.js'
import { SeriesRefusal } from './refusals.js'
import type { SeriesState } from './series.js'

/**
 * States that a period has no value, and why. It is a gap, never zero. A reason may be given anew; the same one
 * twice is nothing new.
 */
export const declarePeriodMissing =
  (command: DeclarePeriodMissing, facts: ReadingFacts) =>
  (state: SeriesState): Decision<SeriesEvent, SeriesRefusal> => {
    const { period, reason } = command
    const known = state.status === 'open' ? atPeriod(state.periods, period) : undefined
    if (known?.status === 'missing' && known.reason === reason) return accept()
    if (known?.status === 'recorded') {
      const message = `A reading is recorded for ${period}; withdraw it first, with a reason`
      return refuse(SeriesRefusal.PeriodAlreadyRecorded, message, 'period')
    }
    const placed = placeReading(command, facts)
    const badPeriod =
      placed.version === null ? [] : refusePeriod(placed.version.definition, period, facts.today)
    const refusals = [...placed.refusals, ...badPeriod]
    if (refusals.length > 0) return refuseAll(refusals)
    const seriesId = idOf(state, command)
    const data = { seriesId, readingId: readingIdOf(seriesId, period), period, reason }
    return accept(...opening(state, command, seriesId), { type: 'PeriodDeclaredMissing', data })
  }
