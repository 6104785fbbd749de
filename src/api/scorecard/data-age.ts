import { addDays, dayNumber, nextPeriod, periodEnd, type Periodicity } from '../../domain/calendar.js'

export interface DataAge {
  /** Days since the last period with a value ended; 0 while it runs. */
  readonly days: number
  /** The value of the next period should be known by now. */
  readonly stale: boolean
}

/**
 * How old the figures of a series are. They are stale once the period after the last known one has ended and the days
 * have passed that its value usually takes.
 *
 * @param last first day of the last period with a value
 */
export const dataAge = (
  last: string,
  today: string,
  periodicity: Periodicity,
  typicalLagDays: number | null,
): DataAge => {
  const next = nextPeriod(periodicity, last)
  const due = addDays(periodEnd(periodicity, next), typicalLagDays ?? 0)
  return { days: Math.max(0, dayNumber(today) - dayNumber(next)), stale: today > due }
}
