import { toGlobalId } from '../../../src/api/relay/global-id.js'
import { type Api, recordedAt, startApi, uuid } from '../../support/api.js'
import { done, mutate, refusalOf } from '../../support/mutate.js'
import {
  breaches,
  breachesDefinition,
  breachesInput,
  fallsDefinition,
  voicesDefinition,
  wholeDefinition,
} from './metrics.js'

let api: Api
beforeEach(async () => {
  api = await startApi()
})
afterEach(() => api.close())

const whole = `metric {
  id uuid code name purpose nature validFrom retiredOn retiredFor revision createdAt updatedAt
  definition { ${wholeDefinition} } successor { code }
}`

const completed = {
  ...breachesDefinition,
  version: 1,
  nature: 'QUANTITATIVE',
  multiplier: 100,
  unit: '%',
  scale: null,
  percentile: null,
  yearStartsIn: null,
  aggregation: 'SUM_COMPONENTS',
  standardisation: null,
  effectiveOn: null,
  reason: null,
  breaksComparability: false,
}

const defined = {
  id: toGlobalId('Metric', breaches),
  uuid: breaches,
  code: 'ae-breaches',
  name: 'Four-hour breaches in A&E',
  purpose: 'PERFORMANCE',
  nature: 'QUANTITATIVE',
  validFrom: '2019-04-01',
  retiredOn: null,
  retiredFor: null,
  revision: 0,
  createdAt: recordedAt,
  updatedAt: recordedAt,
  definition: completed,
  successor: null,
}

test('a metric is defined, and what follows from its statistic is filled in', async () => {
  expect(await mutate(api, 'defineMetric', breachesInput, whole)).toEqual({
    metric: defined,
    userErrors: [],
    position: (await api.head()).toString(),
    stale: false,
  })
})

test.each([
  [
    'a rate',
    { statistic: 'RATE', numerator: 'Falls', denominator: 'People', multiplier: 1000 },
    { unit: 'per 1,000', aggregation: 'SUM_COMPONENTS' },
  ],
  ['a mean', { statistic: 'MEAN', unit: 'minutes' }, { unit: 'minutes', aggregation: 'POOLED_WEIGHTED' }],
  [
    'a score',
    { statistic: 'SCORE', scale: { lowest: 0, highest: 10 } },
    { scale: { lowest: 0, highest: 10 }, unit: 'points' },
  ],
  ['a percentile', { statistic: 'PERCENTILE', percentile: 90 }, { percentile: 90, aggregation: 'NONE' }],
  [
    'a standardised rate',
    {
      statistic: 'RATE',
      numerator: 'Deaths',
      denominator: 'People',
      multiplier: 100000,
      standardisation: 'By age and sex',
    },
    { unit: 'per 100,000', aggregation: 'NONE' },
  ],
  ['a yearly count', { cadence: 'YEAR', yearStartsIn: 'APRIL' }, { cadence: 'YEAR', yearStartsIn: 'APRIL' }],
])('%s is defined', async (_, change, expected) => {
  const input = { code: 'm', definition: { ...fallsDefinition, ...change } }
  const { metric } = await done(api, 'defineMetric', input, `metric { definition { ${wholeDefinition} } }`)
  expect(metric).toMatchObject({ definition: expected })
})

test('a qualitative metric is defined', async () => {
  const input = { code: 'voices', definition: voicesDefinition }
  const { metric } = await done(
    api,
    'defineMetric',
    input,
    'metric { nature definition { statistic unit aggregation } }',
  )
  expect(metric).toEqual({
    nature: 'QUALITATIVE',
    definition: { statistic: null, unit: 'narrative', aggregation: 'NONE' },
  })
})

test('asked again, under the same id or the same key, nothing new is recorded', async () => {
  const input = { ...breachesInput, idempotencyKey: 'definition-1' }
  await done(api, 'defineMetric', input)
  const before = await api.head()
  expect((await done(api, 'defineMetric', input, whole))['metric']).toEqual(defined)
  expect((await done(api, 'defineMetric', breachesInput, whole))['metric']).toEqual(defined)
  expect(await api.head()).toBe(before)
  const other = { ...input, code: 'other' }
  expect(await refusalOf(api, 'defineMetric', other)).toMatchObject({
    code: 'IDEMPOTENCY_KEY_REUSED',
    field: 'input.idempotencyKey',
  })
})

const withoutNumerator = { ...breachesDefinition, numerator: null }
const rate = { ...breachesDefinition, statistic: 'RATE' }

test.each([
  [
    'no statistic',
    { ...fallsDefinition, statistic: null },
    'STATISTIC_MISSING',
    'statistic',
    /Choose the statistic: COUNT/,
  ],
  [
    'a percentage without numerator',
    withoutNumerator,
    'NUMERATOR_MISSING',
    'numerator',
    /Say what the numerator/,
  ],
  [
    'a count with a numerator',
    { ...fallsDefinition, numerator: 'Falls' },
    'NUMERATOR_NOT_EXPECTED',
    'numerator',
    /leave it out/,
  ],
  ['a rate without multiplier', rate, 'MULTIPLIER_MISSING', 'multiplier', /such as 100000/],
  [
    'a rate with a multiplier of 0',
    { ...rate, multiplier: 0 },
    'MULTIPLIER_IMPOSSIBLE',
    'multiplier',
    /above 0/,
  ],
  [
    'a percentage times 1000',
    { ...breachesDefinition, multiplier: 1000 },
    'MULTIPLIER_IMPOSSIBLE',
    'multiplier',
    /can only be 100/,
  ],
  [
    'a score without scale',
    { ...fallsDefinition, statistic: 'SCORE' },
    'SCALE_MISSING',
    'scale',
    /the lowest and the highest/,
  ],
  [
    'a scale upside down',
    { ...fallsDefinition, statistic: 'SCORE', scale: { lowest: 5, highest: 1 } },
    'SCALE_UPSIDE_DOWN',
    'scale.highest',
    /above the lowest/,
  ],
  [
    'a percentile of none',
    { ...fallsDefinition, statistic: 'PERCENTILE' },
    'PERCENTILE_MISSING',
    'percentile',
    /such as 90/,
  ],
  [
    'a percentile of 100',
    { ...fallsDefinition, statistic: 'PERCENTILE', percentile: 100 },
    'PERCENTILE_OUT_OF_RANGE',
    'percentile',
    /below 100/,
  ],
  [
    'percentiles that are summed',
    { ...fallsDefinition, statistic: 'PERCENTILE', percentile: 90, aggregation: 'SUM_COMPONENTS' },
    'AGGREGATION_IMPOSSIBLE',
    'aggregation',
    /choose NONE/,
  ],
  [
    'a month that starts in April',
    { ...fallsDefinition, yearStartsIn: 'APRIL' },
    'YEAR_START_NOT_EXPECTED',
    'yearStartsIn',
    /leave it out/,
  ],
  [
    'words with a statistic',
    { ...voicesDefinition, statistic: 'COUNT' },
    'STATISTIC_NOT_EXPECTED',
    'statistic',
    /leave out the statistic/,
  ],
  [
    'a breakdown without categories',
    { ...fallsDefinition, breakdown: { dimension: 'Age', categories: [] } },
    'INVALID_VALUE',
    'breakdown.categories',
    /at least one category/,
  ],
  [
    'two categories of one code',
    {
      ...fallsDefinition,
      breakdown: {
        dimension: 'Age',
        categories: [
          { code: '1', label: 'One' },
          { code: '1', label: 'Uno' },
        ],
      },
    },
    'INVALID_VALUE',
    'breakdown.categories',
    /a code of its own/,
  ],
  ['an empty name', { ...fallsDefinition, name: '' }, 'INVALID_VALUE', 'name', /Give the name/],
  [
    'a negative lag',
    { ...fallsDefinition, typicalLagDays: -1 },
    'INVALID_VALUE',
    'typicalLagDays',
    /cannot be negative/,
  ],
])('refused: %s, and nothing is recorded', async (_title, definition, code, field, message) => {
  expect(await refusalOf(api, 'defineMetric', { code: 'm', definition }, 'metric { id }')).toEqual({
    code,
    field: `input.definition.${field}`,
    message: expect.stringMatching(message) as string,
  })
})

test('a code that another metric has, and an id, are refused', async () => {
  await done(api, 'defineMetric', breachesInput)
  const other = { id: uuid('b', 9), code: 'ae-breaches', definition: fallsDefinition }
  expect(await refusalOf(api, 'defineMetric', other)).toMatchObject({
    code: 'METRIC_CODE_TAKEN',
    field: 'input.code',
  })
  const taken = { id: breaches, code: 'ae-breaches', definition: fallsDefinition }
  expect(await refusalOf(api, 'defineMetric', taken)).toMatchObject({
    code: 'METRIC_ID_TAKEN',
    field: 'input.id',
  })
  const malformed = { code: '4 hours', definition: fallsDefinition }
  expect(await refusalOf(api, 'defineMetric', malformed)).toEqual({
    code: 'INVALID_VALUE',
    field: 'input.code',
    message: expect.stringMatching(/such as ea65/) as string,
  })
})
