import fc from 'fast-check'

import { controlChart, type ControlChartType } from '../../src/charts/control-chart.js'
import { median } from '../../src/charts/median.js'
import type { RuleSignal } from '../../src/charts/rule-set.js'
import { RULE_SETS, type RuleSetId } from '../../src/charts/rule-sets.js'
import { inControlChart, inRunChart } from './rule-set-signals.js'

/** Whole numbers, so that shifting and scaling keep ties. */
const value = fc.integer({ min: -50, max: 50 })
const series = fc.array(fc.option(value, { freq: 8 }), { minLength: 1, maxLength: 60 })
const runSets: readonly RuleSetId[] = ['anhoej-2014', 'perla-2011']
const zoneSets: readonly RuleSetId[] = ['anhoej-2014', 'western-electric', 'nelson']
const anyReading = fc.oneof(
  fc.constantFrom(...runSets).map((id) => (values: readonly (number | null)[]) => inRunChart(id, values)),
  fc
    .constantFrom(...zoneSets)
    .map((id) => (values: readonly (number | null)[]) => inControlChart(id, 'i', values)),
)
const seen = (signals: readonly RuleSignal[]) =>
  signals.map(({ rule, direction, window, points, observed, limit }) => ({
    rule,
    direction,
    window,
    points,
    observed,
    limit,
  }))
const opposite = {
  above: 'below',
  below: 'above',
  increasing: 'decreasing',
  decreasing: 'increasing',
} as const
const inSomeOrder = (signals: ReturnType<typeof seen>) =>
  signals.map((signal) => JSON.stringify(signal)).sort()

test('shifting and scaling all values leaves every signal as it was', () => {
  fc.assert(
    fc.property(series, anyReading, value, fc.constantFrom(2, 4, 0.5, 1024), (values, read, shift, scale) => {
      const moved = values.map((each) => (each === null ? null : each * scale + shift))
      expect(seen(read(moved))).toEqual(seen(read(values)))
    }),
    { seed: 20110101, numRuns: 400 },
  )
})

test('turning values upside down turns every direction, and nothing else', () => {
  fc.assert(
    fc.property(series, anyReading, (values, read) => {
      const turned = seen(read(values.map((each) => (each === null ? null : -each)))).map((signal) => ({
        ...signal,
        direction: signal.direction && opposite[signal.direction],
      }))
      expect(inSomeOrder(turned)).toEqual(inSomeOrder(seen(read(values))))
    }),
    { seed: 20110102, numRuns: 400 },
  )
})

test('a missing or an excluded period changes nothing but the gap', () => {
  fc.assert(
    fc.property(
      fc.array(value, { minLength: 1, maxLength: 50 }),
      fc.nat(50),
      fc.constantFrom(...runSets),
      (values, place, id) => {
        const at = place % (values.length + 1)
        const withGap = [...values.slice(0, at), null, ...values.slice(at)]
        const moved = (index: number) => (index >= at ? index + 1 : index)
        const expected = inRunChart(id, values).map(({ rule, points, observed }) => ({
          rule,
          points: points.map(moved),
          observed,
        }))
        const found = (signals: readonly RuleSignal[]) =>
          signals.map(({ rule, points, observed }) => ({ rule, points, observed }))
        expect(found(inRunChart(id, withGap))).toEqual(expected)
        const withGhost = withGap.map((each) => each ?? 999)
        expect(found(inRunChart(id, withGhost, { excluded: [at] }))).toEqual(expected)
      },
    ),
    { seed: 20110103, numRuns: 300 },
  )
})

test('signals stay within their phase, and say which points of their window they mean', () => {
  fc.assert(
    fc.property(series, fc.nat(60), fc.constantFrom(...zoneSets), (values, place, id) => {
      const cut = 1 + (place % Math.max(1, values.length - 1))
      const phases = cut < values.length ? [{ from: 0 }, { from: cut }] : [{ from: 0 }]
      for (const signal of inControlChart(id, 'i', values, { phases })) {
        const [from, to] = signal.phase === 0 ? [0, phases[1]?.from ?? values.length] : [cut, values.length]
        expect(signal.window.from).toBeGreaterThanOrEqual(from)
        expect(signal.window.to).toBeLessThan(to)
        expect(signal.points).toEqual([...signal.points].sort((one, other) => one - other))
        expect([signal.points[0], signal.points.at(-1)]).toEqual([signal.window.from, signal.window.to])
        for (const point of signal.points) expect(values[point]).not.toBeNull()
        expect(RULE_SETS[id].rules.map((rule) => rule.id)).toContain(signal.rule)
        expect(signal.explanation).toMatch(/^[A-Z0-9].*\.$/)
        expect(signal.explanation).not.toMatch(/because|due to|caused|led to|result/i)
      }
    }),
    { seed: 20110104, numRuns: 300 },
  )
})

test('centre line and limits of an I or I′ chart move with the values', () => {
  const known = fc.array(value, { minLength: 2, maxLength: 40 })
  fc.assert(
    fc.property(
      known,
      value,
      fc.integer({ min: 1, max: 20 }),
      fc.constantFrom<ControlChartType>('i', 'iPrime'),
      (values, shift, scale, type) => {
        const points = (given: readonly number[]) =>
          controlChart(
            type,
            given.map((each, at) => ({ numerator: each * (1 + (at % 3)), denominator: 1 + (at % 3) })),
          ).points
        const moved = points(values.map((each) => each * scale + shift))
        for (const [at, point] of points(values).entries())
          for (const line of ['centreLine', 'upperLimit', 'lowerLimit'] as const)
            expect(moved[at]?.[line]).toBeCloseTo((point[line] ?? 0) * scale + shift, 7)
      },
    ),
    { seed: 20110105 },
  )
})

test('the order in which values come does not move the median', () => {
  fc.assert(
    fc.property(fc.array(value, { minLength: 1 }), (values) =>
      expect(median(values.toReversed())).toBe(median(values)),
    ),
    { seed: 20110106 },
  )
})
