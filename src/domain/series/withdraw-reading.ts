import { accept, type Decision, refuse } from '../../eventsourcing/decider.js'
import { readingIdOf } from '../ids.js'
import type { WithdrawReading } from './commands.js'
import type { SeriesEvent } from './events.js'
import { atPeriod } from './periods.js'
import { SeriesRefusal } from './refusals.js'
import type { SeriesState } from './series.js'
import { readingNotFound, seriesNotFound } from './standing.js'

/**
 * Takes back what was said of a period: a reading, or that it is missing. Twice for the same reason is nothing new;
 * for another reason there is nothing left to take back.
 */
export const withdrawReading =
  (command: WithdrawReading) =>
  (state: SeriesState): Decision<SeriesEvent, SeriesRefusal> => {
    if (state.status === 'unopened') return seriesNotFound()
    const { period, reason } = command
    const known = atPeriod(state.periods, period)
    if (known === undefined) return readingNotFound(period, 'check the period')
    if (known.status === 'withdrawn') {
      const message = `What was recorded for ${period} was withdrawn before: ${known.reason}`
      return known.reason === reason
        ? accept()
        : refuse(SeriesRefusal.ReadingAlreadyWithdrawn, `${message}; record the period anew`, 'period')
    }
    const { seriesId } = state
    const data = { seriesId, readingId: readingIdOf(seriesId, period), period, reason }
    return accept({ type: 'ReadingWithdrawn', data })
  }
