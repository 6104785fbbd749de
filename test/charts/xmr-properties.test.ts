import fc from 'fast-check'

import { MDC_2023_11, NHSR_PLOT_THE_DOTS } from '../../src/charts/making-data-count.js'
import { runChart } from '../../src/charts/run-chart.js'
import { sustainedRuns } from '../../src/charts/sustained-runs.js'
import { xmrChart, type XmrChart, type XmrOptions } from '../../src/charts/xmr-chart.js'

const seed = Number(process.env['FAST_CHECK_SEED'] ?? Math.floor(Math.random() * 2 ** 31))
console.info(`Properties of charts with FAST_CHECK_SEED=${seed}`)
const assert = <Ts>(property: fc.IProperty<Ts>) => fc.assert(property, { seed, numRuns: 300 })

// Quarters are exact in binary, so that moving and stretching a series makes no difference of its own.
const value = fc.integer({ min: 0, max: 400 }).map((quarters) => quarters / 4)
const series = fc.array(
  fc.oneof({ weight: 9, arbitrary: value }, { weight: 1, arbitrary: fc.constant(null) }),
  {
    minLength: 1,
    maxLength: 50,
  },
)
const options = fc.record({
  rules: fc.constantFrom(NHSR_PLOT_THE_DOTS, MDC_2023_11),
  better: fc.constantFrom('increase', 'decrease', 'neutral'),
  screened: fc.boolean(),
  rebaseAt: fc.constantFrom([], [12], [8, 20]),
  baseline: fc.constantFrom(12, 1000),
})

const signalled = ({ signals }: XmrChart) =>
  signals.map(({ rule, points, direction }) => ({ rule, points, direction }))
const close = (actual: number | null | undefined, expected: number | null) =>
  expected === null ? expect(actual).toBeNull() : expect(actual).toBeCloseTo(expected, 6)

test('moving and stretching all values moves mean and limits with them, and leaves signals alone', () =>
  assert(
    fc.property(
      series,
      options,
      fc.constantFrom(0, 64, 1024),
      fc.constantFrom(1, 2, 0.5),
      (values, given, by, times) => {
        const moved = values.map((each) => (each === null ? null : each * times + by))
        const before = xmrChart(values, given)
        const after = xmrChart(moved, given)
        expect(signalled(after)).toEqual(signalled(before))
        for (const [index, point] of before.points.entries())
          for (const line of ['mean', 'lower', 'upper'] as const) {
            const expected = point[line]
            close(after.points[index]?.[line], expected === null ? null : expected * times + by)
          }
        const runs = runChart(values.map((each) => ({ value: each })))
        const movedRuns = runChart(moved.map((each) => ({ value: each })))
        expect(movedRuns.signals).toEqual(runs.signals)
        close(movedRuns.median, runs.median === null ? null : runs.median * times + by)
      },
    ),
  ))

test('reversing the better direction swaps improvement and concern', () =>
  assert(
    fc.property(series, options, (values, given) => {
      const rules = NHSR_PLOT_THE_DOTS
      const of = (better: XmrOptions['better']) =>
        xmrChart(values, { ...given, rules, better }).points.map(({ variation }) => variation)
      const swap = { improvement: 'concern', concern: 'improvement' } as const
      expect(of('decrease')).toEqual(
        of('increase').map((each) => (each === 'improvement' || each === 'concern' ? swap[each] : each)),
      )
    }),
  ))

test('turning a series upside down turns its signals and keeps their points', () =>
  assert(
    fc.property(series, options, (values, given) => {
      const turned = xmrChart(
        values.map((each) => (each === null ? null : 100 - each)),
        given,
      )
      const over = {
        above: 'below',
        below: 'above',
        increasing: 'decreasing',
        decreasing: 'increasing',
      } as const
      expect(signalled(turned)).toEqual(
        signalled(xmrChart(values, given)).map(({ direction, ...signal }) => ({
          ...signal,
          direction: direction === null ? null : over[direction],
        })),
      )
    }),
  ))

test('missing periods at the end change nothing but the gap', () =>
  assert(
    fc.property(series, options, (values, given) => {
      const before = xmrChart(values, given)
      const after = xmrChart([...values, null, null], given)
      const last = Math.max(0, ...given.rebaseAt.filter((from) => from < values.length))
      if (given.rebaseAt.some((from) => from >= values.length && from < values.length + 2)) return
      expect(after.signals).toEqual(before.signals)
      expect(after.points.slice(0, values.length)).toEqual(before.points)
      expect(after.variation).toBe(before.variation)
      expect(after.points.slice(values.length)).toEqual(
        [1, 2].map(() => ({
          ...before.points[last],
          value: null,
          specialCause: null,
          variation: null,
          signals: [],
        })),
      )
    }),
  ))

test('a missing period anywhere changes nothing in a run chart and in proposals but the gap', () =>
  assert(
    fc.property(series, fc.nat(60), (values, place) => {
      const at = Math.min(place, values.length)
      const gapped = [...values.slice(0, at), null, ...values.slice(at)]
      const shifted = (indices: readonly number[]) =>
        indices.map((index) => (index >= at ? index + 1 : index))
      const before = runChart(values.map((each) => ({ value: each })))
      const after = runChart(gapped.map((each) => ({ value: each })))
      expect(after.median).toBe(before.median)
      expect(after.signals.map(({ points }) => points)).toEqual(
        before.signals.map(({ points }) => shifted(points)),
      )
      const search = { baselinePoints: 5, runLength: 4, direction: 'both' } as const
      if (at < 5 || values.length < 9) return
      expect(sustainedRuns(gapped, search)).toEqual(
        sustainedRuns(values, search).map((phase) => {
          const [from = 0, to = 0] = shifted([phase.from, phase.to])
          return { ...phase, from, to }
        }),
      )
    }),
  ))

test('every signal names points within its window, in order, and every point its signals', () =>
  assert(
    fc.property(series, options, (values, given) => {
      const { points, signals } = xmrChart(values, given)
      for (const [index, { points: members, window, observed, limit }] of signals.entries()) {
        expect(members).toEqual(members.toSorted((one, other) => one - other))
        expect(members[0]).toBeGreaterThanOrEqual(window.from)
        expect(members.at(-1)).toBeLessThanOrEqual(window.to)
        expect(observed).toBe(members.length)
        expect(observed).toBeGreaterThanOrEqual(limit)
        for (const member of members) expect(points[member]?.signals).toContain(index)
      }
      for (const { specialCause, signals: own } of points)
        expect(specialCause === null).toBe(own.length === 0)
    }),
  ))
