type Days<Value> = ReadonlyMap<string, Value>
type Months<Value> = ReadonlyMap<string, Days<Value>>

/**
 * Something for each period, never changed in place: `withPeriod` gives a new one that shares all but one year and
 * one month with the old. A daily series of many years thus costs some dozens of steps a reading, not thousands.
 */
export type ByPeriod<Value> = ReadonlyMap<string, Months<Value>>

export const noPeriods: ByPeriod<never> = new Map()

const yearOf = (period: string) => period.slice(0, 4)
const monthOf = (period: string) => period.slice(5, 7)
const dayOf = (period: string) => period.slice(8)

/** What there is for a period, by its first day. */
export const atPeriod = <Value>(all: ByPeriod<Value>, period: string): Value | undefined =>
  all.get(yearOf(period))?.get(monthOf(period))?.get(dayOf(period))

/** The same, with another value for one period. */
export const withPeriod = <Value>(all: ByPeriod<Value>, period: string, value: Value): ByPeriod<Value> => {
  const year = yearOf(period)
  const month = monthOf(period)
  const months = all.get(year)
  const days = new Map(months?.get(month)).set(dayOf(period), value)
  return new Map(all).set(year, new Map(months).set(month, days))
}

const inOrder = <Value>(all: ReadonlyMap<string, Value>) =>
  [...all].toSorted(([one], [other]) => (one < other ? -1 : 1))

/** The first period whose value is as asked; null when there is none. */
export const firstPeriod = <Value>(
  all: ByPeriod<Value>,
  isWanted: (value: Value) => boolean,
): string | null => {
  for (const [year, months] of inOrder(all)) {
    for (const [month, days] of inOrder(months)) {
      for (const [day, value] of inOrder(days)) if (isWanted(value)) return `${year}-${month}-${day}`
    }
  }
  return null
}
