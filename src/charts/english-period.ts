/** How long a period is; the values of a metric's cadence. */
export type Cadence = 'DAY' | 'WEEK' | 'MONTH' | 'QUARTER' | 'YEAR'

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

/** «4 April 2016» for 2016-04-04. */
export const englishDate = (date: string): string => {
  const { year, month, day } = partsOf(date)
  return `${day} ${MONTHS[month - 1] ?? ''} ${year}`
}

/**
 * A period as people say it, given its first day.
 *
 * @example englishPeriod('2016-04-01', 'MONTH') // 'April 2016'
 * @example englishPeriod('2016-04-01', 'YEAR') // '2016/17', since it does not start in January
 */
export const englishPeriod = (firstDay: string, cadence: Cadence): string => {
  const { year, month } = partsOf(firstDay)
  switch (cadence) {
    case 'DAY':
      return englishDate(firstDay)
    case 'WEEK':
      return `the week of ${englishDate(firstDay)}`
    case 'MONTH':
      return `${MONTHS[month - 1] ?? ''} ${year}`
    case 'QUARTER':
      return `${MONTHS[month - 1] ?? ''}–${MONTHS[(month + 1) % 12] ?? ''} ${year}`
    case 'YEAR':
      return month === 1 ? `${year}` : `${year}/${String((year + 1) % 100).padStart(2, '0')}`
  }
}

/** «3 months», «1 week». */
export const englishPeriods = (count: number, cadence: Cadence): string =>
  `${count} ${cadence.toLowerCase()}${count === 1 ? '' : 's'}`

const partsOf = (date: string) => {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  return { year, month, day }
}
