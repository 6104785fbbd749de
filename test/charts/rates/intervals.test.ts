import fc from 'fast-check'
import { z } from 'zod'

import { exactCountInterval } from '../../../src/charts/rates/exact-count-interval.js'
import { poissonProbability } from '../../../src/charts/rates/poisson-probability.js'
import { poissonAtLeast, poissonAtMost } from '../../../src/charts/rates/poisson-tail.js'
import { rateInterval } from '../../../src/charts/rates/rate-interval.js'
import { wilsonInterval } from '../../../src/charts/rates/wilson-interval.js'
import { reference } from '../reference.js'

const row = z.array(z.number())
const golden = z
  .object({
    phe: z.object({
      rates: z.object({ rows: z.array(row) }),
      funnelPoisson: z.object({ rows: z.array(row) }),
    }),
  })
  .nullable()
  .parse(reference('golden.json'))

/** Agreement in so many significant digits as are printed. */
const inDigits = (value: number | undefined, digits: number) => Number(value?.toPrecision(digits))

describe('exact interval of a count', () => {
  test.each([
    [0, 0.95, 0, 3.6888794541139363],
    [1, 0.95, 0.025317807984289897, 5.571643390938898],
    [2, 0.998, 0.04540201776948956, 11.228872242412661],
    [9, 0.95, 4.115373097378334, 17.08480345141917],
    [100, 0.95, 81.36399125092333, 121.62679379242638],
  ] as const)('%i events at %d: %d to %d', (events, confidence, lower, upper) => {
    const found = exactCountInterval(events, confidence)
    expect(Math.abs(found.lower - lower)).toBeLessThanOrEqual(1e-13 * lower)
    expect(Math.abs(found.upper - upper)).toBeLessThanOrEqual(1e-13 * upper)
  })

  test('its ends make what was seen just as unlikely as the confidence leaves on each side', () => {
    for (const events of [1, 7, 60, 3000, 250_000])
      for (const [confidence, tail] of [
        [0.95, 0.025],
        [0.998, 0.001],
      ] as const) {
        const { lower, upper } = exactCountInterval(events, confidence)
        expect(poissonAtLeast(events, lower) / tail).toBeCloseTo(1, 8)
        expect(poissonAtMost(events, upper) / tail).toBeCloseTo(1, 8)
      }
  })

  test.each([-1, 2.5, NaN, Infinity])('%d is no count', (events) =>
    expect(() => exactCountInterval(events, 0.95)).toThrow(RangeError),
  )

  if (golden === null) test.skip('NOT CHECKED: ../shared/reference/golden.json is absent', () => undefined)
  else
    test('as in the reference table', () => {
      for (const [events = 0, high975, low025, high999, low001] of golden.phe.funnelPoisson.rows) {
        const above = exactCountInterval(events, 0.95)
        const extreme = exactCountInterval(events, 0.998)
        expect([inDigits(above.upper, 7), inDigits(above.lower, 7)]).toEqual([high975, low025])
        expect(inDigits(extreme.upper, 7)).toBe(high999)
        expect(Math.abs(extreme.lower - (low001 ?? 0))).toBeLessThan(5e-8)
      }
    })
})

describe('rate with its interval', () => {
  test.each([
    [82, 820, 652.149, 1017.848, 'byar'],
    [9, 90, 41.1537, 170.848, 'exact'],
    [0, 0, 0, 36.8888, 'exact'],
  ])('%i of 10,000 is %d per 100,000 (%d to %d), %s', (events, value, lower, upper, method) => {
    const found = rateInterval(events, 10_000, { multiplier: 100_000 })
    expect(found?.method).toBe(method)
    expect(found?.value).toBeCloseTo(value, 9)
    expect(inDigits(found?.lower, 6)).toBe(lower)
    expect(inDigits(found?.upper, method === 'byar' ? 7 : 6)).toBe(upper)
  })

  test('no exposure, no count: no answer', () => {
    expect(rateInterval(3, 0)).toBeNull()
    expect(rateInterval(3, null)).toBeNull()
    expect(rateInterval(null, 100)).toBeNull()
    expect(rateInterval(-1, 100)).toBeNull()
    expect(rateInterval(2.5, 100)).toBeNull()
  })

  if (golden !== null)
    test('as in the reference table', () => {
      for (const [events = 0, exposure = 0, value, lower, upper] of golden.phe.rates.rows) {
        const found = rateInterval(events, exposure, { multiplier: 100_000 })
        expect([found?.value, found?.lower, found?.upper].map((each) => inDigits(each, 7))).toEqual([
          value,
          lower,
          upper,
        ])
      }
    })
})

describe('Wilson’s interval of a proportion', () => {
  test('9 of 10 is 0.9, 0.5958 to 0.9821', () => {
    const found = wilsonInterval(9, 10)
    expect(found?.value).toBe(0.9)
    expect(found?.lower).toBeCloseTo(0.595849973, 8)
    expect(found?.upper).toBeCloseTo(0.982123782, 8)
  })

  test('81 of 263: 0.3080, 0.2553 to 0.3662 (Newcombe 1998)', () => {
    const found = wilsonInterval(81, 263)
    expect([found?.value, found?.lower, found?.upper].map((each) => each?.toFixed(4))).toEqual([
      '0.3080',
      '0.2553',
      '0.3662',
    ])
  })

  test('none and all have an end on the bound, and the interval keeps a width', () => {
    expect(wilsonInterval(0, 20)).toMatchObject({ value: 0, lower: 0 })
    expect(wilsonInterval(20, 20, { multiplier: 100 })).toMatchObject({ value: 100, upper: 100 })
    expect(wilsonInterval(0, 20)?.upper).toBeCloseTo(0.161125, 6)
  })

  test('no answer where there is no proportion', () =>
    expect([
      wilsonInterval(1, 0),
      wilsonInterval(3, 2),
      wilsonInterval(null, 2),
      wilsonInterval(-1, 2),
    ]).toEqual([null, null, null, null]))

  test('lies within 0 and 1, holds the proportion, and turns over with it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5000 }),
        fc.nat(5000),
        fc.constantFrom(0.95, 0.998),
        (all, some, confidence) => {
          const cases = some % (all + 1)
          const found = wilsonInterval(cases, all, { confidence })
          const rest = wilsonInterval(all - cases, all, { confidence })
          if (found === null || rest === null) throw new Error('a proportion has an interval')
          expect(found.lower).toBeGreaterThanOrEqual(0)
          expect(found.upper).toBeLessThanOrEqual(1)
          expect(found.lower).toBeLessThanOrEqual(found.value)
          expect(found.upper).toBeGreaterThanOrEqual(found.value)
          expect(rest.lower).toBeCloseTo(1 - found.upper, 12)
        },
      ),
      { seed: 1927 },
    )
  })
})

describe('Poisson probabilities', () => {
  test.each([
    [0, 2, Math.exp(-2)],
    [3, 2, (8 / 6) * Math.exp(-2)],
    [20, 20, 0.08883531739208],
    [1000, 1000, 0.01261461134871],
  ])('%i events where %d are expected', (events, expected, probability) =>
    expect(poissonProbability(events, expected)).toBeCloseTo(probability, 12),
  )

  test('so many or more, and fewer, make up everything', () => {
    for (const expected of [0.3, 5, 80, 4000])
      for (const events of [1, 4, 79, 3990, 4200])
        expect(poissonAtLeast(events, expected) + poissonAtMost(events - 1, expected)).toBeCloseTo(1, 12)
  })
})
