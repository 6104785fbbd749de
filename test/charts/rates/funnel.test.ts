import fc from 'fast-check'
import { z } from 'zod'

import { countFunnelLimits } from '../../../src/charts/rates/count-funnel-limits.js'
import { exactCountInterval } from '../../../src/charts/rates/exact-count-interval.js'
import { funnel, type FunnelUnit } from '../../../src/charts/rates/funnel.js'
import { overdispersion } from '../../../src/charts/rates/overdispersion.js'
import { proportionFunnelLimits } from '../../../src/charts/rates/proportion-funnel-limits.js'
import { significanceBand } from '../../../src/charts/rates/significance-band.js'
import { quantile } from '../../../src/charts/rates/quantile.js'
import { reference } from '../reference.js'

const golden = z
  .object({
    phe: z.object({
      funnelProportion: z.object({ theta: z.number(), rows: z.array(z.tuple([z.number(), z.number()])) }),
    }),
  })
  .nullable()
  .parse(reference('golden.json'))

describe('funnel limits of a proportion', () => {
  test('three people of whom 80.6 % are expected: from 35.9335 % to all', () => {
    const found = proportionFunnelLimits(0.80642448, 3, 0.95)
    expect((found?.lower ?? 0) * 100).toBeCloseTo(35.9335, 4)
    expect(found?.upper).toBe(1)
  })

  if (golden === null) test.skip('NOT CHECKED: ../shared/reference/golden.json is absent', () => undefined)
  else
    test.each(golden.phe.funnelProportion.rows)('%i people: from %d %%, as in the reference', (all, lower) =>
      expect(
        (proportionFunnelLimits(golden.phe.funnelProportion.theta, all, 0.95)?.lower ?? 0) * 100,
      ).toBeCloseTo(lower, 5),
    )

  test('nobody, or a target that is no proportion: no answer', () =>
    expect([proportionFunnelLimits(0.5, 0, 0.95), proportionFunnelLimits(1.2, 5, 0.95)]).toEqual([
      null,
      null,
    ]))
})

describe('funnel limits of a count', () => {
  test('one event is on the lower limit where 5.571643 are expected, on the upper where 0.02531781 are', () => {
    expect(countFunnelLimits(5.571643390938898, 0.95)?.lower).toBeCloseTo(1, 9)
    expect(countFunnelLimits(0.025317807984289897, 0.95)?.upper).toBeCloseTo(1, 9)
    expect(countFunnelLimits(9.233413476451585, 0.998)?.lower).toBeCloseTo(1, 9)
  })

  test('a count lies beyond a limit just where the number expected lies beyond its exact interval', () => {
    fc.assert(
      fc.property(
        fc.nat(400),
        fc.double({ min: 0.01, max: 400, noNaN: true }),
        fc.constantFrom(0.95, 0.998),
        (events, expected, confidence) => {
          const limits = countFunnelLimits(expected, confidence)
          const exact = exactCountInterval(events, confidence)
          if (limits === null) throw new Error('something is expected')
          const near = [exact.lower, exact.upper].some((end) => Math.abs(end - expected) < 1e-9 * expected)
          fc.pre(!near)
          expect(events > limits.upper).toBe(expected < exact.lower)
          expect(events < limits.lower).toBe(expected > exact.upper)
        },
      ),
      { seed: 2005 },
    )
  })

  test('so little expected that no count is too low, and nothing expected', () => {
    expect(countFunnelLimits(3, 0.95)?.lower).toBe(0)
    expect(countFunnelLimits(0, 0.95)).toBeNull()
  })
})

test('a value on a limit is within, and bands go by the limits that it has passed', () => {
  const [limits95, limits998] = [
    { lower: 0.3, upper: 0.7 },
    { lower: 0.1, upper: 0.9 },
  ]
  expect(
    [0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95].map((value) =>
      significanceBand(value, limits95, limits998),
    ),
  ).toEqual(['LOW_99_8', 'LOW_95', 'LOW_95', 'WITHIN', 'WITHIN', 'WITHIN', 'HIGH_95', 'HIGH_95', 'HIGH_99_8'])
})

test('quantiles lie between neighbours in proportion', () => {
  expect(quantile([4, 1, 3, 2], 0.1)).toBeCloseTo(1.3, 12)
  expect(quantile([7], 0.9)).toBe(7)
  expect(quantile([], 0.5)).toBeNull()
})

const units: FunnelUnit[] = [
  [820, 10_000],
  [1010, 11_000],
  [640, 9000],
  [1420, 10_500],
  [300, 4000],
  [95, 1000],
].map(([numerator = 0, denominator = 0]) => ({ numerator, denominator }))

describe('overdispersion', () => {
  test('two units two standard errors either side', () =>
    expect(
      overdispersion(
        [
          { difference: 2, standardError: 1 },
          { difference: -2, standardError: 1 },
        ],
        { how: 'untouched' },
      ),
    ).toEqual({ phi: 4, tauSquared: 7, units: 2 }))

  test('units that differ as chance has it have none', () =>
    expect(
      overdispersion(
        Array.from({ length: 10 }, (_, at) => ({ difference: at % 2 ? 0.9 : -0.9, standardError: 1 })),
      ),
    ).toMatchObject({ tauSquared: 0, units: 10 }))

  // Figures computed apart, with NumPy.
  test.each([
    ['proportion', 'winsorised', 20.129918420564053, 0.0008025544986005464, 6],
    ['proportion', 'truncated', 9.56565128231735, 0.0005233035007768291, 4],
    ['proportion', 'untouched', 46.228408239896055, 0.0018880035724393087, 6],
    ['rate', 'winsorised', 18.206550398049064, 0.0007225606731668791, 6],
    ['rate', 'truncated', 8.739825822366804, 0.00047428189813136285, 4],
    ['rate', 'untouched', 41.46274769220673, 0.0016897973979238935, 6],
  ] as const)('of a %s, %s: φ = %d, τ² = %d of %i units', (kind, how, phi, tauSquared, count) => {
    const found = funnel(units, { kind, trimming: { how } })?.overdispersion
    expect(found?.phi).toBeCloseTo(phi, 9)
    expect(found?.tauSquared).toBeCloseTo(tauSquared, 12)
    expect(found?.units).toBe(count)
  })

  test('of one unit has no answer', () =>
    expect(overdispersion([{ difference: 1, standardError: 1 }])).toBeNull())
})

describe('funnel', () => {
  test('limits widened by what units differ beyond chance', () => {
    const [proportion] = funnel(units, { kind: 'proportion', adjusted: true })?.units ?? []
    expect(proportion?.limits998.lower).toBeCloseTo(0.04891722951273289, 12)
    expect(proportion?.limits95.lower).toBeCloseTo(0.06388730466039122, 12)
    expect(proportion?.limits95.upper).toBeCloseTo(0.1296193646341246, 12)
    expect(proportion?.limits998.upper).toBeCloseTo(0.1522291870905135, 12)
    const [rate] = funnel(units, { kind: 'rate', adjusted: true })?.units ?? []
    expect(rate?.limits998.lower).toBeCloseTo(0.04945688465835802, 12)
    expect(rate?.limits95.upper).toBeCloseTo(0.1299380892984327, 12)
  })

  test('a unit far above the limits of chance may be within the widened ones', () => {
    expect(funnel(units, { kind: 'rate' })?.units[3]?.band).toBe('HIGH_99_8')
    expect(funnel(units, { kind: 'rate', adjusted: true })?.units[3]?.band).toBe('HIGH_95')
  })

  test('the target is Σ numerators over Σ denominators, or the one given', () => {
    expect(funnel(units, { kind: 'rate' })?.target).toBeCloseTo(4285 / 45_500, 12)
    expect(funnel(units, { kind: 'rate', target: 0.1 })?.target).toBe(0.1)
  })

  test('units keep their order, and one without figures its place', () => {
    const found = funnel(
      [
        { numerator: null, denominator: 5 },
        { numerator: 8, denominator: 10 },
        { numerator: 3, denominator: 0 },
        { numerator: 11, denominator: 10 },
      ],
      { kind: 'proportion' },
    )
    expect(found?.target).toBe(0.8)
    expect(found?.units.map((unit) => unit?.value ?? null)).toEqual([null, 0.8, null, null])
  })

  test('without figures there is no funnel', () => {
    expect(funnel([], { kind: 'rate' })).toBeNull()
    expect(funnel([{ numerator: null, denominator: null }], { kind: 'rate' })).toBeNull()
  })

  test('nothing seen anywhere has a target of 0 and no limits to hold units against', () =>
    expect(funnel([{ numerator: 0, denominator: 9 }], { kind: 'rate' })).toMatchObject({
      target: 0,
      units: [null],
    }))

  test('the order of the units changes nothing but the order of the answer', () => {
    const unit = fc.record({ numerator: fc.nat(200), denominator: fc.integer({ min: 200, max: 5000 }) })
    fc.assert(
      fc.property(
        fc.array(unit, { minLength: 1, maxLength: 12 }),
        fc.constantFrom('proportion' as const, 'rate' as const),
        (given, kind) => {
          const forth = funnel(given, { kind, adjusted: true })
          const back = funnel(given.toReversed(), { kind, adjusted: true })
          expect(back?.target).toBe(forth?.target)
          const bands = (found: typeof forth) => found?.units.map((each) => each?.band)
          expect(bands(back)?.reverse()).toEqual(bands(forth))
        },
      ),
      { seed: 998, numRuns: 60 },
    )
  })
})
