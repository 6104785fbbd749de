import fc from 'fast-check'
import { z } from 'zod'

import { crossings } from '../../src/charts/crossings.js'
import { crossingsLimit } from '../../src/charts/crossings-limit.js'
import { longestRun } from '../../src/charts/longest-run.js'
import { longestRunLimit } from '../../src/charts/longest-run-limit.js'
import { median } from '../../src/charts/median.js'
import { runs } from '../../src/charts/runs.js'
import { sideOf } from '../../src/charts/side.js'
import { usefulObservations } from '../../src/charts/useful-observations.js'
import { reference } from './reference.js'

describe('median', () => {
  test.each([
    ['the middle of an odd number of values', [3, 1, 2], 2],
    ['the mean of the two middle ones of an even number', [4, 1, 3, 2], 2.5],
    ['numbers are ordered as numbers', [10, 9, 2], 9],
    ['negative values', [-5, -1, -3], -3],
    ['one value', [7], 7],
    ['equal middle values stay exact', [0.1, 0.3, 0.3, 0.5], 0.3],
    ['no answer without values', [], null],
  ])('%s', (_, values, expected) => expect(median(values)).toBe(expected))

  test('the input keeps its order', () => {
    const values = [3, 1, 2]
    median(values)
    expect(values).toEqual([3, 1, 2])
  })
})

describe('side of the centre line', () => {
  test('a value on the line in all its decimals lies on it, whatever the rounding of the machine', () => {
    const centreLine = (87.1 + 87.3) / 2
    expect(centreLine).not.toBe(87.2)
    expect(sideOf(87.2, centreLine)).toBe(0)
    expect(sideOf(0.1 + 0.2, 0.3)).toBe(0)
    expect(sideOf((1 / 3) * 100, (7 / 21) * 100)).toBe(0)
  })

  test('the smallest difference that anybody records is a difference', () => {
    expect(sideOf(87.20000001, 87.2)).toBe(1)
    expect(sideOf(1_000_000_001, 1_000_000_000)).toBe(1)
    expect(sideOf(-1e-9, 0)).toBe(-1)
    expect(sideOf(0, 0)).toBe(0)
  })
})

describe('runs', () => {
  test('points on the line and missing points neither extend nor break a run', () => {
    expect(runs([1, 0, null, 1, -1, 0, -1, 1])).toEqual([
      { side: 1, points: [0, 3] },
      { side: -1, points: [4, 6] },
      { side: 1, points: [7] },
    ])
  })

  test('their number, length and crossings', () => {
    const found = runs([1, 0, 1, 1, -1, null, 1])
    expect(usefulObservations(found)).toBe(5)
    expect(longestRun(found)).toBe(3)
    expect(crossings(found)).toBe(2)
  })

  test('no answer where no point counts', () => {
    expect(longestRun(runs([0, null]))).toBeNull()
    expect(crossings(runs([]))).toBeNull()
  })
})

describe('limits', () => {
  test.each([
    [10, 6, 2],
    [12, 7, 3],
    [20, 7, 6],
    [24, 8, 8],
    [36, 8, 13],
    [60, 9, 23],
    [100, 10, 41],
  ])('for %i useful observations as Anhøj & Olesen publish them: %i and %i', (n, longest, fewest) => {
    expect(longestRunLimit(n)).toBe(longest)
    expect(crossingsLimit(n)).toBe(fewest)
  })

  test('no answer without useful observations', () => {
    expect(longestRunLimit(0)).toBeNull()
    expect(crossingsLimit(0)).toBeNull()
    expect(crossingsLimit(1)).toBe(0)
  })

  test('the fewest crossings agree with whole-number arithmetic up to 1,500 observations', () => {
    for (let n = 1; n <= 1500; n += n < 200 ? 1 : 61)
      expect([n, crossingsLimit(n)]).toEqual([n, exactLimit(n)])
  })

  test('a hundred thousand observations have a limit where the normal distribution puts it', () => {
    const limit = crossingsLimit(100_000) ?? 0
    expect(Math.abs(limit - (99_999 / 2 - 1.6448536 * Math.sqrt(99_999 / 4)))).toBeLessThan(2)
  })

  const golden = z
    .object({ anhoej: z.object({ limits: z.array(z.tuple([z.number(), z.number(), z.number()])) }) })
    .nullable()
    .parse(reference('golden.json'))
  if (golden === null) test.skip('NOT CHECKED: ../shared/reference/golden.json is absent', () => undefined)
  else
    test('for 1 to 100 useful observations as in the reference table', () => {
      expect(golden.anhoej.limits).toHaveLength(100)
      for (const [n, longest, fewest] of golden.anhoej.limits)
        expect([n, longestRunLimit(n), crossingsLimit(n)]).toEqual([n, longest, fewest + 0])
    })
})

test('runs partition the useful points, in order, with sides in turn', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(1 as const, -1 as const, 0 as const, null)), (sides) => {
      const found = runs(sides)
      expect(found.flatMap(({ points }) => points)).toEqual(
        sides.flatMap((side, index) => (side === 1 || side === -1 ? [index] : [])),
      )
      found.forEach((run, index) => expect(run.side).not.toBe(found[index + 1]?.side))
    }),
    { seed: 20160401 },
  )
})

/** The definition itself: the smallest k with 20 · Σ C(n − 1, i) ≥ 2^(n − 1). */
const exactLimit = (n: number): number => {
  const trials = BigInt(n - 1)
  let coefficient = 1n
  let sum = 1n
  let k = 0n
  while (20n * sum < 1n << trials) {
    coefficient = (coefficient * (trials - k)) / (k + 1n)
    sum += coefficient
    k += 1n
  }
  return Number(k)
}
