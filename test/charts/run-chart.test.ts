import fc from 'fast-check'

import { runChart, type RunChartPoint } from '../../src/charts/run-chart.js'

const points = (...values: (number | null)[]): RunChartPoint[] => values.map((value) => ({ value }))

/** Monthly falls on four wards, January 2014 to July 2018, as runcharter publishes them. */
const wards = {
  V: [
    5, 3, 3, 12, 1, 7, 13, 10, 19, 13, 14, 1, 6, 13, 17, 15, 15, 15, 10, 5, 18, 11, 13, 2, 12, 2, 7, 9, 14, 3,
    18, 4, 5, 6, 10, 18, 15, 5, 9, 10, 11, 15, 4, 4, 11, 11, 13, 4, 15, 17, 15, 7, 20, 18, 6,
  ],
  X: [
    9, 22, 19, 18, 8, 7, 11, 11, 11, 12, 2, 8, 9, 6, 7, 11, 11, 11, 21, 12, 21, 12, 21, 13, 5, 6, 4, 15, 12,
    7, 14, 7, 9, 13, 13, 7, 5, 4, 10, 4, 9, 4, 8, 6, 9, 9, 4, 5, 2, 6, 16, 8, 7, 6, 4,
  ],
}

describe('published series', () => {
  test('ward V: nothing but chance', () => {
    const chart = runChart(points(...wards.V))
    expect(chart).toMatchObject({
      median: 11,
      usefulObservations: 51,
      longestRun: 5,
      longestRunLimit: 9,
      crossings: 26,
      crossingsLimit: 19,
      signals: [],
      warnings: [],
    })
  })

  test('ward X: too few crossings', () => {
    const chart = runChart(points(...wards.X))
    expect(chart).toMatchObject({
      median: 9,
      usefulObservations: 49,
      longestRun: 9,
      longestRunLimit: 9,
      crossings: 15,
      crossingsLimit: 18,
    })
    expect(chart.signals).toMatchObject([
      { rule: 'anhoej-2014/crossings', direction: null, observed: 15, limit: 18, phase: 0 },
    ])
    expect(chart.signals[0]?.points).toHaveLength(49)
    expect(chart.signals[0]?.explanation).toContain('15 times')
  })

  test('ward X with its median from the first twelve months: two long runs on one side', () => {
    const chart = runChart(points(...wards.X), { phases: [{ from: 0, baseline: 12 }] })
    expect(chart).toMatchObject({
      median: 11,
      usefulObservations: 49,
      longestRun: 15,
      crossings: 14,
      longestRunLimit: 9,
    })
    expect(chart.signals.map(({ rule, direction, observed }) => [rule, direction, observed])).toEqual([
      ['anhoej-2014/longest-run', 'below', 15],
      ['anhoej-2014/crossings', null, 14],
    ])
  })
})

describe('signals', () => {
  test('a run at the limit is none; one point more is one', () => {
    const around = [5, 4, 6, 4, 6, 4, 6, 4]
    const thenAbove = (length: number) =>
      runChart(points(...around, ...Array.from({ length }, () => 9)), { phases: [{ from: 0, baseline: 1 }] })
    expect(thenAbove(7)).toMatchObject({ longestRun: 7, longestRunLimit: 7, signals: [] })
    expect(thenAbove(8)).toMatchObject({
      longestRun: 8,
      longestRunLimit: 7,
      signals: [{ observed: 8, limit: 7 }],
    })
  })

  test('a signalling run names its useful points only', () => {
    const values = [1, 2, 1, 2, 1, 2, 9, 9, 5, 9, 9, null, 9, 9, 9, 9, 9]
    const chart = runChart(points(...values), { phases: [{ from: 0, baseline: 0 }] })
    expect(chart.median).toBeNull()
    const frozen = runChart(points(5, ...values), { phases: [{ from: 0, baseline: 1 }] })
    const run = frozen.signals.find(({ direction }) => direction === 'above')
    expect(run?.points).toEqual([7, 8, 10, 11, 13, 14, 15, 16, 17])
    expect(frozen.points.map((point) => point.run)).toEqual(
      [...frozen.points.keys()].map((index) => (run?.points.includes(index) ? 0 : null)),
    )
  })

  test('runs do not pass from one phase into the next', () => {
    const values = [
      ...Array.from({ length: 6 }, () => [1, 2]).flat(),
      ...Array.from({ length: 6 }, () => [8, 9]).flat(),
    ]
    const whole = runChart(points(...values))
    const parted = runChart(points(...values), { phases: [{ from: 0 }, { from: 12 }] })
    expect(whole.signals.map(({ direction }) => direction)).toEqual(['below', 'above', null])
    expect(parted.signals).toEqual([])
    expect(parted.phases.map(({ median, from, to }) => [median, from, to])).toEqual([
      [1.5, 0, 11],
      [8.5, 12, 23],
    ])
    expect(parted.median).toBe(8.5)
  })
})

describe('warnings', () => {
  test('fewer than ten useful observations are on trial, and computed all the same', () => {
    const chart = runChart(points(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11).slice(0, 9))
    expect(chart).toMatchObject({
      tooFewPoints: true,
      medianDegenerate: false,
      longestRun: 4,
      longestRunLimit: 6,
    })
    expect(chart.warnings.map(({ code }) => code)).toEqual(['TOO_FEW_POINTS'])
  })

  test('a median on which more than half of the values lie makes the rules void', () => {
    const half = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 1, 3, 1, 2, 5, 1, 2, 4]
    expect(runChart(points(...half, 3)).medianDegenerate).toBe(false)
    expect(runChart(points(...half, 0)).medianDegenerate).toBe(true)
  })

  test('no values: no figures, and no word of a median', () => {
    for (const none of [[], [null, null]]) {
      const chart = runChart(points(...none))
      expect(chart).toMatchObject({ median: null, longestRun: null, crossings: null, signals: [], values: 0 })
      expect(chart.medianDegenerate).toBe(false)
      expect(chart.points).toHaveLength(none.length)
    }
  })
})

describe('input', () => {
  test('a value that is not a number is a fault', () => {
    expect(() => runChart(points(1, Number.NaN))).toThrow(RangeError)
    expect(() => runChart(points(Infinity))).toThrow(RangeError)
  })

  test.each([
    [[{ from: 1 }]],
    [[{ from: 0 }, { from: 0 }]],
    [[{ from: 0 }, { from: 9 }]],
    [[{ from: 0 }, { from: 1.5 }]],
  ])('phases %j out of order or place are a fault', (phases) =>
    expect(() => runChart(points(1, 2, 3), { phases })).toThrow(RangeError),
  )
})

describe('properties', () => {
  const values = fc.array(fc.option(fc.integer({ min: -1000, max: 1000 }), { nil: null }), {
    minLength: 1,
    maxLength: 60,
  })

  test('shifting and scaling all values moves the median and leaves the signals alone', () => {
    fc.assert(
      fc.property(
        values,
        fc.integer({ min: -500, max: 500 }),
        fc.constantFrom(0.1, 0.5, 3, 1e6),
        (series, by, scale) => {
          const chart = runChart(points(...series))
          const moved = runChart(
            points(...series.map((value) => (value === null ? null : (value + by) * scale))),
          )
          expect(moved.signals).toEqual(chart.signals)
          expect(moved.crossings).toBe(chart.crossings)
          if (chart.median !== null) expect(moved.median).toBeCloseTo((chart.median + by) * scale, 6)
        },
      ),
      { seed: 20190331 },
    )
  })

  test('a missing period changes nothing but the gap', () => {
    fc.assert(
      fc.property(values, fc.nat(60), (series, at) => {
        const chart = runChart(points(...series))
        const gapped = runChart(points(...series.slice(0, at), null, ...series.slice(at)))
        for (const figure of ['median', 'longestRun', 'crossings', 'usefulObservations'] as const)
          expect(gapped[figure]).toBe(chart[figure])
        expect(gapped.signals.length).toBe(chart.signals.length)
      }),
      { seed: 20190401 },
    )
  })
})
