import { controlChart } from '../../src/charts/control-chart.js'

const points = (values: readonly (readonly [numerator: number | null, denominator: number | null])[]) =>
  values.map(([numerator, denominator]) => ({ numerator, denominator }))

describe('I′ chart', () => {
  test('worked by hand: values 2, 4, 3 of sizes 1, 1, 4', () => {
    const found = controlChart(
      'iPrime',
      points([
        [2, 1],
        [4, 1],
        [12, 4],
      ]),
    ).points
    const half = Math.sqrt(Math.PI / 2)
    const spread = (half * (2 / Math.sqrt(2)) + half * (1 / Math.sqrt(1.25))) / 2
    expect(found.map(({ centreLine }) => centreLine)).toEqual([3, 3, 3])
    expect(found[0]?.upperLimit).toBeCloseTo(3 + 3 * spread, 12)
    expect(found[0]?.lowerLimit).toBeCloseTo(3 - 3 * spread, 12)
    expect(found[2]?.upperLimit).toBeCloseTo(3 + (3 * spread) / 2, 12)
  })

  test('is the I chart where all sizes are equal, but for 2/√π rounded to 1.128', () => {
    const values = [5, 7, 4, 9, 6, 8, 5]
    const prime = controlChart('iPrime', points(values.map((value) => [value * 30, 30]))).points
    const single = controlChart('i', points(values.map((value) => [value, 1]))).points
    const width = (chart: typeof prime) => (chart[0]?.upperLimit ?? 0) - (chart[0]?.centreLine ?? 0)
    expect(prime[0]?.centreLine).toBeCloseTo(single[0]?.centreLine ?? 0, 12)
    expect(width(prime) / width(single)).toBeCloseTo(1.128 / (2 / Math.sqrt(Math.PI)), 12)
  })

  test('a missing value has no difference to either neighbour, and a denominator of 0 is missing', () => {
    const known = controlChart(
      'iPrime',
      points([
        [2, 1],
        [4, 1],
        [5, 1],
        [9, 1],
      ]),
    ).points
    const gap = controlChart(
      'iPrime',
      points([
        [2, 1],
        [4, 1],
        [null, 1],
        [5, 0],
        [5, 1],
        [9, 1],
      ]),
    ).points
    expect(known[0]?.upperLimit).toBeCloseTo(
      5 + 3 * Math.sqrt(Math.PI / 2) * ((2 + 1 + 4) / 3 / Math.SQRT2),
      12,
    )
    expect(gap[0]?.upperLimit).toBeCloseTo(5 + 3 * Math.sqrt(Math.PI / 2) * ((2 + 4) / 2 / Math.SQRT2), 12)
    expect(gap[2]).toMatchObject({ value: null, centreLine: 5 })
    expect(gap[3]).toMatchObject({ value: null, upperLimit: null })
  })

  test('one value has a centre line and no limits', () =>
    expect(controlChart('iPrime', points([[6, 2]])).points).toEqual([
      { value: 3, centreLine: 3, upperLimit: null, lowerLimit: null, outside: null },
    ]))
})
