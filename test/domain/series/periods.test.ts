import {
  atPeriod,
  firstPeriod,
  noPeriods,
  type Periods,
  type PeriodState,
  withPeriod,
} from '../../../src/domain/series/periods.js'

type Said = Extract<PeriodState, { status: 'recorded' }>['measurement']

const recorded = (measurement: Said): PeriodState => ({ status: 'recorded', measurement })
const missing = (reason: string): PeriodState => ({ status: 'missing', reason })
const withAll = (all: readonly (readonly [period: string, state: PeriodState])[]): Periods =>
  all.reduce((periods, [period, state]) => withPeriod(periods, period, state), noPeriods)

/** Everything that is reached from a value, the value included. */
const objectsIn = (value: unknown, found = new Set<object>()): ReadonlySet<object> => {
  if (typeof value !== 'object' || value === null || found.has(value)) return found
  found.add(value)
  for (const member of Object.values(value)) objectsIn(member, found)
  return found
}

describe('what is known by period', () => {
  test('is kept when more is added: nothing changes in place', () => {
    const one = withAll([['2024-04-01', missing('first')]])
    const two = withPeriod(one, '2024-04-02', missing('second'))
    const three = withPeriod(two, '2024-04-01', recorded({ value: 3 }))
    expect(atPeriod(one, '2024-04-02')).toBeUndefined()
    expect(atPeriod(two, '2024-04-01')).toEqual(missing('first'))
    expect(atPeriod(three, '2024-04-01')).toEqual(recorded({ value: 3 }))
    expect(atPeriod(three, '2024-04-02')).toEqual(missing('second'))
    expect(atPeriod(noPeriods, '2024-04-01')).toBeUndefined()
  })

  test('is what was said, all of it and nothing else', () => {
    const all: readonly Said[] = [
      { value: 0 },
      { value: 12.5, numerator: 1, denominator: 8, denominatorVintage: 'mid-2023' },
      { narrative: 'They felt heard.', collectedOn: '2024-05-02', grade: 'B' },
      { value: -2, sampleSize: 30, source: 'Log' },
      { value: 7, sampleSize: 0, source: 'Log' },
    ]
    const days = all.map((_, index) => `2024-01-0${String(index + 1)}`)
    const periods = withAll(all.map((said, index) => [days[index] ?? '', recorded(said)]))
    expect(days.map((day) => atPeriod(periods, day))).toEqual(all.map(recorded))
  })

  test('is found by its day alone, whatever came before, between and after it', () => {
    const days = ['2024-03-01', '2023-12-31', '2024-01-31', '2022-02-28', '2024-02-29', '2024-12-31']
    const periods = withAll(days.map((day) => [day, missing(day)]))
    expect(days.map((day) => atPeriod(periods, day))).toEqual(days.map(missing))
    for (const other of ['2021-01-01', '2022-03-01', '2023-01-01', '2024-01-01', '2024-03-02', '2025-01-01'])
      expect(atPeriod(periods, other)).toBeUndefined()
  })

  test('is found in whatever order a year of days was said, and so is the one of each that was said last', () => {
    const inOrder = Array.from({ length: 366 }, (_, day) =>
      new Date(Date.UTC(2024, 0, 1 + day)).toISOString().slice(0, 10),
    )
    const scattered = inOrder.map((_, index) => inOrder[(index * 77) % 366] ?? '')
    for (const days of [inOrder, inOrder.toReversed(), scattered]) {
      const said = (day: string) => recorded({ value: inOrder.indexOf(day), source: day.slice(0, 7) })
      const periods = withAll(
        days.flatMap((day) => [[day, missing('Later.')] as const, [day, said(day)] as const]),
      )
      expect(inOrder.map((day) => atPeriod(periods, day))).toEqual(inOrder.map(said))
      expect(firstPeriod(periods, () => true)).toBe('2024-01-01')
      expect(objectsIn(periods).size).toBeLessThan(200)
    }
  })

  test('keeps the words of each period when those of another change', () => {
    const log = recorded({ value: 1, source: 'Log' })
    const before = withAll([
      ['2023-12-01', log],
      ['2024-01-01', log],
      ['2024-02-01', log],
    ])
    const after = withPeriod(before, '2024-01-01', recorded({ value: 1, source: 'Return', grade: 'A' }))
    expect(atPeriod(after, '2023-12-01')).toEqual(log)
    expect(atPeriod(after, '2024-01-01')).toEqual(recorded({ value: 1, source: 'Return', grade: 'A' }))
    expect(atPeriod(after, '2024-02-01')).toEqual(log)
    const back = withPeriod(after, '2024-01-01', missing('Nobody counted.'))
    expect(atPeriod(back, '2024-01-01')).toEqual(missing('Nobody counted.'))
    expect(atPeriod(back, '2024-02-01')).toEqual(log)
  })

  test('has a first period, whatever was said first', () => {
    const days = ['2024-11-01', '2023-12-31', '2024-01-01', '2023-12-04']
    const periods = withAll([
      ['2022-01-01', missing('another')],
      ...days.map((day) => [day, recorded({ value: 1 })] as const),
    ])
    expect(firstPeriod(periods, ({ status }) => status === 'recorded')).toBe('2023-12-04')
    expect(firstPeriod(periods, () => true)).toBe('2022-01-01')
    expect(firstPeriod(noPeriods, () => true)).toBeNull()
  })

  test('is few objects for many readings with the same words, for a server keeps millions', () => {
    const months = Array.from({ length: 120 }, (_, month) => new Date(Date.UTC(2014, month)).toISOString())
    const periods = withAll(
      months.map((month, index) => [
        month.slice(0, 10),
        index % 40 === 7
          ? missing('Nobody counted.')
          : recorded({ value: index / 7, numerator: index, denominator: 7, source: 'Log', grade: 'A' }),
      ]),
    )
    expect(atPeriod(periods, '2023-12-01')).toMatchObject({ measurement: { value: 17, numerator: 119 } })
    expect(objectsIn(periods).size).toBeLessThan(40)
  })
})
