import { z } from 'zod'

import { averageMovingRange } from '../../src/charts/average-moving-range.js'
import { controlChart, type ControlChartType } from '../../src/charts/control-chart.js'
import { agrees, reference } from './reference.js'
import { Case } from './reference-case.js'

const TYPES: Readonly<Record<string, ControlChartType>> = {
  i: 'i',
  mr: 'mr',
  c: 'c',
  u: 'u',
  p: 'p',
  up: 'uPrime',
  pp: 'pPrime',
  g: 'g',
  t: 't',
}

const analyse = ({ y, n, chart, freeze, part, exclude }: Case['input']) => {
  const excluded = new Set([exclude ?? []].flat())
  const phases = part ? [{ from: 0 }, { from: part }] : [{ from: 0, ...(freeze ? { baseline: freeze } : {}) }]
  return controlChart(
    TYPES[chart] ?? 'i',
    y.map((numerator, index) => ({
      numerator,
      ...(n ? { denominator: n[index] ?? null } : {}),
      excluded: excluded.has(index + 1),
    })),
    phases,
  )
}

const times = (value: number | null, by: number) => (value === null ? null : value * by)

const stored = reference('run-chart-cases.json')
const cases =
  stored === null
    ? []
    : z
        .array(Case)
        .parse(stored)
        .filter(({ input }) => input.chart !== 'run')
if (stored === null)
  test.skip('NOT CHECKED: ../shared/reference/run-chart-cases.json is absent', () => undefined)
else
  describe('control charts as R qicharts2 0.8 computes them', () => {
    test('there are cases of every type', () =>
      expect([...new Set(cases.map(({ input }) => input.chart))].sort()).toEqual(Object.keys(TYPES).sort()))

    test.each(cases.map((entry, index) => [`${entry.name} (${index})`, entry] as const))(
      '%s',
      (_, { input, expected }) => {
        const { points, phases } = analyse(input)
        const by = input.multiply
        const disagreements = points.flatMap(
          ({ value, centreLine, upperLimit, lowerLimit, outside }, index) => {
            const pairs = [
              ['value', value, expected.y[index]],
              ['centre line', centreLine, expected.centreLine[index]],
              ['upper limit', upperLimit, expected.upperLimit[index]],
              ['lower limit', lowerLimit, expected.lowerLimit[index]],
            ] as const
            const wrong = pairs.filter(([, actual, wanted]) => !agrees(times(actual, by), wanted ?? null))
            const signal = (outside !== null) === (expected.sigmaSignal[index] ?? false)
            return [...wrong.map((pair) => [index, ...pair]), ...(signal ? [] : [[index, 'signal', outside]])]
          },
        )
        expect(disagreements).toEqual([])
        if (input.chart === 'mr') return
        expect(
          phases.map((phase) => [
            phase.observations,
            phase.usefulObservations,
            phase.longestRun,
            phase.crossings,
          ]),
        ).toEqual(
          Object.values(expected.parts).map((part) => [
            part.observations,
            part.usefulObservations,
            part.longestRun,
            part.crossings,
          ]),
        )
      },
    )
  })

describe('published figures', () => {
  test('an I chart of flow widths with a baseline of twenty', () => {
    const widths = [
      310, 288, 297, 298, 307, 303, 294, 297, 308, 306, 294, 299, 297, 299, 314, 295, 293, 306, 301, 304, 305,
      282, 305, 296, 314, 295, 287, 301, 298, 311, 310, 292, 305, 299, 304, 310, 304, 305, 333, 328,
    ]
    const { points } = controlChart(
      'i',
      widths.map((numerator) => ({ numerator })),
      [{ from: 0, baseline: 20 }],
    )
    expect(points[0]?.centreLine).toBe(300.5)
    expect(points[0]?.lowerLimit).toBeCloseTo(279.78331, 5)
    expect(points[0]?.upperLimit).toBeCloseTo(321.21669, 5)
    expect(points.flatMap(({ outside }, index) => (outside === 'above' ? [index + 1] : []))).toEqual([39, 40])
  })

  test('a C chart of defects with two points left out, which are still compared with the limits', () => {
    const defects = [
      21, 24, 16, 12, 15, 5, 28, 20, 31, 25, 20, 24, 16, 19, 10, 17, 13, 22, 18, 39, 30, 24, 16, 19, 17, 15,
      16, 18, 12, 15, 24, 21, 28, 20, 25, 19, 18, 21, 16, 22, 19, 12, 14, 9, 16, 21,
    ]
    const { points, phases } = controlChart(
      'c',
      defects.map((numerator, index) => ({ numerator, excluded: index === 5 || index === 19 })),
      [{ from: 0, baseline: 26 }],
    )
    expect(points[0]?.centreLine).toBeCloseTo(19.666667, 6)
    expect(points[0]?.lowerLimit).toBeCloseTo(6.362532, 6)
    expect(points[0]?.upperLimit).toBeCloseTo(32.970801, 6)
    expect(points.flatMap(({ outside }, index) => (outside ? [index + 1] : []))).toEqual([6, 20])
    expect(phases[0]).toMatchObject({
      usefulObservations: 44,
      longestRun: 8,
      crossings: 14,
      crossingsLimit: 16,
    })
  })

  test('a T chart of hours between failures', () => {
    const hours = [
      286, 948, 536, 124, 816, 729, 4, 143, 431, 8, 2837, 596, 81, 227, 603, 492, 1199, 1214, 2831, 96,
    ]
    const [first] = controlChart(
      't',
      hours.map((numerator) => ({ numerator })),
    ).points
    expect(first?.centreLine).toBeCloseTo(430.04095, 5)
    expect(first?.upperLimit).toBeCloseTo(6937.9335, 4)
    expect(first?.lowerLimit).toBe(0)
  })
})

describe('edges', () => {
  test.each(Object.values(TYPES))(
    'a %s chart without values has no limits, and no figure is not a number',
    (type) => {
      for (const points of [[], [{ numerator: null, denominator: 0 }], [{ numerator: 0, denominator: 0 }]])
        for (const point of controlChart(type, points).points)
          expect(Object.values(point).filter((each) => each !== null)).toEqual([])
    },
  )

  test.each(Object.values(TYPES))('a %s chart of a constant series has limits that are numbers', (type) => {
    const points = Array.from({ length: 8 }, () => ({ numerator: 5, denominator: 10 }))
    for (const { centreLine, upperLimit, lowerLimit, outside } of controlChart(type, points).points.slice(
      1,
    )) {
      for (const figure of [centreLine, upperLimit, lowerLimit]) expect(figure).not.toBeNaN()
      expect([typeof centreLine, typeof upperLimit, outside]).toEqual(['number', 'number', null])
    }
  })

  test('screening leaves out a moving range that is itself out of control, but not those of a constant series', () => {
    const values = [1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 30, 2, 1, 2, 1]
    expect(averageMovingRange(values)).toBeCloseTo(4.857142857, 9)
    expect(averageMovingRange(values, { screened: true })).toBe(1)
    expect(averageMovingRange([3, 3, 3], { screened: true })).toBe(0)
    expect(averageMovingRange([3])).toBeNull()
  })
})
