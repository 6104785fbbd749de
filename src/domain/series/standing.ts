import { type Refused, refuse } from '../../eventsourcing/decider.js'
import { SeriesRefusal } from './refusals.js'

/** What to answer when nothing was recorded in a series. */
export const seriesNotFound = (): Refused<SeriesRefusal> =>
  refuse(SeriesRefusal.SeriesNotFound, 'No series has this id; record its first reading', 'seriesId')

/** What to answer when a period has no reading. */
export const readingNotFound = (period: string, remedy: string): Refused<SeriesRefusal> =>
  refuse(SeriesRefusal.ReadingNotFound, `There is no reading for ${period}; ${remedy}`, 'period')
