import { Cadence, YearStart } from './metric/vocabulary.js'

/**
 * Periods are named by their first day, an ISO date. All arithmetic is on whole days of the proleptic Gregorian
 * calendar: no clock, no time zone, no daylight saving.
 */

/** How long periods are and where they begin; a metric's definition is one. */
export interface Periodicity {
  readonly cadence: Cadence
  /** Of years only; absent: January. */
  readonly yearStartsIn?: YearStart | undefined
}

interface Civil {
  readonly year: number
  readonly month: number
  readonly day: number
}

const civilOf = (iso: string): Civil => ({
  year: Number(iso.slice(0, 4)),
  month: Number(iso.slice(5, 7)),
  day: Number(iso.slice(8, 10)),
})

const iso = ({ year, month, day }: Civil): string =>
  `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`

/**
 * Days since 1970-01-01. Years are counted from March, so that the leap day comes last.
 * Source: H. Hinnant, "chrono-compatible low-level date algorithms", days_from_civil.
 *
 * @example dayNumber('2024-04-01') // 19814
 */
export const dayNumber = (date: string): number => {
  const { year, month, day } = civilOf(date)
  const fromMarch = month > 2 ? year : year - 1
  const era = Math.floor(fromMarch / 400)
  const yearOfEra = fromMarch - era * 400
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}

/**
 * The day with a number, as an ISO date: `dayNumber` the other way round.
 * Source: H. Hinnant, as above, civil_from_days.
 */
export const dayOf = (number: number): string => {
  const shifted = number + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1_460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const fromMarch = Math.floor((5 * dayOfYear + 2) / 153)
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  return iso({ year, month, day: dayOfYear - Math.floor((153 * fromMarch + 2) / 5) + 1 })
}

/** The day so many days later; earlier for a negative number. */
export const addDays = (date: string, days: number): string => dayOf(dayNumber(date) + days)

/** The first day of a month so many months later. */
const addMonths = (first: string, months: number): string => {
  const { year, month } = civilOf(first)
  const count = year * 12 + (month - 1) + months
  return iso({ year: Math.floor(count / 12), month: (count % 12) + 1, day: 1 })
}

/** The first day of the period in which a day lies. */
export const periodStartContaining = ({ cadence, yearStartsIn }: Periodicity, date: string): string => {
  const { year, month } = civilOf(date)
  switch (cadence) {
    case Cadence.Day:
      return date
    case Cadence.Week: {
      const number = dayNumber(date)
      // 1970-01-01 was a Thursday: three days after a Monday.
      return dayOf(number - ((((number + 3) % 7) + 7) % 7))
    }
    case Cadence.Month:
      return iso({ year, month, day: 1 })
    case Cadence.Quarter:
      return iso({ year, month: month - ((month - 1) % 3), day: 1 })
    case Cadence.Year: {
      const first = yearStartsIn === YearStart.April ? 4 : 1
      return iso({ year: month < first ? year - 1 : year, month: first, day: 1 })
    }
  }
}

/** Whether a period begins on a day. */
export const startsPeriod = (periodicity: Periodicity, date: string): boolean =>
  periodicity.cadence === Cadence.Day || periodStartContaining(periodicity, date) === date

/** The first day of the period after the one in which a day lies. */
export const nextPeriod = (periodicity: Periodicity, date: string): string => {
  const start = periodStartContaining(periodicity, date)
  switch (periodicity.cadence) {
    case Cadence.Day:
      return addDays(start, 1)
    case Cadence.Week:
      return addDays(start, 7)
    case Cadence.Month:
      return addMonths(start, 1)
    case Cadence.Quarter:
      return addMonths(start, 3)
    case Cadence.Year:
      return addMonths(start, 12)
  }
}

/** The first day after a period. */
export const periodEnd = nextPeriod

/**
 * The first days of all periods in order, from the one in which `from` lies to the one in which `to` lies.
 * Empty when `to` is before the first of them.
 *
 * @example periodsBetween({ cadence: 'MONTH' }, '2024-01-15', '2024-03-01') // 2024-01-01, 2024-02-01, 2024-03-01
 */
export const periodsBetween = (periodicity: Periodicity, from: string, to: string): readonly string[] => {
  const periods: string[] = []
  let period = periodStartContaining(periodicity, from)
  while (period <= to) {
    periods.push(period)
    period = nextPeriod(periodicity, period)
  }
  return periods
}

/**
 * Where periods of a cadence begin, and the two such days nearest to a day, to complete a refusal.
 *
 * @example boundariesNear({ cadence: 'MONTH' }, '2024-04-15') // months start on the 1st: use 2024-04-01 or 2024-05-01
 */
export const boundariesNear = (periodicity: Periodicity, date: string): string =>
  `${beginning(periodicity)}: use ${periodStartContaining(periodicity, date)} or ${nextPeriod(periodicity, date)}`

const beginning = ({ cadence, yearStartsIn }: Periodicity): string => {
  switch (cadence) {
    case Cadence.Day:
      return 'every day is a period'
    case Cadence.Week:
      return 'weeks start on Monday'
    case Cadence.Month:
      return 'months start on the 1st'
    case Cadence.Quarter:
      return 'quarters start on 1 January, 1 April, 1 July and 1 October'
    case Cadence.Year:
      return yearStartsIn === YearStart.April
        ? 'years of this metric start on 1 April'
        : 'years of this metric start on 1 January'
  }
}
