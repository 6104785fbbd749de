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

/** Some periods that follow each other, in their order. */
type Run = Readonly<{
  /** Of each its day (20240110 for the tenth of January 2024) and its figures, one after the other; NaN where there is none. */
  rows: readonly number[]
  /** One for each row. */
  words: readonly Words[]
}>

/**
 * What a series has for each period, never changed in place: `withPeriod` gives one that shares all but one run with the
 * one before. A server keeps millions of periods in memory and looks them through whenever it collects garbage, so there
 * are few objects: figures lie side by side in lists of numbers, with nothing in them to be looked through. Runs are
 * short, because a reading copies one; those of a series are in order.
 */
export type Periods = readonly Run[]

export const noPeriods: Periods = []

/** Most periods of a run. */
const MOST = 24
const ABSENT = Number.NaN
/** Day, value, numerator, denominator, sample size. A list that begins with such numbers never holds objects. */
const EMPTY_ROW: readonly number[] = [ABSENT, ABSENT, ABSENT, ABSENT, ABSENT]
const WIDTH = EMPTY_ROW.length
const NOTHING: Run = { rows: [], words: [] }
/** So many periods before one are looked at for the same words. */
const NEIGHBOURS = 8

const ZERO = 48

/** Two digits of a day, from where they stand. Every event of a fold asks: cutting texts takes four times as long. */
const twoDigitsAt = (day: string, place: number): number =>
  (day.charCodeAt(place) - ZERO) * 10 + day.charCodeAt(place + 1) - ZERO

const dayOf = (period: string): number =>
  twoDigitsAt(period, 0) * 1_000_000 +
  twoDigitsAt(period, 2) * 10_000 +
  twoDigitsAt(period, 5) * 100 +
  twoDigitsAt(period, 8)

const firstDayOf = ({ rows }: Run): number => rows[0] ?? 0

/** Where the run is that has a day or would have it; -1 when there is none. Later days are asked for more. */
const placeOf = (periods: Periods, day: number): number => {
  const last = periods.at(-1)
  if (last === undefined || firstDayOf(last) <= day) return periods.length - 1
  const after = periods.findIndex((run) => firstDayOf(run) > day)
  return Math.max(0, after - 1)
}

/** Where the row of a day begins, or that of the last one before it; below 0 when there is none. */
const lastUpTo = ({ rows }: Run, day: number): number => {
  let row = rows.length - WIDTH
  while (row >= 0 && (rows[row] ?? 0) > day) row -= WIDTH
  return row
}

const given = (figure: number | undefined): number | undefined =>
  figure === undefined || Number.isNaN(figure) ? undefined : figure

const stateAt = ({ rows, words }: Run, row: number): PeriodState | undefined => {
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
export const atPeriod = (periods: Periods, period: string): PeriodState | undefined => {
  const day = dayOf(period)
  const run = periods[placeOf(periods, day)]
  if (run === undefined) return undefined
  const row = lastUpTo(run, day)
  return run.rows[row] === day ? stateAt(run, row) : undefined
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

/** Nearly always the row comes last: then one list is made of it, not three. */
const withEmptyRow = (rows: readonly number[], row: number): number[] =>
  row === rows.length ? rows.concat(EMPTY_ROW) : rows.slice(0, row).concat(EMPTY_ROW, rows.slice(row))

/** A run with another row; `earlier` is the one before it. */
const withRow = (run: Run, earlier: Run, day: number, state: PeriodState): Run => {
  const last = lastUpTo(run, day)
  const isKnown = run.rows[last] === day
  const row = isKnown ? last : last + WIDTH
  const rows = isKnown ? run.rows.slice() : withEmptyRow(run.rows, row)
  const figures = state.status === 'recorded' ? state.measurement : undefined
  rows[row] = day
  rows[row + 1] = figures?.value ?? ABSENT
  rows[row + 2] = figures?.numerator ?? ABSENT
  rows[row + 3] = figures?.denominator ?? ABSENT
  rows[row + 4] = figures?.sampleSize ?? ABSENT
  const place = row / WIDTH
  const own = shared(wordsOf(state), run.words, run.words.length)
  const words = shared(own, earlier.words, earlier.words.length)
  return { rows, words: run.words.toSpliced(place, isKnown ? 1 : 0, words) }
}

const part = ({ rows, words }: Run, from: number, to: number): Run => ({
  rows: rows.slice(from * WIDTH, to * WIDTH),
  words: words.slice(from, to),
})

/** The same in two where it has become too long. A day that comes last begins a run, for more come after it. */
const inParts = (run: Run, day: number): readonly Run[] => {
  const { length } = run.words
  if (length <= MOST) return [run]
  const cut = run.rows.at(-WIDTH) === day ? MOST : MOST / 2
  return [part(run, 0, cut), part(run, cut, length)]
}

/** The same, with another state of one period. */
export const withPeriod = (all: Periods, period: string, state: PeriodState): Periods => {
  const day = dayOf(period)
  const place = Math.max(0, placeOf(all, day))
  const changed = withRow(all[place] ?? NOTHING, all[place - 1] ?? NOTHING, day, state)
  return all.toSpliced(place, 1, ...inParts(changed, day))
}

const digits = (number: number, count: number): string => String(number).padStart(count, '0')

/** The first period whose state is as asked; null when there is none. */
export const firstPeriod = (periods: Periods, isWanted: (state: PeriodState) => boolean): string | null => {
  for (const run of periods) {
    for (let row = 0; row < run.rows.length; row += WIDTH) {
      const state = stateAt(run, row)
      if (state === undefined || !isWanted(state)) continue
      const day = digits(run.rows[row] ?? 0, 8)
      return `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`
    }
  }
  return null
}
