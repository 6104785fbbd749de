import type { Measurement } from './commands.js'

/** What a series has for a period. */
export type PeriodState =
  | Readonly<{ status: 'recorded'; measurement: Measurement }>
  | Readonly<{ status: 'withdrawn' | 'missing'; reason: string }>

/** What was said beside the figures. Often it is the same for years, and then it is one object. */
type Words =
  | Readonly<{
      status: 'recorded'
      denominatorVintage: string | undefined
      narrative: string | undefined
      source: string | undefined
      collectedOn: string | undefined
      grade: Measurement['grade']
    }>
  | Readonly<{ status: 'withdrawn' | 'missing'; reason: string }>

/** The periods of a year in their order. */
type Year = Readonly<{
  /** Of each period its day (110 for the tenth of January) and its figures, one after the other; NaN where there is none. */
  rows: readonly number[]
  /** One for each row. */
  words: readonly Words[]
}>

/**
 * What a series has for each period, never changed in place: `withPeriod` gives one that shares all but one year with the
 * one before. A server keeps millions of periods in memory and looks them through whenever it collects garbage, so there
 * are few objects: figures lie side by side in lists of numbers, with nothing in them to be looked through.
 */
export type Periods = Readonly<{
  firstYear: number
  years: readonly (Year | undefined)[]
}>

export const noPeriods: Periods = { firstYear: 0, years: [] }

const ABSENT = Number.NaN
/** Day, value, numerator, denominator, sample size. A list that begins with such numbers never holds objects. */
const EMPTY_ROW: readonly number[] = [ABSENT, ABSENT, ABSENT, ABSENT, ABSENT]
const WIDTH = EMPTY_ROW.length
const NOTHING: Year = { rows: [], words: [] }
/** So many periods before one are looked at for the same words. */
const NEIGHBOURS = 8

const ZERO = 48

/** Two digits of a day, from where they stand. Every event of a fold asks: cutting texts takes four times as long. */
const twoDigitsAt = (day: string, place: number): number =>
  (day.charCodeAt(place) - ZERO) * 10 + day.charCodeAt(place + 1) - ZERO

const yearOf = (period: string): number => twoDigitsAt(period, 0) * 100 + twoDigitsAt(period, 2)
const dayOf = (period: string): number => twoDigitsAt(period, 5) * 100 + twoDigitsAt(period, 8)

/** Where the row of a day begins, or that of the last one before it; below 0 when there is none. Later ones are asked for more. */
const lastUpTo = ({ rows }: Year, day: number): number => {
  let row = rows.length - WIDTH
  while (row >= 0 && (rows[row] ?? 0) > day) row -= WIDTH
  return row
}

const given = (figure: number | undefined): number | undefined =>
  figure === undefined || Number.isNaN(figure) ? undefined : figure

const stateAt = ({ rows, words }: Year, row: number): PeriodState | undefined => {
  const said = words[row / WIDTH]
  if (said?.status !== 'recorded') return said
  const measurement = {
    value: given(rows[row + 1]),
    numerator: given(rows[row + 2]),
    denominator: given(rows[row + 3]),
    denominatorVintage: said.denominatorVintage,
    narrative: said.narrative,
    sampleSize: given(rows[row + 4]),
    source: said.source,
    collectedOn: said.collectedOn,
    grade: said.grade,
  }
  return { status: 'recorded', measurement }
}

/** What there is for a period, by its first day. */
export const atPeriod = ({ firstYear, years }: Periods, period: string): PeriodState | undefined => {
  const year = years[yearOf(period) - firstYear]
  if (year === undefined) return undefined
  const day = dayOf(period)
  const row = lastUpTo(year, day)
  return year.rows[row] === day ? stateAt(year, row) : undefined
}

const wordsOf = (state: PeriodState): Words => {
  if (state.status !== 'recorded') return state
  const { denominatorVintage, narrative, source, collectedOn, grade } = state.measurement
  return { status: 'recorded', denominatorVintage, narrative, source, collectedOn, grade }
}

const sameWords = (one: Words, other: Words): boolean =>
  one.status === 'recorded'
    ? other.status === 'recorded' &&
      one.denominatorVintage === other.denominatorVintage &&
      one.narrative === other.narrative &&
      one.source === other.source &&
      one.collectedOn === other.collectedOn &&
      one.grade === other.grade
    : one.status === other.status && one.reason === other.reason

/** The words of a neighbour where they are the same. */
const shared = (words: Words, neighbours: readonly Words[], before: number): Words => {
  for (let place = before - 1; place >= Math.max(0, before - NEIGHBOURS); place -= 1) {
    const known = neighbours[place]
    if (known !== undefined && sameWords(known, words)) return known
  }
  return words
}

/** A year with another row; `earlier` is the year before it, if there is one. */
const withRow = (year: Year, earlier: Year, day: number, state: PeriodState): Year => {
  const last = lastUpTo(year, day)
  const isKnown = year.rows[last] === day
  const row = isKnown ? last : last + WIDTH
  const rows = isKnown ? year.rows.slice() : year.rows.slice(0, row).concat(EMPTY_ROW, year.rows.slice(row))
  const figures = state.status === 'recorded' ? state.measurement : undefined
  rows[row] = day
  rows[row + 1] = figures?.value ?? ABSENT
  rows[row + 2] = figures?.numerator ?? ABSENT
  rows[row + 3] = figures?.denominator ?? ABSENT
  rows[row + 4] = figures?.sampleSize ?? ABSENT
  const place = row / WIDTH
  const own = shared(wordsOf(state), year.words, year.words.length)
  const words = shared(own, earlier.words, earlier.words.length)
  return { rows, words: year.words.toSpliced(place, isKnown ? 1 : 0, words) }
}

/** The same, counted from an earlier year. */
const countedFrom = ({ firstYear, years }: Periods, year: number): Periods => {
  if (years.length === 0) return { firstYear: year, years }
  const before = Array.from({ length: firstYear - year }, () => undefined)
  return { firstYear: year, years: [...before, ...years] }
}

/** A copy with one place changed; places between that are not known yet stay undefined. */
const withYear = (years: Periods['years'], place: number, year: Year): Periods['years'] => {
  const changed = years.slice()
  while (changed.length < place) changed.push(undefined)
  changed[place] = year
  // A list that grew has room for many more, and most of these stay as they are: a copy has none.
  return changed.length === years.length ? changed : changed.slice()
}

/** The same, with another state of one period. */
export const withPeriod = (all: Periods, period: string, state: PeriodState): Periods => {
  const year = yearOf(period)
  const { firstYear, years } = all.years.length === 0 || year < all.firstYear ? countedFrom(all, year) : all
  const place = year - firstYear
  const changed = withRow(years[place] ?? NOTHING, years[place - 1] ?? NOTHING, dayOf(period), state)
  return { firstYear, years: withYear(years, place, changed) }
}

const digits = (number: number, count: number): string => String(number).padStart(count, '0')

/** The first period whose state is as asked; null when there is none. */
export const firstPeriod = (
  { firstYear, years }: Periods,
  isWanted: (state: PeriodState) => boolean,
): string | null => {
  for (const [index, year] of years.entries()) {
    for (let row = 0; year !== undefined && row < year.rows.length; row += WIDTH) {
      const state = stateAt(year, row)
      if (state === undefined || !isWanted(state)) continue
      const day = digits(year.rows[row] ?? 0, 4)
      return `${digits(firstYear + index, 4)}-${day.slice(0, 2)}-${day.slice(2)}`
    }
  }
  return null
}
