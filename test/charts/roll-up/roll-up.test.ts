import fc from 'fast-check'

import { rollUp, type ChildReading, type RollUpMetric } from '../../../src/charts/roll-up/roll-up.js'
import { rollUpSeries } from '../../../src/charts/roll-up/roll-up-series.js'

const percentage: RollUpMetric = { rule: 'SUM_COMPONENTS', isRatio: true, multiplier: 100 }
const count: RollUpMetric = { rule: 'SUM_COMPONENTS', isRatio: false, multiplier: 1 }
const mean: RollUpMetric = { rule: 'POOLED_WEIGHTED', isRatio: false, multiplier: 1 }

const share = (childId: string, numerator: number, denominator: number): ChildReading => ({
  childId,
  value: (numerator / denominator) * 100,
  numerator,
  denominator,
})

test('a percentage is Σ numerators over Σ denominators, and not the mean of the percentages', () => {
  const found = rollUp(
    percentage,
    [share('north', 1, 2), share('south', 30, 100)],
    ['north', 'south', 'east'],
  )
  expect(found).toEqual({
    kind: 'aggregated',
    value: (31 / 102) * 100,
    numerator: 31,
    denominator: 102,
    sampleSize: null,
    coverage: { reporting: 2, expected: 3 },
  })
  expect(found).not.toMatchObject({ value: 40 })
})

test('counts are added up', () =>
  expect(
    rollUp(
      count,
      [
        { childId: 'north', value: 3 },
        { childId: 'south', value: 0 },
        { childId: 'east', value: null },
      ],
      ['north', 'south', 'east'],
    ),
  ).toMatchObject({ kind: 'aggregated', value: 3, coverage: { reporting: 2, expected: 3 } }))

test('means are weighted by their samples', () =>
  expect(
    rollUp(
      mean,
      [
        { childId: 'north', value: 10, sampleSize: 1 },
        { childId: 'south', value: 20, sampleSize: 3 },
      ],
      ['north', 'south'],
    ),
  ).toMatchObject({ kind: 'aggregated', value: 17.5, sampleSize: 4, numerator: null }))

test('a reading of a child that did not belong then is left out', () =>
  expect(
    rollUp(
      count,
      [
        { childId: 'north', value: 3 },
        { childId: 'moved', value: 9 },
      ],
      ['north'],
    ),
  ).toMatchObject({
    value: 3,
    coverage: { reporting: 1, expected: 1 },
  }))

describe('what cannot be aggregated says so', () => {
  test.each([
    [
      'the rule of the metric',
      { ...count, rule: 'NONE' as const },
      [{ childId: 'north', value: 3 }],
      'CANNOT_BE_AGGREGATED',
      [],
    ],
    ['nothing reported', count, [{ childId: 'north', value: null }], 'NOTHING_REPORTED', []],
    [
      'a ratio without what it was made of',
      percentage,
      [share('south', 1, 2), { childId: 'north', value: 50 }],
      'COMPONENTS_MISSING',
      ['north'],
    ],
    [
      'a mean without of how many',
      mean,
      [
        { childId: 'north', value: 50, sampleSize: 4 },
        { childId: 'south', value: 50, sampleSize: null },
      ],
      'SAMPLE_SIZE_MISSING',
      ['south'],
    ],
    [
      'nothing to divide by',
      percentage,
      [{ childId: 'north', value: 0, numerator: 0, denominator: 0 }],
      'NOTHING_TO_DIVIDE_BY',
      ['north'],
    ],
  ])('%s', (_, metric, readings, reason, children) => {
    const found = rollUp(metric, readings, ['north', 'south'])
    if (found.kind === 'aggregated') throw new Error('it cannot be aggregated')
    expect([found.reason, found.children]).toEqual([reason, children])
    expect(found.message).toMatch(/\.$/)
    expect(found.coverage.expected).toBe(2)
  })
})

test('a series is rolled up by period, each from the children that belonged then', () => {
  const readings = [
    { ...share('north', 1, 10), period: '2025-01-01' },
    { ...share('south', 3, 10), period: '2025-01-01' },
    { ...share('south', 4, 10), period: '2025-02-01' },
  ]
  const found = rollUpSeries(percentage, readings, ['2025-01-01', '2025-02-01', '2025-03-01'], (period) =>
    period === '2025-01-01' ? ['north', 'south'] : ['north'],
  )
  expect(found.map((each) => (each.kind === 'aggregated' ? each.value : each.reason))).toEqual([
    20,
    'NOTHING_REPORTED',
    'NOTHING_REPORTED',
  ])
  expect(found.map(({ coverage }) => coverage)).toEqual([
    { reporting: 2, expected: 2 },
    { reporting: 0, expected: 1 },
    { reporting: 0, expected: 1 },
  ])
})

const child = fc.record({ numerator: fc.nat(500), denominator: fc.integer({ min: 1, max: 1000 }) })

test('the order of the children changes nothing, and the whole lies between its parts', () => {
  fc.assert(
    fc.property(fc.array(child, { minLength: 1, maxLength: 12 }), (children) => {
      const readings = children.map(({ numerator, denominator }, at) =>
        share(`${at}`, numerator, denominator),
      )
      const ids = readings.map(({ childId }) => childId)
      const found = rollUp(percentage, readings, ids)
      expect(rollUp(percentage, readings.toReversed(), ids.toReversed())).toEqual(found)
      if (found.kind !== 'aggregated') throw new Error('all have figures')
      const values = readings.map(({ value }) => value ?? 0)
      expect(found.value).toBeGreaterThanOrEqual(Math.min(...values) - 1e-9)
      expect(found.value).toBeLessThanOrEqual(Math.max(...values) + 1e-9)
    }),
    { seed: 31 },
  )
})

test('rolling up in two steps is rolling up in one', () => {
  fc.assert(
    fc.property(fc.array(child, { minLength: 2, maxLength: 12 }), fc.nat(10), (children, cut) => {
      const readings = children.map(({ numerator, denominator }, at) =>
        share(`${at}`, numerator, denominator),
      )
      const at = 1 + (cut % (readings.length - 1))
      const halves = [readings.slice(0, at), readings.slice(at)].map((half, index): ChildReading => {
        const whole = rollUp(
          percentage,
          half,
          half.map(({ childId }) => childId),
        )
        if (whole.kind !== 'aggregated') throw new Error('all have figures')
        return { ...whole, childId: `half ${index}` }
      })
      const twice = rollUp(
        percentage,
        halves,
        halves.map(({ childId }) => childId),
      )
      const once = rollUp(
        percentage,
        readings,
        readings.map(({ childId }) => childId),
      )
      if (once.kind !== 'aggregated') throw new Error('all have figures')
      expect(twice).toMatchObject({
        numerator: once.numerator,
        denominator: once.denominator,
        value: once.value,
      })
    }),
    { seed: 32 },
  )
})
