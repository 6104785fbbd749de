import fc from 'fast-check'

import type { Measurement } from '../../../src/domain/series/commands.js'
import { checkMeasurement, sameMeasurement } from '../../../src/domain/series/measurement.js'
import { definition, type Kind } from '../metric/examples.js'
import { today } from './examples.js'

const check = (kind: Kind, said: Measurement, period = '2024-04-01', values: object = {}) =>
  checkMeasurement(definition(kind, values), said, period, today)

const complete = (kind: Kind, said: Measurement): Measurement => {
  const checked = check(kind, said)
  if (checked.kind === 'refused') throw new Error(checked.refusals.map(({ code }) => code).join(', '))
  return checked.measurement
}

const refused = (kind: Kind, said: Measurement, period?: string, values?: object) => {
  const checked = check(kind, said, period, values)
  return checked.kind === 'refused'
    ? checked.refusals.map(({ code, field }) => `${code} ${field.join('.')}`)
    : []
}

describe('a measurement is taken', () => {
  test.each<[Kind, Measurement, Measurement]>([
    ['count', { value: 0 }, { value: 0 }],
    ['count', { value: 2_176, sampleSize: 3 }, { value: 2_176, sampleSize: 3 }],
    ['rate', { value: 820.5 }, { value: 820.5 }],
    ['rate', { numerator: 82, denominator: 10_000 }, { value: 820, numerator: 82, denominator: 10_000 }],
    ['rate', { numerator: 0, denominator: 7 }, { value: 0, numerator: 0, denominator: 7 }],
    ['rate', { numerator: 9, denominator: 2 }, { value: 450_000, numerator: 9, denominator: 2 }],
    ['percentage', { numerator: 7, denominator: 100 }, { value: 7, numerator: 7, denominator: 100 }],
    ['percentage', { numerator: 3, denominator: 3 }, { value: 100, numerator: 3, denominator: 3 }],
    [
      'percentage',
      { value: 66.66666666666667, numerator: 2, denominator: 3 },
      { value: 200 / 3, numerator: 2, denominator: 3 },
    ],
    ['percentage', { value: 100 }, { value: 100 }],
    ['mean', { value: -3.5, sampleSize: 12 }, { value: -3.5, sampleSize: 12 }],
    ['score', { value: 24 }, { value: 24 }],
    ['percentile', { value: 11.2 }, { value: 11.2 }],
    [
      'qualitative',
      { narrative: 'Calmer mornings', sampleSize: 0 },
      { narrative: 'Calmer mornings', sampleSize: 0 },
    ],
  ])('%s: %j', (kind, said, stored) => {
    expect(complete(kind, said)).toEqual(stored)
  })

  test('with its source, day of collection and grade', () => {
    const said = { value: 4, source: 'Ward log', collectedOn: '2024-05-02', grade: 'A' } as const
    expect(complete('count', said)).toEqual(said)
  })

  test('with the vintage of its denominator', () => {
    const said = { numerator: 7, denominator: 100, denominatorVintage: 'Mid-2023, first release' }
    expect(complete('percentage', said)).toEqual({ ...said, value: 7 })
  })

  test('without what was left out, so that JSON can carry it', () => {
    expect(Object.keys(complete('count', { value: 4, source: undefined, numerator: undefined }))).toEqual([
      'value',
    ])
  })

  test('for the period that goes on today', () => {
    expect(refused('count', { value: 1 }, '2024-06-01')).toEqual([])
  })
})

describe('a measurement is refused', () => {
  test.each<[Kind, Measurement, string]>([
    ['count', {}, 'VALUE_MISSING value'],
    ['rate', {}, 'VALUE_MISSING value'],
    ['qualitative', {}, 'NARRATIVE_MISSING narrative'],
    ['count', { value: -1 }, 'COUNT_NEGATIVE value'],
    ['count', { value: 1.5 }, 'COUNT_NOT_WHOLE value'],
    ['count', { value: 1e300 }, 'VALUE_TOO_LARGE value'],
    ['count', { numerator: 1 }, 'RATIO_NOT_EXPECTED numerator'],
    ['mean', { value: 1, denominator: 2 }, 'RATIO_NOT_EXPECTED denominator'],
    ['rate', { value: -0.1 }, 'RATE_NEGATIVE value'],
    ['rate', { numerator: 1 }, 'DENOMINATOR_MISSING denominator'],
    ['rate', { denominator: 1 }, 'NUMERATOR_MISSING numerator'],
    ['rate', { value: 5, numerator: 1 }, 'DENOMINATOR_MISSING denominator'],
    ['rate', { numerator: -1, denominator: 1 }, 'NUMERATOR_NEGATIVE numerator'],
    ['rate', { numerator: 1, denominator: 0 }, 'DENOMINATOR_NOT_POSITIVE denominator'],
    ['rate', { numerator: 0, denominator: 0 }, 'DENOMINATOR_NOT_POSITIVE denominator'],
    ['rate', { numerator: 1, denominator: -5 }, 'DENOMINATOR_NOT_POSITIVE denominator'],
    ['rate', { numerator: 1e300, denominator: 1e-300 }, 'VALUE_TOO_LARGE numerator'],
    ['percentage', { numerator: 1, denominator: 0 }, 'DENOMINATOR_NOT_POSITIVE denominator'],
    ['percentage', { numerator: 4, denominator: 3 }, 'NUMERATOR_ABOVE_DENOMINATOR numerator'],
    ['percentage', { value: 100.5 }, 'PERCENTAGE_OUT_OF_RANGE value'],
    ['percentage', { value: -0.5 }, 'PERCENTAGE_OUT_OF_RANGE value'],
    ['percentage', { value: 66.7, numerator: 2, denominator: 3 }, 'VALUE_CONTRADICTS_RATIO value'],
    ['score', { value: 24.5 }, 'SCORE_OFF_SCALE value'],
    ['score', { value: -1 }, 'SCORE_OFF_SCALE value'],
    ['count', { value: 1, narrative: 'Calm' }, 'NARRATIVE_NOT_EXPECTED narrative'],
    ['qualitative', { value: 1, narrative: 'Calm' }, 'VALUE_NOT_EXPECTED value'],
    ['mean', { value: 1, sampleSize: 0 }, 'SAMPLE_EMPTY sampleSize'],
    [
      'rate',
      { value: 1, denominatorVintage: 'Mid-2023' },
      'DENOMINATOR_VINTAGE_NOT_EXPECTED denominatorVintage',
    ],
    [
      'count',
      { value: 1, denominatorVintage: 'Mid-2023' },
      'DENOMINATOR_VINTAGE_NOT_EXPECTED denominatorVintage',
    ],
    [
      'qualitative',
      { narrative: 'Calm', denominatorVintage: 'Mid-2023' },
      'DENOMINATOR_VINTAGE_NOT_EXPECTED denominatorVintage',
    ],
    ['rate', { numerator: 1, denominatorVintage: 'Mid-2023' }, 'DENOMINATOR_MISSING denominator'],
    ['count', { value: 1, collectedOn: '2024-06-16' }, 'COLLECTED_IN_FUTURE collectedOn'],
    ['count', { value: 1, collectedOn: '2024-03-31' }, 'COLLECTED_BEFORE_PERIOD collectedOn'],
  ])('%s: %j: %s', (kind, said, expected) => {
    expect(refused(kind, said)).toEqual([expected])
  })

  test('for both numerator and denominator of a percentile', () => {
    expect(refused('percentile', { numerator: 1, denominator: 2 })).toEqual([
      'RATIO_NOT_EXPECTED numerator',
      'RATIO_NOT_EXPECTED denominator',
    ])
  })

  test('for a period that does not begin where the cadence does, naming where it does', () => {
    const checked = check('count', { value: 1 }, '2024-04-15')
    if (checked.kind === 'complete') throw new Error('Expected a refusal')
    expect(checked.refusals).toMatchObject([{ code: 'PERIOD_NOT_ON_BOUNDARY', field: ['period'] }])
    expect(checked.refusals[0]?.message).toMatch('months start on the 1st: use 2024-04-01 or 2024-05-01')
  })

  test('for a period that has not begun', () => {
    expect(refused('count', { value: 1 }, '2024-07-01')).toEqual(['PERIOD_IN_FUTURE period'])
    expect(refused('count', { value: 1 }, '2024-06-16', { cadence: 'DAY' })).toEqual([
      'PERIOD_IN_FUTURE period',
    ])
    expect(refused('count', { value: 1 }, '2024-06-15', { cadence: 'DAY' })).toEqual([])
  })

  test('for everything at once', () => {
    expect(refused('count', { value: -1, narrative: 'x', collectedOn: '2025-01-01' }, '2024-07-02')).toEqual([
      'PERIOD_NOT_ON_BOUNDARY period',
      'PERIOD_IN_FUTURE period',
      'COLLECTED_IN_FUTURE collectedOn',
      'NARRATIVE_NOT_EXPECTED narrative',
      'COUNT_NEGATIVE value',
    ])
  })
})

describe('whatever numbers come', () => {
  const amounts = fc.double({ noNaN: true, noDefaultInfinity: true })
  const whole = fc.integer({ min: 0, max: 1_000_000_000 })

  test('a percentage of a part lies between 0 and 100 and is said again unchanged', () => {
    fc.assert(
      fc.property(whole, fc.integer({ min: 1, max: 1_000_000_000 }), (one, other) => {
        const said = { numerator: Math.min(one, other), denominator: other }
        const stored = complete('percentage', said)
        expect(stored.value).toBeGreaterThanOrEqual(0)
        expect(stored.value).toBeLessThanOrEqual(100)
        expect(sameMeasurement(stored, said)).toBe(true)
        expect(complete('percentage', stored)).toEqual(stored)
      }),
    )
  })

  test('what is taken is finite, and is what JSON gives back', () => {
    const kinds = fc.constantFrom<Kind>('count', 'rate', 'percentage', 'mean', 'score', 'percentile')
    fc.assert(
      fc.property(
        kinds,
        fc.option(amounts),
        fc.option(amounts),
        fc.option(amounts),
        (kind, value, top, bottom) => {
          const checked = check(kind, {
            ...(value === null ? {} : { value }),
            ...(top === null ? {} : { numerator: top }),
            ...(bottom === null ? {} : { denominator: bottom }),
          })
          if (checked.kind === 'refused') {
            expect(checked.refusals.length).toBeGreaterThan(0)
          } else {
            expect(JSON.parse(JSON.stringify(checked.measurement))).toEqual(checked.measurement)
            expect(Number.isFinite(checked.measurement.value)).toBe(true)
          }
        },
      ),
    )
  })
})

describe('the same measurement', () => {
  const stored = { value: 200 / 3, numerator: 2, denominator: 3, source: 'Log' }

  test.each<[Measurement, boolean]>([
    [{ numerator: 2, denominator: 3, source: 'Log' }, true],
    [{ value: 66.66666666667, numerator: 2, denominator: 3, source: 'Log' }, true],
    [{ value: 67, numerator: 2, denominator: 3, source: 'Log' }, false],
    [{ value: 200 / 3, source: 'Log' }, false],
    [{ numerator: 2, denominator: 3 }, false],
    [{ numerator: 2, denominator: 3, source: 'Log', grade: 'A' }, false],
    [{ numerator: 2, denominator: 3, denominatorVintage: 'Mid-2023', source: 'Log' }, false],
    [{ numerator: 2, denominator: 3, source: 'Log', sampleSize: 3 }, false],
    [{ numerator: 2, denominator: 3, source: 'Log', collectedOn: '2024-05-01' }, false],
  ])('as two of three, from the log: %j is %s', (said, same) => {
    expect(sameMeasurement(stored, said)).toBe(same)
  })

  test('of words is the same words', () => {
    expect(sameMeasurement({ narrative: 'Calm' }, { narrative: 'Calm' })).toBe(true)
    expect(sameMeasurement({ narrative: 'Calm' }, { narrative: 'Busy' })).toBe(false)
  })
})
