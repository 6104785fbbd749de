import { analyseChart, RuleSetNotApplicable } from '../../src/charts/analyse-chart.js'
import type { ChartOptions, SeriesPoint } from '../../src/charts/analysed-chart.js'

const values = (...given: readonly (number | null)[]): SeriesPoint[] =>
  given.map((value) => ({ value, numerator: null, denominator: null, excluded: false }))

const ratios = (...given: readonly (readonly [number, number])[]): SeriesPoint[] =>
  given.map(([numerator, denominator]) => ({
    value: (numerator / denominator) * 100,
    numerator,
    denominator,
    excluded: false,
  }))

const options: ChartOptions = {
  chartType: 'run',
  ruleSet: 'anhoej-2014',
  phases: [{ from: 0 }],
  better: 'increase',
  target: null,
  multiplier: 1,
}

const shifted = values(1, 3, 2, 1, 3, 2, 1, 3, 1, 2, 8, 9, 8, 9, 8, 9, 8, 9, 8, 9)

test('a run chart has a median, no limits, and marks the points of an unusually long run', () => {
  const chart = analyseChart(shifted, options)
  expect(chart.phases[0]).toMatchObject({ centreLine: 5.5, upperLimit: null, values: 20, longestRun: 10 })
  expect(chart.points.at(-1)).toMatchObject({ side: 1, variation: 'improvement' })
  expect(chart.variation).toBe('improvement')
})

test('where lower is better, the same run is a concern', () => {
  expect(analyseChart(shifted, { ...options, better: 'decrease' }).variation).toBe('concern')
})

test('each phase has a centre line of its own, and a frozen baseline too where it has one', () => {
  const chart = analyseChart(shifted, {
    ...options,
    phases: [
      { from: 0, baseline: 3 },
      { from: 10, baseline: 2 },
    ],
  })
  expect(chart.phases.map(({ from, to, centreLine, baseline }) => [from, to, centreLine, baseline])).toEqual([
    [0, 9, 2, 3],
    [10, 19, 8.5, 2],
  ])
  expect(chart.signals).toEqual([])
})

test('a ghosted point is drawn but counts for nothing', () => {
  const ghosted = values(1, 2, 3, 100, 2, 1, 3).map((point) => ({ ...point, excluded: point.value === 100 }))
  const chart = analyseChart(ghosted, { ...options, chartType: 'i', ruleSet: 'nelson' })
  expect(chart.points[3]).toMatchObject({ value: 100, excluded: true, side: null, variation: null })
  expect(chart.phases[0]?.centreLine).toBe(2)
})

test('a proportion has limits by its denominators, in the unit of its values', () => {
  const chart = analyseChart(ratios([10, 100], [20, 400], [30, 100]), {
    ...options,
    chartType: 'p',
    ruleSet: 'western-electric',
    multiplier: 100,
  })
  expect(chart.points.map(({ centreLine }) => centreLine)).toEqual([10, 10, 10])
  expect(chart.points[0]?.upperLimit).toBeCloseTo(19, 9)
  expect(chart.points[1]?.upperLimit).toBeCloseTo(14.5, 9)
  expect(chart.points[2]).toMatchObject({ value: 30, variation: 'improvement' })
})

test('Making Data Count gives variation and assurance, and no limits under its least number of points', () => {
  const few = values(5, 6, 5, 6, 5)
  const mdc = { ...options, chartType: 'i', target: 9 } as const
  expect(analyseChart(few, { ...mdc, ruleSet: 'mdc-2023-11' })).toMatchObject({
    variation: null,
    assurance: null,
    phases: [{ upperLimit: null }],
  })
  const nhsr = analyseChart(few, { ...mdc, ruleSet: 'nhsr-plot-the-dots-0.2.2' })
  expect(nhsr).toMatchObject({ variation: 'commonCause', assurance: 'fail', trial: true })
  expect(nhsr.phases[0]?.upperLimit).toBeCloseTo(5.4 + 2.66, 9)
})

test('a rule set that does not read a chart type is refused, and those that do are named', () => {
  expect(() => analyseChart(shifted, { ...options, ruleSet: 'mdc-2023-11' })).toThrow(RuleSetNotApplicable)
  expect(() => analyseChart(shifted, { ...options, ruleSet: 'mdc-2023-11' })).toThrow(
    /anhoej-2014, perla-2011/,
  )
})

test('a series without values has lines that say nothing', () => {
  expect(analyseChart(values(null, null), options)).toMatchObject({
    variation: null,
    signals: [],
    phases: [{ centreLine: null, values: 0 }],
  })
})
