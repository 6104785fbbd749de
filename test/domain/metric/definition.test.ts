import { completeDefinition } from '../../../src/domain/metric/definition.js'
import { definition, input, type Kind } from './examples.js'

const refused = (kind: Kind, values: object) => {
  const completed = completeDefinition(input(kind, values))
  if (completed.kind === 'complete') throw new Error('Expected a refusal')
  return completed.refusals.map(({ code, field }) => `${code} ${field.join('.')}`)
}

describe('what follows from the statistic', () => {
  test.each<[Kind, object]>([
    ['count', { multiplier: 1, unit: 'number', aggregation: 'SUM_COMPONENTS' }],
    ['rate', { multiplier: 100_000, unit: 'per 100,000', aggregation: 'SUM_COMPONENTS' }],
    ['percentage', { multiplier: 100, unit: '%', aggregation: 'SUM_COMPONENTS' }],
    ['mean', { multiplier: 1, unit: 'mean', aggregation: 'POOLED_WEIGHTED' }],
    ['score', { multiplier: 1, unit: 'points', aggregation: 'POOLED_WEIGHTED' }],
    ['percentile', { multiplier: 1, unit: 'value', aggregation: 'NONE' }],
    ['qualitative', { multiplier: 1, unit: 'narrative', aggregation: 'NONE' }],
  ])('a %s is completed', (kind, derived) => {
    expect(definition(kind)).toMatchObject(derived)
  })

  test('what was said is kept', () => {
    expect(definition('rate', { unit: 'admissions', multiplier: 1_000, aggregation: 'NONE' })).toMatchObject({
      unit: 'admissions',
      multiplier: 1_000,
      aggregation: 'NONE',
    })
  })

  test('a standardised rate is not aggregated', () => {
    expect(definition('rate', { standardisation: 'Directly by age' }).aggregation).toBe('NONE')
  })

  test('years start in January unless said otherwise; other cadences say nothing', () => {
    expect(definition('count', { cadence: 'YEAR' }).yearStartsIn).toBe('JANUARY')
    expect(definition('count', { cadence: 'YEAR', yearStartsIn: 'APRIL' }).yearStartsIn).toBe('APRIL')
    expect(definition('count')).not.toHaveProperty('yearStartsIn')
  })

  test('nothing undefined is stored', () => {
    expect(Object.values(definition('rate', { description: undefined, breakdown: undefined }))).not.toContain(
      undefined,
    )
  })
})

describe('what contradicts the statistic is refused', () => {
  test.each<[Kind, object, string]>([
    ['count', { statistic: undefined }, 'STATISTIC_MISSING definition.statistic'],
    ['count', { numerator: 'x' }, 'NUMERATOR_NOT_EXPECTED definition.numerator'],
    ['count', { denominator: 'x' }, 'DENOMINATOR_NOT_EXPECTED definition.denominator'],
    ['count', { multiplier: 100 }, 'MULTIPLIER_IMPOSSIBLE definition.multiplier'],
    ['count', { aggregation: 'POOLED_WEIGHTED' }, 'AGGREGATION_IMPOSSIBLE definition.aggregation'],
    ['rate', { numerator: undefined }, 'NUMERATOR_MISSING definition.numerator'],
    ['rate', { denominator: undefined }, 'DENOMINATOR_MISSING definition.denominator'],
    ['rate', { multiplier: undefined }, 'MULTIPLIER_MISSING definition.multiplier'],
    ['rate', { multiplier: 0 }, 'MULTIPLIER_IMPOSSIBLE definition.multiplier'],
    ['rate', { multiplier: -1 }, 'MULTIPLIER_IMPOSSIBLE definition.multiplier'],
    ['rate', { aggregation: 'POOLED_WEIGHTED' }, 'AGGREGATION_IMPOSSIBLE definition.aggregation'],
    [
      'rate',
      { standardisation: 'By age', aggregation: 'SUM_COMPONENTS' },
      'AGGREGATION_IMPOSSIBLE definition.aggregation',
    ],
    ['percentage', { numerator: undefined }, 'NUMERATOR_MISSING definition.numerator'],
    ['percentage', { denominator: undefined }, 'DENOMINATOR_MISSING definition.denominator'],
    ['percentage', { multiplier: 1_000 }, 'MULTIPLIER_IMPOSSIBLE definition.multiplier'],
    ['mean', { multiplier: 10 }, 'MULTIPLIER_IMPOSSIBLE definition.multiplier'],
    ['mean', { aggregation: 'SUM_COMPONENTS' }, 'AGGREGATION_IMPOSSIBLE definition.aggregation'],
    ['mean', { scale: { lowest: 0, highest: 1 } }, 'SCALE_NOT_EXPECTED definition.scale'],
    ['mean', { percentile: 50 }, 'PERCENTILE_NOT_EXPECTED definition.percentile'],
    ['score', { scale: undefined }, 'SCALE_MISSING definition.scale'],
    ['score', { scale: { lowest: 5, highest: 5 } }, 'SCALE_UPSIDE_DOWN definition.scale.highest'],
    ['percentile', { percentile: undefined }, 'PERCENTILE_MISSING definition.percentile'],
    ['percentile', { percentile: 0 }, 'PERCENTILE_OUT_OF_RANGE definition.percentile'],
    ['percentile', { percentile: 100 }, 'PERCENTILE_OUT_OF_RANGE definition.percentile'],
    ['percentile', { aggregation: 'SUM_COMPONENTS' }, 'AGGREGATION_IMPOSSIBLE definition.aggregation'],
    ['percentile', { aggregation: 'POOLED_WEIGHTED' }, 'AGGREGATION_IMPOSSIBLE definition.aggregation'],
    ['count', { yearStartsIn: 'APRIL' }, 'YEAR_START_NOT_EXPECTED definition.yearStartsIn'],
    ['qualitative', { statistic: 'COUNT' }, 'STATISTIC_NOT_EXPECTED definition.statistic'],
    ['qualitative', { numerator: 'x' }, 'NUMERATOR_NOT_EXPECTED definition.numerator'],
    ['qualitative', { denominator: 'x' }, 'DENOMINATOR_NOT_EXPECTED definition.denominator'],
    ['qualitative', { scale: { lowest: 0, highest: 1 } }, 'SCALE_NOT_EXPECTED definition.scale'],
    ['qualitative', { percentile: 50 }, 'PERCENTILE_NOT_EXPECTED definition.percentile'],
    ['qualitative', { multiplier: 100 }, 'MULTIPLIER_IMPOSSIBLE definition.multiplier'],
    ['qualitative', { aggregation: 'SUM_COMPONENTS' }, 'AGGREGATION_IMPOSSIBLE definition.aggregation'],
  ])('%s with %j: %s', (kind, values, expected) => {
    expect(refused(kind, values)).toEqual([expected])
  })

  test('all of it at once', () => {
    expect(
      refused('rate', { numerator: undefined, multiplier: 0, percentile: 5, yearStartsIn: 'APRIL' }),
    ).toEqual([
      'NUMERATOR_MISSING definition.numerator',
      'MULTIPLIER_IMPOSSIBLE definition.multiplier',
      'PERCENTILE_NOT_EXPECTED definition.percentile',
      'YEAR_START_NOT_EXPECTED definition.yearStartsIn',
    ])
  })
})
