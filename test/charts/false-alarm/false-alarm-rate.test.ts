import { z } from 'zod'

import { falseAlarmRate } from '../../../src/charts/false-alarm/false-alarm-rate.js'
import { withinBounds } from '../../../src/charts/false-alarm/random-order.js'
import { seededNoise } from '../../../src/charts/false-alarm/seeded-noise.js'
import { trendInNoise } from '../../../src/charts/false-alarm/trend-in-noise.js'
import { reference } from '../reference.js'

/** Every order of so many points above and below, half of each, as sides. */
const balancedOrders = (points: number): number[][] =>
  Array.from({ length: 2 ** points }, (_, order) =>
    Array.from({ length: points }, (_unused, at) => (order >> at) & 1),
  ).filter((sides) => sides.filter((side) => side === 1).length === Math.floor(points / 2))

const runLengths = (sides: readonly number[]): number[] => {
  const lengths: number[] = []
  for (const [at, side] of sides.entries())
    if (side === sides[at - 1]) lengths.push((lengths.pop() ?? 0) + 1)
    else lengths.push(1)
  return lengths
}

const permutations = (values: readonly number[]): number[][] =>
  values.length === 0
    ? [[]]
    : values.flatMap((first) =>
        permutations(values.filter((value) => value !== first)).map((rest) => [first, ...rest]),
      )

const longestWay = (values: readonly number[], way: 1 | -1): number => {
  let [longest, current] = [1, 1]
  for (const [at, value] of values.entries()) {
    const before = values[at - 1]
    current = before !== undefined && (value - before) * way > 0 ? current + 1 : 1
    longest = Math.max(longest, current)
  }
  return longest
}

describe('runs in random order', () => {
  test('twelve of the 924 orders of twelve points have a run of six', () =>
    expect(1 - withinBounds(12, { longestRun: 5 })).toBeCloseTo(12 / 924, 12))

  test.each([1, 2, 5, 8, 11])('%i points: as counted one by one', (points) => {
    const orders = balancedOrders(points).map(runLengths)
    for (const longestRun of [1, 2, 4, 11])
      for (const [fewestRuns, mostRuns] of [
        [0, 11],
        [3, 11],
        [0, 4],
      ] as const) {
        const within = orders.filter(
          (runs) => Math.max(...runs) <= longestRun && runs.length >= fewestRuns && runs.length <= mostRuns,
        )
        expect(withinBounds(points, { longestRun, fewestRuns, mostRuns })).toBeCloseTo(
          within.length / orders.length,
          12,
        )
      }
  })

  test('with thousands of points something is still between nothing and everything', () => {
    const chance = withinBounds(1500, { longestRun: 13 })
    expect(chance).toBeGreaterThan(0.7)
    expect(chance).toBeLessThan(1)
  })
})

describe('trends in noise', () => {
  test.each([
    [3, 3],
    [6, 3],
    [6, 4],
    [7, 5],
  ])('of %i values, %i one way: as counted one by one', (points, least) => {
    const orders = permutations(Array.from({ length: points }, (_, at) => at))
    const found = orders.filter((order) => longestWay(order, 1) >= least || longestWay(order, -1) >= least)
    expect(trendInNoise(points, least)).toBeCloseTo(found.length / orders.length, 12)
  })

  test('fewer points than a trend needs have none', () => expect(trendInNoise(4, 5)).toBe(0))
})

test('the same seed gives the same noise, with mean 0 and standard deviation 1', () => {
  const [one, other] = [seededNoise(5), seededNoise(5)]
  const values = Array.from({ length: 20_000 }, one)
  expect(Array.from({ length: 3 }, other)).toEqual(values.slice(0, 3))
  const average = values.reduce((sum, value) => sum + value, 0) / values.length
  const variance = values.reduce((sum, value) => sum + (value - average) ** 2, 0) / values.length
  expect(Math.abs(average)).toBeLessThan(0.03)
  expect(Math.abs(variance - 1)).toBeLessThan(0.04)
})

describe('false-alarm rate of a rule set', () => {
  test('two rules of Anhøj are counted exactly, together and alone', () => {
    const found = falseAlarmRate('anhoej-2014', 24)
    expect(found).toMatchObject({ ruleSet: 'anhoej-2014', points: 24, method: 'exact', standardError: 0 })
    expect(found?.rules.map(({ rule, method }) => [rule, method])).toEqual([
      ['anhoej-2014/longest-run', 'exact'],
      ['anhoej-2014/crossings', 'exact'],
    ])
    expect(found?.rate).toBeGreaterThan(0.02)
    expect(found?.rate).toBeLessThan(0.05)
    expect(found?.sentence).toBe(
      'By chance alone, about 3 in 100 series of 24 points would show a signal (rules: Anhøj 2014).',
    )
  })

  test('single rules of Perla are counted, the three together are simulated', () => {
    const found = falseAlarmRate('perla-2011', 24)
    expect(found?.method).toBe('simulated')
    expect(found?.standardError).toBeLessThan(0.02)
    expect(found?.rules.map(({ method }) => method)).toEqual(['exact', 'exact', 'exact'])
    const [shift = 0, trend = 0] = found?.rules.map(({ rate }) => rate) ?? []
    expect(found?.rate).toBeGreaterThan(Math.max(shift, trend) - 0.03)
    expect(found?.rate).toBeLessThan(shift + trend + 0.03)
  })

  test('the simulation agrees with what can be counted', () => {
    const one = falseAlarmRate('western-electric', 30)
    const same = falseAlarmRate('western-electric', 30)
    expect(one).toBe(same)
    expect(one?.rate).toBeGreaterThan(Math.max(...(one?.rules.map(({ rate }) => rate) ?? [1])))
  })

  test('more points, more alarms by a fixed rule; no points, no answer', () => {
    const shift = (points: number) => 1 - withinBounds(points, { longestRun: 5 })
    expect(shift(12)).toBeLessThan(shift(24))
    expect(shift(24)).toBeLessThan(shift(52))
    expect(falseAlarmRate('anhoej-2014', 0)).toBeNull()
    expect(falseAlarmRate('anhoej-2014', 2.5)).toBeNull()
  })

  const golden = z
    .object({
      falseAlarm: z.object({ sims: z.number(), rows: z.array(z.array(z.number())) }),
    })
    .nullable()
    .parse(reference('golden.json'))
  if (golden === null) test.skip('NOT CHECKED: ../shared/reference/golden.json is absent', () => undefined)
  else
    test.each(golden.falseAlarm.rows)(
      '%i points: as simulated 20,000 times, within four standard errors and the rounding',
      (points, ...simulations) => {
        const counted = [
          1 - withinBounds(points, { longestRun: 5 }),
          1 - withinBounds(points, { longestRun: 7 }),
          trendInNoise(points, 5),
          falseAlarmRate('anhoej-2014', points)?.rate ?? 1,
        ]
        for (const [index, simulated] of simulations.entries()) {
          const rate = counted[index] ?? 1
          const error = Math.sqrt((rate * (1 - rate)) / golden.falseAlarm.sims)
          expect(Math.abs(rate - simulated)).toBeLessThan(4 * error + 0.0005)
        }
      },
    )
})
