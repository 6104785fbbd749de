type Days<Value> = readonly (Value | undefined)[]
type Months<Value> = readonly (Days<Value> | undefined)[]

/**
 * Something for each period, never changed in place: `withPeriod` gives a new one that shares all but one year and
 * one month with the old. A daily series of many years thus costs the copy of three short lists a reading, not of
 * thousands. By year, counted from the first, then by number of the month, then by number of the day.
 */
export interface ByPeriod<Value> {
  readonly firstYear: number
  readonly years: readonly (Months<Value> | undefined)[]
}

export const noPeriods: ByPeriod<never> = { firstYear: 0, years: [] }

const ZERO = 48

/** Two digits of a day, from where they stand. Every event of a fold asks: cutting texts takes four times as long. */
const twoDigitsAt = (day: string, place: number): number =>
  (day.charCodeAt(place) - ZERO) * 10 + day.charCodeAt(place + 1) - ZERO

const yearOf = (period: string): number => twoDigitsAt(period, 0) * 100 + twoDigitsAt(period, 2)
const monthOf = (period: string): number => twoDigitsAt(period, 5)
const dayOf = (period: string): number => twoDigitsAt(period, 8)

/** What there is for a period, by its first day. */
export const atPeriod = <Value>({ firstYear, years }: ByPeriod<Value>, period: string): Value | undefined =>
  years[yearOf(period) - firstYear]?.[monthOf(period)]?.[dayOf(period)]

/** A copy with one place changed; places between that are not known yet stay undefined. */
const withPlace = <Item>(
  list: readonly (Item | undefined)[] | undefined,
  place: number,
  item: Item,
): readonly (Item | undefined)[] => {
  const changed = list === undefined ? [] : list.slice()
  while (changed.length < place) changed.push(undefined)
  changed[place] = item
  // A list that grew has room for many more, and most of these hold one thing for ever: a copy has none.
  return changed.length === list?.length ? changed : changed.slice()
}

/** The same, counted from an earlier year. */
const countedFrom = <Value>({ firstYear, years }: ByPeriod<Value>, year: number): ByPeriod<Value> => {
  if (years.length === 0) return { firstYear: year, years }
  const before = Array.from({ length: firstYear - year }, () => undefined)
  return { firstYear: year, years: [...before, ...years] }
}

/** The same, with another value for one period. */
export const withPeriod = <Value>(all: ByPeriod<Value>, period: string, value: Value): ByPeriod<Value> => {
  const year = yearOf(period)
  const month = monthOf(period)
  const { firstYear, years } = all.years.length === 0 || year < all.firstYear ? countedFrom(all, year) : all
  const months = years[year - firstYear]
  const changed = withPlace(months, month, withPlace(months?.[month], dayOf(period), value))
  return { firstYear, years: withPlace(years, year - firstYear, changed) }
}

const digits = (number: number, count: number): string => String(number).padStart(count, '0')

/** The first period whose value is as asked; null when there is none. */
export const firstPeriod = <Value>(
  { firstYear, years }: ByPeriod<Value>,
  isWanted: (value: Value) => boolean,
): string | null => {
  for (const [year, months] of years.entries()) {
    for (const [month, days] of (months ?? []).entries()) {
      const day = days?.findIndex((value) => value !== undefined && isWanted(value)) ?? -1
      if (day !== -1) return `${digits(firstYear + year, 4)}-${digits(month, 2)}-${digits(day, 2)}`
    }
  }
  return null
}
