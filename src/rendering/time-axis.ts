import type { Cadence } from '../charts/english-period.js'

/** A tick: the instant in milliseconds, and its label in one or two lines. */
export type TimeTick = Readonly<{ at: number; label: readonly string[] }>
export type TimeAxis = Readonly<{ from: number; to: number; ticks: readonly TimeTick[] }>

const DAY = 86_400_000
const LENGTH: Readonly<Record<Cadence, number>> = {
  DAY,
  WEEK: 7 * DAY,
  MONTH: 30.44 * DAY,
  QUARTER: 91.31 * DAY,
  YEAR: 365.25 * DAY,
}

/** Every so many days or months, and the least pixels between two labels. */
type Step = Readonly<{ days?: number; months?: number; apart: number }>
const STEPS: readonly Step[] = [
  { days: 1, apart: 46 },
  { days: 7, apart: 46 },
  { days: 14, apart: 46 },
  { months: 1, apart: 34 },
  { months: 3, apart: 34 },
  { months: 6, apart: 34 },
  { months: 12, apart: 52 },
  { months: 24, apart: 52 },
  { months: 60, apart: 52 },
  { months: 120, apart: 52 },
  { months: 300, apart: 52 },
]
const SHORTEST: Readonly<Record<Cadence, Step>> = {
  DAY: { days: 1, apart: 0 },
  WEEK: { days: 7, apart: 0 },
  MONTH: { months: 1, apart: 0 },
  QUARTER: { months: 3, apart: 0 },
  YEAR: { months: 12, apart: 0 },
}

/**
 * Ticks on the first days of periods, as close as their labels allow, counted from the calendar, so that months
 * of one step are the same in every year. A label names the year beneath its first tick in it.
 *
 * `periods` are first days in order; without any the axis is bare. A year that does not start in January is named «2016/17».
 */
export const timeAxis = (periods: readonly string[], cadence: Cadence, width: number): TimeAxis => {
  if (periods.length === 0) return { from: 0, to: LENGTH[cadence], ticks: [] }
  const first = Date.parse(periods[0] ?? '')
  const last = Date.parse(periods.at(-1) ?? '')
  const from = first - LENGTH[cadence] * 0.6
  const to = last + LENGTH[cadence]
  const pixels = width / ((to - from) / DAY)
  const steps = STEPS.filter((step) => lengthOf(step) >= lengthOf(SHORTEST[cadence]))
  const step = steps.find((candidate) => lengthOf(candidate) * pixels >= candidate.apart) ?? {
    months: 600,
    apart: 0,
  }
  return { from, to, ticks: labelled(instants({ from, first, last }, step, cadence), step, cadence) }
}

const lengthOf = ({ days, months = 0 }: Step) => days ?? months * 30.44

type Span = Readonly<{ from: number; first: number; last: number }>

const instants = ({ from, first, last }: Span, { days, months = 1 }: Step, cadence: Cadence): number[] => {
  const found: number[] = []
  if (days !== undefined) {
    for (let at = first; at <= last; at += days * DAY) found.push(at)
    return found
  }
  const start = new Date(first)
  const offset = cadence === 'YEAR' ? 0 : start.getUTCMonth() % Math.min(months, 12)
  const yearly = months >= 12 ? start.getUTCFullYear() % (months / 12) : 0
  for (let index = 0; ; index += months) {
    const at = Date.UTC(start.getUTCFullYear() - yearly, start.getUTCMonth() - offset + index, 1)
    if (at > last) return found
    if (at >= from) found.push(at)
  }
}

const format = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat('en-GB', { ...options, timeZone: 'UTC' })
const dayAndMonth = format({ day: 'numeric', month: 'short' })
const shortMonth = format({ month: 'short' })

const labelled = (ticks: readonly number[], step: Step, cadence: Cadence): TimeTick[] => {
  let known: number | undefined
  return ticks.map((at) => {
    const date = new Date(at)
    const year = date.getUTCFullYear()
    if (lengthOf(step) >= 360) return { at, label: [yearLabel(date, cadence)] }
    const upper = step.days === undefined ? shortMonth.format(date).slice(0, 3) : dayAndMonth.format(date)
    const label = year === known ? [upper] : [upper, String(year)]
    known = year
    return { at, label }
  })
}

const yearLabel = (date: Date, cadence: Cadence) => {
  const year = date.getUTCFullYear()
  if (date.getUTCMonth() === 0) return String(year)
  if (cadence === 'YEAR') return `${year}/${String((year + 1) % 100).padStart(2, '0')}`
  return `${shortMonth.format(date).slice(0, 3)} ${year}`
}
