import { MDC_2023_11, NHSR_PLOT_THE_DOTS } from '../../src/charts/making-data-count.js'
import { mdc202311RuleSet } from '../../src/charts/mdc-2023-11-rule-set.js'
import { nhsrPlotTheDotsRuleSet } from '../../src/charts/nhsr-plot-the-dots-0-2-2-rule-set.js'
import { xmrChart, type XmrOptions } from '../../src/charts/xmr-chart.js'
import { xmrLimits } from '../../src/charts/xmr-limits.js'

const nhsr: XmrOptions = { rules: NHSR_PLOT_THE_DOTS, better: 'increase', screened: false }
const mdc: XmrOptions = { rules: MDC_2023_11, better: 'increase', screened: false }

/** Nine, eleven, … sixteen times: mean 10, limits 4.68 and 15.32, near ones 6.453 and 13.547. */
const steady = Array.from({ length: 16 }, (_, index) => (index % 2 === 0 ? 9 : 11))
const after = (...values: number[]) => [...steady, ...values]
const fixed = { baseline: steady.length }

const causes = (values: (number | null)[], options: XmrOptions) =>
  xmrChart(values, options).points.map(({ specialCause }) =>
    specialCause === null ? null : `${specialCause.rule} ${specialCause.way > 0 ? 'up' : 'down'}`,
  )

describe('limits', () => {
  const spike = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]

  test('with and without screening, as published', () => {
    const screened = xmrLimits(spike, { screened: true })
    expect(screened.mean).toBeCloseTo(1.944444, 6)
    expect(screened.lower).toBeCloseTo(-0.715556, 6)
    expect(screened.upper).toBeCloseTo(4.604444, 6)
    const unscreened = xmrLimits(spike, { screened: false })
    expect(unscreened.lower).toBeCloseTo(-3.062614, 6)
    expect(unscreened.upper).toBeCloseTo(6.951503, 6)
  })

  test('of a constant series are its mean', () => {
    for (const screened of [true, false])
      expect(xmrLimits([0.1, 0.1, 0.1, 0.1], { screened })).toMatchObject({
        mean: 0.1,
        lower: 0.1,
        upper: 0.1,
      })
  })

  test('of one value, or of none that are neighbours, there are none', () => {
    expect(xmrLimits([7], { screened: true })).toMatchObject({ mean: 7, lower: null, upper: null })
    expect(xmrLimits([7, null, 9], { screened: true })).toMatchObject({ mean: 8, lower: null, upper: null })
    expect(xmrLimits([null], { screened: true })).toMatchObject({ mean: null, lower: null, upper: null })
  })
})

describe('two of three near a limit', () => {
  const last = (options: XmrOptions, ...values: number[]) =>
    causes(after(...values), { ...options, ...fixed }).slice(-3)

  test('marks the near ones only, and only where all three lie on one side', () => {
    expect(last(nhsr, 14.6, 11, 14.6)).toEqual(['two-of-three up', null, 'two-of-three up'])
    expect(last(nhsr, 14.6, 9, 14.6)).toEqual([null, null, null])
    expect(last(nhsr, 5, 9, 5)).toEqual(['two-of-three down', null, 'two-of-three down'])
  })

  test('counts points beyond a limit in the tool of November 2023, and not before', () => {
    expect(last(nhsr, 20, 20, 14.6)).toEqual(['outside-limits up', 'outside-limits up', null])
    expect(last(mdc, 20, 20, 14.6)).toEqual(['outside-limits up', 'outside-limits up', 'two-of-three up'])
  })

  test('names the line that was used', () => {
    const { signals } = xmrChart(after(14.6, 11, 14.8), { ...nhsr, ...fixed })
    expect(signals).toMatchObject([
      {
        rule: 'nhsr-plot-the-dots-0.2.2/two-of-three',
        direction: 'above',
        window: { from: 16, to: 18 },
        points: [16, 18],
        observed: 2,
        limit: 2,
      },
    ])
    expect(signals[0]?.line).toBeCloseTo(13.5467, 4)
  })
})

describe('shifts and trends', () => {
  const rising = [9, 9.5, 10, 10.5, 11, 11.5, 12]

  test('seven points on one side are a shift; one on the mean breaks it', () => {
    const seven = Array.from({ length: 7 }, () => 11)
    const spread = after(9, ...seven, 9)
    expect(causes(spread, { ...nhsr, ...fixed }).slice(17, 24)).toEqual(seven.map(() => 'shift up'))
    expect(causes(after(9, 11, 11, 11, 10, 11, 11, 11, 9), { ...nhsr, ...fixed }).slice(16)).toEqual(
      Array.from({ length: 9 }, () => null),
    )
  })

  test('seven rising points are a trend; equal neighbours break it', () => {
    expect(causes(after(...rising.toReversed()), { ...nhsr, ...fixed }).slice(-7)).toEqual(
      rising.map(() => 'trend down'),
    )
    expect(causes(after(9, 9.5, 10, 10, 10.5, 11, 11.5), { ...nhsr, ...fixed }).slice(-7)).toEqual(
      rising.map(() => null),
    )
  })

  test('a turning point takes the way of the new trend', () => {
    const up = [7, 8, 9, 10, 11, 12, 13]
    const found = causes(after(...up, ...up.toReversed().slice(1)), { ...nhsr, ...fixed })
    expect(found.slice(21, 24)).toEqual(['trend up', 'trend down', 'trend down'])
  })

  test('six are enough where six are chosen, in the official tool alone', () => {
    const six = after(...rising.slice(0, 6))
    expect(causes(six, { ...mdc, ...fixed, pointsInARow: 6 }).slice(-6)).toEqual(
      Array.from({ length: 6 }, () => 'trend up'),
    )
    const phase = {
      phase: 0,
      from: 0,
      points: six.map((value) => ({ value, centreLine: 10, upperLimit: 15.32, lowerLimit: 4.68 })),
      line: (_: number, sigmas: number) => 10 + (sigmas * 5.32) / 3,
    }
    expect(mdc202311RuleSet.signals(phase, { pointsInARow: 6 })).toHaveLength(1)
    expect(mdc202311RuleSet.signals(phase, {})).toHaveLength(0)
    expect(nhsrPlotTheDotsRuleSet.signals(phase, { pointsInARow: 6 })).toHaveLength(0)
  })

  test('a missing period neither breaks nor extends them', () => {
    const gap = [...steady, 9, 9.5, null, 10, 10.5, 11, null, 11.5, 12]
    expect(causes(gap, { ...nhsr, ...fixed }).slice(-9)).toEqual(
      gap.slice(-9).map((value) => (value === null ? null : 'trend up')),
    )
  })
})

describe('all signals of a point are told', () => {
  test('also those that its name passes over', () => {
    const falling = [20, 19, 18, 17, 16, 15, 14]
    const { points, signals } = xmrChart(after(...falling), { ...nhsr, ...fixed })
    const rulesOf = (index: number) =>
      points[index]?.signals.map((signal) => signals[signal]?.rule.split('/')[1])
    expect(points[16]?.specialCause).toEqual({ rule: 'outside-limits', way: 1 })
    expect(rulesOf(16)).toEqual(['outside-limits', 'trend', 'shift'])
    expect(rulesOf(22)).toEqual(['trend', 'two-of-three', 'shift'])
  })

  test('a falling point above the mean is an improvement in the official tool, where more is better', () => {
    const falling = after(15.3, 14.9, 14.5, 14, 13, 12, 11)
    expect(xmrChart(falling, { ...nhsr, ...fixed }).points.at(-1)?.variation).toBe('concern')
    expect(xmrChart(falling, { ...mdc, ...fixed }).points.at(-1)?.variation).toBe('improvement')
    expect(xmrChart(falling, { ...mdc, ...fixed, better: 'decrease' }).points.at(-1)?.variation).toBe(
      'improvement',
    )
  })
})

describe('variation and assurance', () => {
  test('the latest point says what varies, in words of the better direction', () => {
    const high = after(20)
    const of = (better: XmrOptions['better']) => xmrChart(high, { ...nhsr, ...fixed, better }).variation
    expect([of('increase'), of('decrease'), of('neutral')]).toEqual(['improvement', 'concern', 'neutralHigh'])
    expect(xmrChart(after(1), { ...nhsr, ...fixed, better: 'neutral' }).variation).toBe('neutralLow')
    expect(xmrChart(steady, nhsr).variation).toBe('commonCause')
  })

  test.each([
    ['increase', 16, 'fail'],
    ['increase', 4, 'pass'],
    ['increase', 10, 'hitOrMiss'],
    ['decrease', 16, 'pass'],
    ['decrease', 4, 'fail'],
  ] as const)('where to %s is better, a target of %d is: %s', (better, target, expected) => {
    expect(xmrChart(steady, { ...nhsr, better, target }).assurance).toBe(expected)
  })

  test('there is none without a target, and none where neither way is better', () => {
    expect(xmrChart(steady, nhsr).assurance).toBeNull()
    expect(xmrChart(steady, { ...nhsr, target: 16, better: 'neutral' }).assurance).toBeNull()
  })

  test('a target on the limit is hit or missed, and in the official tool failed', () => {
    const target = xmrLimits(steady, { screened: false }).upper
    expect(xmrChart(steady, { ...nhsr, target }).assurance).toBe('hitOrMiss')
    expect(xmrChart(steady, { ...mdc, target }).assurance).toBe('fail')
  })

  test('the official tool shows neither limits nor icons under thirteen points', () => {
    const twelve = xmrChart(steady.slice(0, 12), { ...mdc, target: 16 })
    expect(twelve).toMatchObject({ variation: null, assurance: null, trialLimits: true, signals: [] })
    expect(twelve.points[0]).toMatchObject({ mean: 10, lower: null, upper: null })
    expect(xmrChart(steady.slice(0, 13), { ...mdc, target: 16 })).toMatchObject({
      variation: 'commonCause',
      assurance: 'fail',
      trialLimits: false,
    })
    expect(xmrChart(steady.slice(0, 12), { ...nhsr, target: 16 })).toMatchObject({
      variation: 'commonCause',
      assurance: 'fail',
      trialLimits: true,
    })
  })
})

describe('phases', () => {
  test('each has a mean and limits of its own, and no signal spans two', () => {
    const values = [...steady, ...steady.map((value) => value + 10)]
    const { points, signals } = xmrChart(values, { ...nhsr, rebaseAt: [16], target: 16 })
    expect([points[0]?.mean, points[16]?.mean, signals]).toEqual([10, 20, []])
    expect(xmrChart(values, nhsr).signals.length).toBeGreaterThan(0)
  })

  test('a fixed baseline is counted from the start of each', () => {
    const values = [...steady, 30, ...steady, 30]
    const { points } = xmrChart(values, { ...nhsr, rebaseAt: [17], baseline: 16 })
    expect([points[0]?.mean, points[16]?.mean, points[17]?.mean]).toEqual([10, 10, 10])
  })
})
