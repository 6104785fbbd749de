import { readPeriod, describePeriod } from '../../../src/cli/import/read-period.js'
import type { Periodicity } from '../../../src/domain/calendar.js'

const first = { dates: 'DAY_FIRST', day: 'FIRST' } as const
const month: Periodicity = { cadence: 'MONTH' }
const financial: Periodicity = { cadence: 'YEAR', yearStartsIn: 'APRIL' }

const periodIn = (
  text: string,
  periodicity: Periodicity = month,
  options: Parameters<typeof readPeriod>[2] = first,
) => {
  const read = readPeriod(text, periodicity, options)
  return read.kind === 'period' ? read.period : `${read.code}: ${read.remedy}`
}

describe('months', () => {
  test.each([
    '2016-04-01',
    '2016-04-01T00:00:00',
    '2016-04-01 00:00',
    '20160401',
    '01/04/2016',
    '1/4/16',
    '01.04.2016',
    '01-04-2016',
    '1 April 2016',
    '1st April 2016',
    '01-Apr-2016',
    '01-Apr-16',
    'Fri 1 April 2016',
    'April 1, 2016',
    'Apr 2016',
    'April 2016',
    'APRIL 2016',
    'Apr-16',
    'Apr-2016',
    "Apr '16",
    '2016 April',
    '2016-04',
    '2016/04',
    '04/2016',
    '201604',
  ])('%j is April 2016', (text) => {
    expect(periodIn(text)).toBe('2016-04-01')
  })

  test('September is written in two ways', () => {
    expect(periodIn('Sept 2016')).toBe('2016-09-01')
    expect(periodIn('Sep-16')).toBe('2016-09-01')
  })

  test('dates in figures are read day first, unless the mapping says month first', () => {
    expect(periodIn('02/01/2016', { cadence: 'DAY' })).toBe('2016-01-02')
    expect(periodIn('02/01/2016', month, { ...first, dates: 'MONTH_FIRST' })).toBe('2016-02-01')
  })

  test('a date that only makes sense month first is refused with the setting to change', () => {
    expect(periodIn('04/25/2016')).toMatch(/^PERIOD_UNREADABLE: .*MONTH_FIRST/)
  })

  test('a date may stand for its month by its last day or by any', () => {
    expect(periodIn('30/04/2016', month, { ...first, day: 'LAST' })).toBe('2016-04-01')
    expect(periodIn('29/04/2016', month, { ...first, day: 'LAST' })).toMatch(/2016-04-30/)
    expect(periodIn('17/04/2016', month, { ...first, day: 'ANY' })).toBe('2016-04-01')
  })

  test('a date that is not on the boundary is left to the rules of the domain', () => {
    expect(periodIn('17/04/2016')).toBe('2016-04-17')
  })
})

describe('other lengths', () => {
  test.each([
    ['2016/17', financial, '2016-04-01'],
    ['2016-17', financial, '2016-04-01'],
    ['2016/2017', financial, '2016-04-01'],
    ['FY2016/17', financial, '2016-04-01'],
    ['1999/00', financial, '1999-04-01'],
    ['2011/12', financial, '2011-04-01'],
    ['2011-12', month, '2011-12-01'],
    ['2016', { cadence: 'YEAR' }, '2016-01-01'],
    ['Q1 2016/17', { cadence: 'QUARTER' }, '2016-04-01'],
    ['2016/17 Q4', { cadence: 'QUARTER' }, '2017-01-01'],
    ['Q1 2016', { cadence: 'QUARTER' }, '2016-01-01'],
    ['2016 Q3', { cadence: 'QUARTER' }, '2016-07-01'],
    ['w/c 4 April 2016', { cadence: 'WEEK' }, '2016-04-04'],
    ['Week commencing 04/04/2016', { cadence: 'WEEK' }, '2016-04-04'],
    ['week starting Monday 4 April 2016', { cadence: 'WEEK' }, '2016-04-04'],
    ['Week ending 10/04/2016', { cadence: 'WEEK' }, '2016-04-04'],
    ['2016-W14', { cadence: 'WEEK' }, '2016-04-04'],
    ['2020-W53', { cadence: 'WEEK' }, '2020-12-28'],
    ['04/04/2016', { cadence: 'WEEK' }, '2016-04-04'],
  ] as const)('%j of a metric of %j begins on %s', (text, periodicity, start) => {
    expect(periodIn(text, periodicity)).toBe(start)
  })

  test('a year where a month belongs is refused', () => {
    expect(periodIn('2016/17')).toMatch(/^PERIOD_OF_OTHER_LENGTH: This names a financial year/)
    expect(periodIn('April 2016', { cadence: 'QUARTER' })).toMatch(/names a month/)
    expect(periodIn('2016', financial)).toMatch(/names a calendar year/)
  })

  test.each([
    '',
    'April',
    '31/04/2016',
    '2016-13',
    '2017-W53',
    'Q5 2016',
    '2016/18',
    '42461',
    'soon',
    '16-Apr',
  ])('%j names no period', (text) => {
    expect(periodIn(text)).toMatch(/^PERIOD_/)
  })

  test('what was understood is said in words', () => {
    const read = readPeriod('Q1 2016/17', { cadence: 'QUARTER' }, first)
    expect(read.kind === 'period' ? describePeriod(read.reading) : null).toBe('quarter from 1 April 2016')
  })
})
