import { addDays, nextPeriod, type Periodicity, periodStartContaining } from '../../domain/calendar.js'
import { Cadence, YearStart } from '../../domain/metric/vocabulary.js'
import { type NamedPeriod, type PeriodForm, periodForms } from './period-forms.js'

export interface PeriodReading extends NamedPeriod {
  /** Name of the form in which it was written. */
  readonly form: string
}

export interface PeriodOptions {
  readonly dates: 'DAY_FIRST' | 'MONTH_FIRST'
  readonly day: 'FIRST' | 'LAST' | 'ANY'
}

export type PeriodRead =
  | { readonly kind: 'period'; readonly period: string; readonly reading: PeriodReading }
  | {
      readonly kind: 'unreadable'
      readonly code: 'PERIOD_UNREADABLE' | 'PERIOD_OF_OTHER_LENGTH'
      readonly remedy: string
    }

const weekdays = /^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? /
const weekStarting = /^(?:w\/c|wc|week (?:starting|commencing|beginning|of))[ :]*/
const weekEnding = /^(?:w\/e|week ending)[ :]*/

const normalised = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[\s\u00a0]+/g, ' ')
    .replace(/[\u2010-\u2013]/g, '-')
    .trim()

const matching = (text: string, forms: readonly PeriodForm[]): PeriodReading[] =>
  forms.flatMap(({ name, pattern, read }) => {
    const parts = pattern.exec(text)
    const found = parts === null ? null : read(parts)
    return found === null ? [] : [{ ...found, form: name }]
  })

/** Everything that a text may mean, the likeliest first; empty when it names no time. */
export const readTimes = (text: string, monthFirst: boolean): readonly PeriodReading[] => {
  const forms = periodForms(monthFirst)
  const plain = normalised(text).replace(weekdays, '')
  const starting = plain.replace(weekStarting, '')
  const ending = plain.replace(weekEnding, '')
  if (starting === plain && ending === plain) return matching(plain, forms)
  const isStart = starting !== plain
  return matching((isStart ? starting : ending).replace(weekdays, ''), forms)
    .filter(({ span }) => span === Cadence.Day)
    .map(({ start, form }) => ({
      span: Cadence.Week,
      start: isStart ? start : addDays(start, -6),
      form: `week ${isStart ? 'starting' : 'ending'} ${form}`,
    }))
}

const names = (reading: PeriodReading, { cadence, yearStartsIn }: Periodicity): boolean =>
  reading.span === cadence &&
  (cadence !== Cadence.Year || reading.yearStartsIn === (yearStartsIn ?? YearStart.January))

const spanWords: Readonly<Record<Cadence, string>> = {
  DAY: 'day',
  WEEK: 'week',
  MONTH: 'month',
  QUARTER: 'quarter',
  YEAR: 'year',
}

const wordsOf = ({ cadence, yearStartsIn }: Periodicity): string =>
  cadence === Cadence.Year && yearStartsIn === YearStart.April
    ? 'financial year'
    : cadence === Cadence.Year
      ? 'calendar year'
      : spanWords[cadence]

/** A date stands for a period by its first day, by its last, or by any, as the mapping says. */
const fromDay = (reading: PeriodReading, periodicity: Periodicity, { day }: PeriodOptions): PeriodRead => {
  const { start } = reading
  const period = day === 'FIRST' ? start : periodStartContaining(periodicity, start)
  const last = addDays(nextPeriod(periodicity, start), -1)
  if (day === 'LAST' && start !== last) {
    const remedy = `The mapping says that dates are the last day of their ${wordsOf(periodicity)}, which here is ${last}; correct the date, or set period.day to FIRST or ANY`
    return { kind: 'unreadable', code: 'PERIOD_OF_OTHER_LENGTH', remedy }
  }
  return { kind: 'period', period, reading }
}

const unreadable = (text: string, { dates }: PeriodOptions): PeriodRead => {
  const other = dates === 'DAY_FIRST' ? 'MONTH_FIRST' : 'DAY_FIRST'
  const swapped = readTimes(text, dates === 'DAY_FIRST').length > 0
  const serial = /^[2-5]\d{4}$/.test(text.trim())
  const remedy = swapped
    ? `Read with the ${dates === 'DAY_FIRST' ? 'day' : 'month'} first there is no such date; correct it, or set period.dates to ${other} if all dates are written so`
    : serial
      ? 'This looks like the number by which a spreadsheet keeps a date; format the column as dates and save again'
      : 'This names no period; write it like 2016-04-01, 01/04/2016, April 2016, Q1 2016/17 or 2016/17'
  return { kind: 'unreadable', code: 'PERIOD_UNREADABLE', remedy }
}

/** The period of a metric that a text names. Whether it is on a boundary and not in the future, the domain checks. */
export const readPeriod = (text: string, periodicity: Periodicity, options: PeriodOptions): PeriodRead => {
  const found = readTimes(text, options.dates === 'MONTH_FIRST')
  const exact = found.find((reading) => names(reading, periodicity))
  if (exact !== undefined) return { kind: 'period', period: exact.start, reading: exact }
  const date = found.find(({ span }) => span === Cadence.Day)
  if (date !== undefined) return fromDay(date, periodicity, options)
  const [first] = found
  if (first === undefined) return unreadable(text, options)
  const what = wordsOf({ cadence: first.span, yearStartsIn: first.yearStartsIn })
  const remedy = `This names a ${what} and the metric is measured by the ${wordsOf(periodicity)}; give the ${wordsOf(periodicity)}, or a metric of that cadence`
  return { kind: 'unreadable', code: 'PERIOD_OF_OTHER_LENGTH', remedy }
}

const inWords = (date: string): string =>
  new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${date}T00:00:00Z`))

/** What was understood, so that a person can check it: `1 April 2016`, `April 2016`, `year from 1 April 2016`. */
export const describePeriod = ({ span, start }: NamedPeriod): string => {
  const text = inWords(start)
  switch (span) {
    case Cadence.Day:
      return text
    case Cadence.Week:
      return `week from ${text}`
    case Cadence.Month:
      return text.replace(/^\d+ /, '')
    case Cadence.Quarter:
      return `quarter from ${text}`
    case Cadence.Year:
      return `year from ${text}`
  }
}
