import { addDays, periodStartContaining } from '../../domain/calendar.js'
import { Cadence, YearStart } from '../../domain/metric/vocabulary.js'

/** What a text that names a time comes to. */
export interface NamedPeriod {
  /** How long what it names is; a DAY may stand for the period that begins on it. */
  readonly span: Cadence
  readonly yearStartsIn?: YearStart
  /** First day. */
  readonly start: string
}

/** One way of writing a time. */
export interface PeriodForm {
  /** As the report names it. */
  readonly name: string
  readonly pattern: RegExp
  /** null when the text only looks like it, such as a 13th month. */
  readonly read: (parts: readonly string[]) => NamedPeriod | null
}

const monthNames = [
  ['jan', 'january'],
  ['feb', 'february'],
  ['mar', 'march'],
  ['apr', 'april'],
  ['may', 'may'],
  ['jun', 'june'],
  ['jul', 'july'],
  ['aug', 'august'],
  ['sep', 'sept', 'september'],
  ['oct', 'october'],
  ['nov', 'november'],
  ['dec', 'december'],
]

const monthOf = (name: string): number => monthNames.findIndex((names) => names.includes(name)) + 1

/** Two figures stand for a year from 1970 to 2069. */
const yearOf = (text: string): number => {
  const year = Number(text)
  if (text.length > 2) return year
  return year < 70 ? 2000 + year : 1900 + year
}

const iso = (year: number, month: number, day: number): string =>
  `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`

const day = (year: number, month: number, date: number): NamedPeriod | null => {
  const text = iso(year, month, date)
  const exists = month >= 1 && month <= 12 && date >= 1 && addDays(addDays(text, 1), -1) === text
  return exists && year >= 1800 ? { span: Cadence.Day, start: text } : null
}

const month = (year: number, number: number): NamedPeriod | null =>
  number >= 1 && number <= 12 && year >= 1800 ? { span: Cadence.Month, start: iso(year, number, 1) } : null

/** 2016 and 17, 2017 or 1999 and 00: neighbours. */
const financialYear = (first: string, second: string): NamedPeriod | null => {
  const year = yearOf(first)
  const follows = second.length === 4 ? Number(second) === year + 1 : Number(second) === (year + 1) % 100
  return follows ? { span: Cadence.Year, yearStartsIn: YearStart.April, start: iso(year, 4, 1) } : null
}

const financialQuarter = (quarter: string, first: string, second: string): NamedPeriod | null => {
  if (financialYear(first, second) === null) return null
  const number = Number(quarter)
  const year = yearOf(first)
  const start = number === 4 ? iso(year + 1, 1, 1) : iso(year, 1 + number * 3, 1)
  return { span: Cadence.Quarter, start }
}

const quarter = (number: string, year: string): NamedPeriod => ({
  span: Cadence.Quarter,
  start: iso(yearOf(year), Number(number) * 3 - 2, 1),
})

const isoWeek = (year: number, week: number): NamedPeriod | null => {
  // 4 January lies in the first week of every year.
  const monday = (of: number) => periodStartContaining({ cadence: Cadence.Week }, iso(of, 1, 4))
  const start = addDays(monday(year), (week - 1) * 7)
  return week >= 1 && start < monday(year + 1) ? { span: Cadence.Week, start } : null
}

const at = (parts: readonly string[], index: number): string => parts[index] ?? ''

const midnight = '(?:[t ]0{1,2}:00(?::00(?:\\.0+)?)?z?)?'
const named = '([a-z]{3,9})\\.?'
const years = '(\\d{4})[/-](\\d{2}|\\d{4})'

const form = (name: string, pattern: string, read: PeriodForm['read']): PeriodForm => ({
  name,
  pattern: new RegExp(`^${pattern}$`),
  read: (parts) => read(parts),
})

/** Forms in the order in which they are tried; texts are in lower case, trimmed, with single spaces. */
export const periodForms = (monthFirst: boolean): readonly PeriodForm[] => [
  form('year-month-day', `(\\d{4})[-/](\\d{1,2})[-/](\\d{1,2})${midnight}`, (p) =>
    day(Number(at(p, 1)), Number(at(p, 2)), Number(at(p, 3))),
  ),
  form(
    monthFirst ? 'month/day/year' : 'day/month/year',
    `(\\d{1,2})([/.-])(\\d{1,2})\\2(\\d{4}|\\d{2})${midnight}`,
    (p) => {
      const [first, second] = [Number(at(p, 1)), Number(at(p, 3))]
      return monthFirst ? day(yearOf(at(p, 4)), first, second) : day(yearOf(at(p, 4)), second, first)
    },
  ),
  form('yearmonthday', '((?:19|20)\\d{2})(\\d{2})(\\d{2})', (p) =>
    day(Number(at(p, 1)), Number(at(p, 2)), Number(at(p, 3))),
  ),
  form('day month year', `(\\d{1,2})(?:st|nd|rd|th)?[ -]${named}[ ,-]{1,2}(\\d{4}|\\d{2})${midnight}`, (p) =>
    day(yearOf(at(p, 3)), monthOf(at(p, 2)), Number(at(p, 1))),
  ),
  form('month day, year', `${named} (\\d{1,2})(?:st|nd|rd|th)?,? (\\d{4})`, (p) =>
    day(yearOf(at(p, 3)), monthOf(at(p, 1)), Number(at(p, 2))),
  ),
  form('month year', `${named}[ /-]?'?(\\d{4}|\\d{2})`, (p) => month(yearOf(at(p, 2)), monthOf(at(p, 1)))),
  form('year month', `(\\d{4})[ /-]?${named}`, (p) => month(yearOf(at(p, 1)), monthOf(at(p, 2)))),
  form('financial quarter', `(?:q|quarter )([1-4])[ ,:-]*(?:fy)? ?${years}`, (p) =>
    financialQuarter(at(p, 1), at(p, 2), at(p, 3)),
  ),
  form('financial quarter', `(?:fy)? ?${years}[ ,:-]*(?:q|quarter )([1-4])`, (p) =>
    financialQuarter(at(p, 3), at(p, 1), at(p, 2)),
  ),
  form('calendar quarter', '(?:q|quarter )([1-4])[ -](\\d{4})', (p) => quarter(at(p, 1), at(p, 2))),
  form('calendar quarter', '(\\d{4})[ -]?(?:q|quarter )([1-4])', (p) => quarter(at(p, 2), at(p, 1))),
  form('financial year', `(?:fy|financial year)? ?${years}`, (p) => financialYear(at(p, 1), at(p, 2))),
  form('year-month', '(\\d{4})[-/](\\d{1,2})', (p) => month(Number(at(p, 1)), Number(at(p, 2)))),
  form('month/year', '(\\d{1,2})[-/](\\d{4})', (p) => month(Number(at(p, 2)), Number(at(p, 1)))),
  form('yearmonth', '((?:19|20)\\d{2})(0[1-9]|1[0-2])', (p) => month(Number(at(p, 1)), Number(at(p, 2)))),
  form('ISO week', '(\\d{4})-?w(\\d{2})', (p) => isoWeek(Number(at(p, 1)), Number(at(p, 2)))),
  form('year', '((?:18|19|20|21)\\d{2})', (p) => ({
    span: Cadence.Year,
    yearStartsIn: YearStart.January,
    start: iso(Number(at(p, 1)), 1, 1),
  })),
]
