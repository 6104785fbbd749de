import { z } from 'zod'

import { exactRunsLimits } from '../../src/charts/runs-limits-exact.js'
import { printedRunsLimits } from '../../src/charts/runs-limits-printed.js'
import { runsDistribution } from '../../src/charts/runs-distribution.js'
import { reference } from './reference.js'

const row = z.tuple([z.number(), z.number(), z.number()])
const golden = z
  .object({
    runsLimits: z.object({
      exact_alpha05_oneSided: z.array(row),
      printed2011_rowsThatDiffer_UNVERIFIED: z.array(row),
    }),
  })
  .nullable()
  .parse(reference('golden.json'))

const rowsFrom = (first: number, last: number, limits: typeof exactRunsLimits) =>
  Array.from({ length: last - first + 1 }, (_, offset) => {
    const found = limits(first + offset)
    return [first + offset, found?.fewest, found?.most]
  })

describe('limits of the number of runs', () => {
  test.each([
    [10, 3, 9],
    [15, 4, 13],
    [20, 6, 16],
    [29, 10, 21],
    [30, 11, 21],
    [40, 15, 27],
    [59, 23, 38],
    [60, 24, 38],
  ])('exact for %i useful observations: %i to %i', (useful, fewest, most) =>
    expect(exactRunsLimits(useful)).toEqual({ fewest, most }),
  )

  test('the printed table is the exact one but for fourteen odd numbers', () => {
    const differing = rowsFrom(10, 60, printedRunsLimits).filter(
      (printed, index) => printed.join() !== rowsFrom(10, 60, exactRunsLimits)[index]?.join(),
    )
    expect(differing).toEqual([
      [15, 5, 12],
      [17, 5, 13],
      [23, 7, 17],
      [25, 8, 18],
      [27, 10, 19],
      [29, 10, 20],
      [35, 12, 24],
      [37, 13, 25],
      [39, 14, 26],
      [41, 15, 27],
      [43, 16, 28],
      [55, 22, 35],
      [57, 23, 36],
      [59, 24, 38],
    ])
  })

  test('no answer under ten useful observations, and the exact limits where the printed table ends', () => {
    expect([exactRunsLimits(9), printedRunsLimits(9), printedRunsLimits(0)]).toEqual([null, null, null])
    expect(printedRunsLimits(61)).toEqual(exactRunsLimits(61))
  })

  test('thousands of observations have limits where the normal distribution puts them', () => {
    const [n, z95] = [3600, 1.6448536]
    const limits = exactRunsLimits(n)
    const spread = z95 * Math.sqrt((n * (n - 2)) / (4 * (n - 1)))
    expect(Math.abs((limits?.fewest ?? 0) - (n / 2 + 1 - spread))).toBeLessThan(2)
    expect(Math.abs((limits?.most ?? 0) - (n / 2 + 1 + spread))).toBeLessThan(2)
  })

  if (golden === null) test.skip('NOT CHECKED: ../shared/reference/golden.json is absent', () => undefined)
  else
    test('as in the reference table, exact for 10 to 100 and printed where it differs', () => {
      const { exact_alpha05_oneSided: exact, printed2011_rowsThatDiffer_UNVERIFIED: printed } =
        golden.runsLimits
      expect(rowsFrom(10, 100, exactRunsLimits)).toEqual(exact)
      for (const [useful, fewest, most] of printed)
        expect(printedRunsLimits(useful)).toEqual({ fewest, most })
    })
})

describe('distribution of the number of runs', () => {
  test('two above and two below: six orders, two each of two, three and four runs', () => {
    const found = runsDistribution(2, 2)
    expect(found.slice(0, 2)).toEqual([0, 0])
    for (const probability of found.slice(2)) expect(probability).toBeCloseTo(1 / 3, 12)
  })

  test.each([
    [3, 4],
    [1, 6],
    [5, 5],
    [7, 2],
  ])('%i above and %i below: as counted one by one', (above, below) => {
    const counted = Array.from({ length: above + below + 1 }, () => 0)
    let orders = 0
    for (let order = 0; order < 2 ** (above + below); order += 1) {
      const sides = Array.from({ length: above + below }, (_, at) => (order >> at) & 1)
      if (sides.filter((side) => side === 1).length !== above) continue
      orders += 1
      const runs = sides.filter((side, at) => side !== sides[at - 1]).length
      counted[runs] = (counted[runs] ?? 0) + 1
    }
    const found = runsDistribution(above, below)
    for (const [runs, count] of counted.entries()) expect(found[runs]).toBeCloseTo(count / orders, 12)
  })

  test('all on one side is one run, and nothing is none', () => {
    expect(runsDistribution(3, 0)).toEqual([0, 1, 0, 0])
    expect(runsDistribution(0, 0)).toEqual([1])
  })

  test('adds up to one, however many', () => {
    for (const n of [10, 999, 5000]) {
      const total = runsDistribution(n >> 1, n - (n >> 1)).reduce((sum, each) => sum + each, 0)
      expect(total).toBeCloseTo(1, 9)
    }
  })
})
