import fc from 'fast-check'

import {
  addDays,
  boundariesNear,
  dayNumber,
  dayOf,
  nextPeriod,
  periodEnd,
  periodsBetween,
  type Periodicity,
  periodStartContaining,
  startsPeriod,
} from '../../src/domain/calendar.js'

const day: Periodicity = { cadence: 'DAY' }
const week: Periodicity = { cadence: 'WEEK' }
const month: Periodicity = { cadence: 'MONTH' }
const quarter: Periodicity = { cadence: 'QUARTER' }
const year: Periodicity = { cadence: 'YEAR' }
const financialYear: Periodicity = { cadence: 'YEAR', yearStartsIn: 'APRIL' }

const periodicities = fc.constantFrom(day, week, month, quarter, year, financialYear)
/** Days from 1900 to 2199, told by another calendar than the one under test. */
const days = fc
  .integer({ min: -25_567, max: 84_005 })
  .map((number) => new Date(number * 86_400_000).toISOString().slice(0, 10))

describe('days', () => {
  test('are counted from 1970-01-01', () => {
    expect(dayNumber('1970-01-01')).toBe(0)
    expect(dayNumber('2024-04-01')).toBe(19_814)
    expect(dayOf(-1)).toBe('1969-12-31')
  })

  test('follow one another over leap days, and over 1900, which had none', () => {
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29')
    expect(addDays('2023-02-28', 1)).toBe('2023-03-01')
    expect(addDays('1900-02-28', 1)).toBe('1900-03-01')
    expect(addDays('2000-02-28', 1)).toBe('2000-02-29')
  })

  test('have the number that the clock of the machine gives them', () => {
    fc.assert(
      fc.property(days, (date) => {
        expect(dayNumber(date)).toBe(Date.parse(`${date}T00:00:00Z`) / 86_400_000)
        expect(dayOf(dayNumber(date))).toBe(date)
      }),
    )
  })
})

describe('periods', () => {
  test.each([
    [day, '2024-04-03', '2024-04-03', '2024-04-04'],
    [week, '2024-04-03', '2024-04-01', '2024-04-08'],
    [week, '2024-03-31', '2024-03-25', '2024-04-01'],
    [week, '1969-12-31', '1969-12-29', '1970-01-05'],
    [month, '2024-12-31', '2024-12-01', '2025-01-01'],
    [quarter, '2024-06-30', '2024-04-01', '2024-07-01'],
    [quarter, '2024-12-01', '2024-10-01', '2025-01-01'],
    [year, '2024-12-31', '2024-01-01', '2025-01-01'],
    [financialYear, '2024-03-31', '2023-04-01', '2024-04-01'],
    [financialYear, '2024-04-01', '2024-04-01', '2025-04-01'],
  ])('%j: %s lies in the period from %s to before %s', (periodicity, date, start, end) => {
    expect(periodStartContaining(periodicity, date)).toBe(start)
    expect(periodEnd(periodicity, date)).toBe(end)
  })

  test('start on their boundary only', () => {
    expect(startsPeriod(week, '2024-04-01')).toBe(true)
    expect(startsPeriod(week, '2024-04-02')).toBe(false)
    expect(startsPeriod(financialYear, '2024-01-01')).toBe(false)
  })

  test('are listed in order, gaps included, first and last partly covered', () => {
    expect(periodsBetween(month, '2024-01-15', '2024-03-01')).toEqual([
      '2024-01-01',
      '2024-02-01',
      '2024-03-01',
    ])
    expect(periodsBetween(month, '2024-01-15', '2023-12-31')).toEqual([])
  })

  test('name their nearest boundaries', () => {
    expect(boundariesNear(month, '2024-04-15')).toBe('months start on the 1st: use 2024-04-01 or 2024-05-01')
    expect(boundariesNear(week, '2024-04-03')).toBe('weeks start on Monday: use 2024-04-01 or 2024-04-08')
    expect(boundariesNear(financialYear, '2024-01-01')).toMatch('1 April: use 2023-04-01 or 2024-04-01')
  })

  test('cover every day exactly once', () => {
    fc.assert(
      fc.property(periodicities, days, (periodicity, date) => {
        const start = periodStartContaining(periodicity, date)
        const end = periodEnd(periodicity, date)
        expect(start <= date && date < end).toBe(true)
        expect(startsPeriod(periodicity, start)).toBe(true)
        expect(startsPeriod(periodicity, end)).toBe(true)
        expect(periodStartContaining(periodicity, addDays(end, -1))).toBe(start)
        expect(nextPeriod(periodicity, start)).toBe(end)
      }),
    )
  })

  test('listed between two days, each ends where the next starts', () => {
    fc.assert(
      fc.property(periodicities, days, fc.nat(800), (periodicity, from, length) => {
        const to = addDays(from, length)
        const periods = periodsBetween(periodicity, from, to)
        expect(periods[0]).toBe(periodStartContaining(periodicity, from))
        expect(periods.at(-1)).toBe(periodStartContaining(periodicity, to))
        periods.slice(1).forEach((period, index) => {
          expect(nextPeriod(periodicity, periods[index] ?? '')).toBe(period)
        })
      }),
    )
  })
})
