type Days<Value> = readonly (Value | undefined)[]
type Months<Value> = readonly (Days<Value> | undefined)[]

/**
 * Something for each period, never changed in place: `withPeriod` gives a new one that shares all but one year and
 * one month with the old. A daily series of many years thus costs the copy of two short lists a reading, not of
 * thousands. By year, then by number of the month, then by number of the day.
 */
export type ByPeriod<Value> = ReadonlyMap<string, Months<Value>>

export const noPeriods: ByPeriod<never> = new Map()

const yearOf = (period: string) => period.slice(0, 4)
const monthOf = (period: string) => Number(period.slice(5, 7))
const dayOf = (period: string) => Number(period.slice(8))

/** What there is for a period, by its first day. */
export const atPeriod = <Value>(all: ByPeriod<Value>, period: string): Value | undefined =>
  all.get(yearOf(period))?.[monthOf(period)]?.[dayOf(period)]

/** A copy with one place changed; places between that are not known yet stay undefined. */
const withPlace = <Item>(
  list: readonly (Item | undefined)[] | undefined,
  place: number,
  item: Item,
): readonly (Item | undefined)[] => {
  const changed = list === undefined ? [] : list.slice()
  while (changed.length < place) changed.push(undefined)
  changed[place] = item
  return changed
}

/** The same, with another value for one period. */
export const withPeriod = <Value>(all: ByPeriod<Value>, period: string, value: Value): ByPeriod<Value> => {
  const year = yearOf(period)
  const month = monthOf(period)
  const months = all.get(year)
  return new Map(all).set(year, withPlace(months, month, withPlace(months?.[month], dayOf(period), value)))
}

const twoDigits = (number: number): string => String(number).padStart(2, '0')

/** The first period whose value is as asked; null when there is none. */
export const firstPeriod = <Value>(
  all: ByPeriod<Value>,
  isWanted: (value: Value) => boolean,
): string | null => {
  for (const year of [...all.keys()].toSorted()) {
    for (const [month, days] of (all.get(year) ?? []).entries()) {
      const day = days?.findIndex((value) => value !== undefined && isWanted(value)) ?? -1
      if (day !== -1) return `${year}-${twoDigits(month)}-${twoDigits(day)}`
    }
  }
  return null
}
