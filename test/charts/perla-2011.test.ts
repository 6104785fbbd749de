import { z } from 'zod'

import { reference } from './reference.js'
import { inRunChart, windows } from './rule-set-signals.js'

/** A baseline with median 5 in which nothing signals. */
const quiet = [4, 6, 4, 6, 6, 4, 4, 6, 4, 6, 6, 4]

/** Signals in what follows the baseline. */
const after = (values: readonly (number | null)[], excluded: readonly number[] = []) =>
  inRunChart('perla-2011', [...quiet, ...values], { phases: [{ from: 0, baseline: quiet.length }], excluded })

describe('shift', () => {
  test('six points on one side, with a point on the median and a missing one passed over', () => {
    const [signal] = after([8, 8, 5, 8, null, 8, 8, 8, 2, 7])
    expect(signal).toMatchObject({
      name: 'Shift',
      phase: 0,
      direction: 'above',
      window: { from: 12, to: 19 },
      points: [12, 13, 15, 17, 18, 19],
      observed: 6,
      limit: 6,
      line: 5,
      explanation: '6 points in a row lie above the median; this rule signals from 6.',
    })
  })

  test('five points are none', () => expect(windows(after([8, 7, 8, 7, 8, 2, 3, 2, 3, 2, 8]))).toEqual([]))
})

describe('trend', () => {
  test('five points one way, a like value passed over, whatever the median', () => {
    const [signal] = after([3, 4, 4, null, 5, 6, 7, 3])
    expect(signal).toMatchObject({ direction: 'increasing', points: [12, 13, 16, 17, 18], observed: 5 })
  })

  test('a turning point belongs to both trends', () =>
    expect(
      windows(inRunChart('perla-2011', [1, 2, 3, 4, 5, 4, 3, 2, 1, 5, 1, 5])).filter(
        ([rule]) => rule === 'trend',
      ),
    ).toEqual([
      ['trend', 1, 5],
      ['trend', 5, 9],
    ]))

  test('four points are none', () => expect(windows(after([3, 4, 5, 6, 3]))).toEqual([]))
})

describe('number of runs', () => {
  const tooMany = Array.from({ length: 16 }, (_, index) => (index % 2 === 0 ? 4 : 6))
  test('too many', () =>
    expect(inRunChart('perla-2011', tooMany)).toEqual([
      expect.objectContaining({
        rule: 'perla-2011/runs',
        direction: null,
        observed: 16,
        limit: 13,
        window: { from: 0, to: 15 },
        explanation:
          'The values form 16 runs about the median; among 16 useful observations chance alone rarely brings more than 13.',
      }),
    ]))

  test('the printed table and the exact one differ for fifteen useful observations', () => {
    const values = [6, 4, 6, 4, 6, 4, 6, 4, 6, 4, 6, 4, 4, 6, 6, 5, 5]
    expect(windows(inRunChart('perla-2011', values))).toEqual([['runs', 1, 15]])
    expect(inRunChart('perla-2011', values, { options: { runsTable: 'exact' } })).toEqual([])
  })

  test('no test under ten useful observations', () =>
    expect(inRunChart('perla-2011', [4, 6, 4, 6, 4, 6, 4, 6, 5])).toEqual([]))
})

test('an astronomical point is for people to see, and never a signal', () =>
  expect(after([1e6, 4])).toEqual([]))

test('signals never span phases', () => {
  const values = [9, 1, 9, 9, 1, 1, 9, 1, 9, 8, 7, 6, 5, 4, 9, 4, 9, 4, 9, 4]
  expect(windows(inRunChart('perla-2011', values)).filter(([rule]) => rule === 'trend')).toEqual([
    ['trend', 9, 14],
  ])
  const split = inRunChart('perla-2011', values, { phases: [{ from: 0 }, { from: 11 }] })
  expect(split.filter(({ rule }) => rule === 'perla-2011/trend')).toEqual([])
  const later = inRunChart('perla-2011', values, { phases: [{ from: 0 }, { from: 8 }] })
  expect(later).toContainEqual(expect.objectContaining({ rule: 'perla-2011/trend', phase: 1 }))
})

test('an excluded point is left out of the tests', () => {
  const trends = (excluded: number[]) =>
    after([3, 4, 99, 5, 6, 7, 3], excluded).filter(({ rule }) => rule === 'perla-2011/trend')
  expect(trends([])).toEqual([])
  expect(trends([14])).toEqual([expect.objectContaining({ points: [12, 13, 15, 16, 17] })])
})

const golden = z
  .object({
    signals: z.object({
      series: z.record(z.string(), z.array(z.number())),
      perlaWholeSeries: z.record(
        z.string(),
        z.object({
          median: z.number(),
          useful: z.number(),
          runs: z.number(),
          shifts: z.array(z.array(z.number())),
          trends: z.array(z.array(z.number())),
        }),
      ),
    }),
  })
  .nullable()
  .parse(reference('golden.json'))
if (golden === null) test.skip('NOT CHECKED: ../shared/reference/golden.json is absent', () => undefined)
else
  test.each(Object.entries(golden.signals.perlaWholeSeries))('%s as in the reference', (ward, expected) => {
    const signals = inRunChart('perla-2011', golden.signals.series[ward] ?? [])
    const windowsOf = (name: string) =>
      windows(signals)
        .filter(([rule]) => rule === name)
        .map(([, from, to]) => [from, to])
    expect(windowsOf('shift')).toEqual(expected.shifts)
    expect(windowsOf('trend')).toEqual(expected.trends)
    const runs = signals.find(({ rule }) => rule === 'perla-2011/runs')
    if (runs !== undefined) expect(runs.observed).toBe(expected.runs)
  })
