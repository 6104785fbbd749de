import { toGlobalId } from '../../../src/api/relay/global-id.js'
import { type Api, startApi } from '../../support/api.js'
import { done, mutate, refusalOf } from '../../support/mutate.js'
import { harbour, marsh, nobody, quay } from '../locality/places.js'
import { breaches, falls, voices } from '../metric/metrics.js'
import { prepareMeasuring, rate, retired, score, weekly } from './measured.js'

let api: Api
beforeAll(async () => {
  api = await startApi()
  await prepareMeasuring(api)
  await done(api, 'closeLocality', { localityId: marsh, closedOn: '2024-03-01', reason: 'Dissolved' })
  await done(api, 'recordReading', { metricId: falls, localityId: harbour, period: '2023-01-01', value: 9 })
})
afterAll(() => api.close())

const count = { metricId: falls, localityId: harbour, period: '2024-01-01', value: 12 }
const percentage = { metricId: breaches, localityId: harbour, category: '1', period: '2024-01-01' }
const ratio = { metricId: rate, localityId: harbour, period: '2024-01-01' }
const words = { metricId: voices, localityId: harbour, period: '2024-01-01' }

/** Everything that the values of a reading can be refused for: input, code, field, and the words of the remedy. */
const refusals: readonly (readonly [string, object, string, string, RegExp])[] = [
  [
    'a percentage above 100',
    { ...percentage, value: 100.5 },
    'PERCENTAGE_OUT_OF_RANGE',
    'value',
    /give 95 for 95%/,
  ],
  [
    'a percentage below 0',
    { ...percentage, value: -1 },
    'PERCENTAGE_OUT_OF_RANGE',
    'value',
    /between 0 and 100/,
  ],
  [
    'more than all of the denominator',
    { ...percentage, numerator: 11, denominator: 10 },
    'NUMERATOR_ABOVE_DENOMINATOR',
    'numerator',
    /at most the denominator/,
  ],
  [
    'a zero denominator',
    { ...ratio, numerator: 0, denominator: 0 },
    'DENOMINATOR_NOT_POSITIVE',
    'denominator',
    /or declare the period missing/,
  ],
  [
    'a zero denominator of a percentage',
    { ...percentage, numerator: 0, denominator: 0 },
    'DENOMINATOR_NOT_POSITIVE',
    'denominator',
    /above 0/,
  ],
  [
    'a negative denominator',
    { ...ratio, numerator: 1, denominator: -2 },
    'DENOMINATOR_NOT_POSITIVE',
    'denominator',
    /above 0/,
  ],
  [
    'a negative numerator',
    { ...ratio, numerator: -1, denominator: 2 },
    'NUMERATOR_NEGATIVE',
    'numerator',
    /give 0 or more/,
  ],
  ['a negative rate', { ...ratio, value: -0.1 }, 'RATE_NEGATIVE', 'value', /give 0 or more/],
  ['a negative count', { ...count, value: -1 }, 'COUNT_NEGATIVE', 'value', /give 0 or more/],
  ['half a count', { ...count, value: 1.5 }, 'COUNT_NOT_WHOLE', 'value', /whole number/],
  ['a count beyond all counting', { ...count, value: 1e17 }, 'VALUE_TOO_LARGE', 'value', /below/],
  [
    'a count as a ratio',
    { metricId: falls, localityId: harbour, period: '2024-01-01', value: 1, numerator: 1 },
    'RATIO_NOT_EXPECTED',
    'numerator',
    /give the value/,
  ],
  [
    'a score off its scale',
    { ...count, metricId: score, value: 6 },
    'SCORE_OFF_SCALE',
    'value',
    /from 1 to 5/,
  ],
  ['no value', { ...count, value: null }, 'VALUE_MISSING', 'value', /declare the period missing/],
  [
    'no denominator',
    { ...ratio, numerator: 1 },
    'DENOMINATOR_MISSING',
    'denominator',
    /Give the denominator/,
  ],
  ['no numerator', { ...ratio, denominator: 1 }, 'NUMERATOR_MISSING', 'numerator', /Give the numerator/],
  [
    'a value that its ratio is not',
    { ...ratio, value: 7, numerator: 1, denominator: 1000 },
    'VALUE_CONTRADICTS_RATIO',
    'value',
    /give either, or both when they agree/,
  ],
  [
    'words for figures',
    { ...count, narrative: 'Many' },
    'NARRATIVE_NOT_EXPECTED',
    'narrative',
    /leave the narrative out/,
  ],
  [
    'figures and words for words',
    { ...words, narrative: 'Kind', value: 1 },
    'VALUE_NOT_EXPECTED',
    'value',
    /give the narrative/,
  ],
  ['no words', words, 'NARRATIVE_MISSING', 'narrative', /Give the narrative/],
  [
    'the vintage of no denominator',
    { ...ratio, value: 7, denominatorVintage: 'Mid-2023' },
    'DENOMINATOR_VINTAGE_NOT_EXPECTED',
    'denominatorVintage',
    /give numerator and denominator, too/,
  ],
  [
    'a vintage that goes on and on',
    { ...ratio, numerator: 7, denominator: 1000, denominatorVintage: 'x'.repeat(201) },
    'INVALID_VALUE',
    'denominatorVintage',
    /200/,
  ],
  [
    'a sample of none',
    { ...count, sampleSize: 0 },
    'SAMPLE_EMPTY',
    'sampleSize',
    /declare the period missing/,
  ],
  ['a negative sample', { ...count, sampleSize: -1 }, 'INVALID_VALUE', 'sampleSize', /cannot be negative/],
  [
    'a month that starts on the 15th',
    { ...count, period: '2024-01-15' },
    'PERIOD_NOT_ON_BOUNDARY',
    'period',
    /use 2024-01-01 or 2024-02-01/,
  ],
  [
    'a week that starts on a Tuesday',
    { ...count, metricId: weekly, period: '2024-01-02' },
    'PERIOD_NOT_ON_BOUNDARY',
    'period',
    /weeks start on Monday: use 2024-01-01 or 2024-01-08/,
  ],
  [
    'a quarter that starts in February',
    { ...words, narrative: 'Kind', period: '2024-02-01' },
    'PERIOD_NOT_ON_BOUNDARY',
    'period',
    /use 2024-01-01 or 2024-04-01/,
  ],
  ['a future period', { ...count, period: '2024-07-01' }, 'PERIOD_IN_FUTURE', 'period', /once it has begun/],
  [
    'a future collection',
    { ...count, collectedOn: '2024-06-16' },
    'COLLECTED_IN_FUTURE',
    'collectedOn',
    /on which it was collected/,
  ],
  [
    'a collection before its period',
    { ...count, collectedOn: '2023-12-31' },
    'COLLECTED_BEFORE_PERIOD',
    'collectedOn',
    /correct the day or the period/,
  ],
  [
    'no category',
    { ...percentage, category: null, value: 5 },
    'CATEGORY_MISSING',
    'category',
    /Department type: 1 \(Major A&E department\)/,
  ],
  [
    'an unknown category',
    { ...percentage, category: '2', value: 5 },
    'CATEGORY_UNKNOWN',
    'category',
    /3 \(Minor injury unit\)/,
  ],
  [
    'a category where there are none',
    { ...count, category: '1' },
    'CATEGORY_NOT_EXPECTED',
    'category',
    /leave the category out/,
  ],
  ['an unknown metric', { ...count, metricId: nobody }, 'METRIC_NOT_FOUND', 'metricId', /define it first/],
  [
    'a retired metric',
    { ...count, metricId: retired, period: '2024-04-01' },
    'METRIC_RETIRED',
    'metricId',
    /give an earlier period, or use another metric/,
  ],
  [
    'a period before the metric',
    { ...count, metricId: score, value: 3, period: '2023-05-01' },
    'METRIC_NOT_VALID_YET',
    'period',
    /measured from 2023-06-01 on; give that period or a later one/,
  ],
  [
    'an unknown locality',
    { ...count, localityId: nobody },
    'LOCALITY_NOT_FOUND',
    'localityId',
    /register it first/,
  ],
  [
    'a closed locality',
    { ...count, localityId: marsh, period: '2024-03-01' },
    'LOCALITY_CLOSED',
    'period',
    /earlier period, or record for its successor/,
  ],
  [
    'a period before the locality',
    { ...count, localityId: quay, period: '2022-12-01' },
    'LOCALITY_NOT_OPEN',
    'period',
    /give a later one/,
  ],
  [
    'another value for the same period',
    { ...count, period: '2023-01-01', value: 10 },
    'PERIOD_ALREADY_RECORDED',
    'period',
    /use correctReading and say why/,
  ],
  [
    'the id of a locality for a metric',
    { ...count, metricId: toGlobalId('Locality', harbour) },
    'INVALID_ID',
    'metricId',
    /give the id of a Metric/,
  ],
  ['an id that is none', { ...count, localityId: 'Harbour' }, 'INVALID_VALUE', 'localityId', /as a UUID/],
  ['an empty source', { ...count, source: ' ' }, 'INVALID_VALUE', 'source', /Give the source/],
]

test.each(refusals)(
  '%s is refused with a remedy, and nothing is recorded',
  async (_, input, code, field, message) => {
    expect(await refusalOf(api, 'recordReading', input, 'reading { id }')).toEqual({
      code,
      field: `input.${field}`,
      message: expect.stringMatching(message) as string,
    })
  },
)

test.each(refusals)('in a batch, %s refuses all of it', async (_, reading, code, field, message) => {
  const input = { readings: [count, reading] }
  expect(await refusalOf(api, 'recordReadings', input, 'recorded unchanged readings { id }')).toEqual({
    code,
    field: `input.readings.1.${field}`,
    message: expect.stringMatching(message) as string,
  })
})

test('all that is wrong with a reading is said at once', async () => {
  const input = { ...percentage, category: '2', period: '2024-07-02', value: 101, collectedOn: '2023-01-01' }
  const { userErrors } = await mutate(api, 'recordReading', input)
  expect(userErrors.map(({ code, field }) => [code, field?.join('.')])).toEqual([
    ['CATEGORY_UNKNOWN', 'input.category'],
    ['PERIOD_NOT_ON_BOUNDARY', 'input.period'],
    ['PERIOD_IN_FUTURE', 'input.period'],
    ['COLLECTED_BEFORE_PERIOD', 'input.collectedOn'],
    ['PERCENTAGE_OUT_OF_RANGE', 'input.value'],
  ])
})

test.each([
  ['a day that does not exist', { ...count, period: '2024-02-30' }],
  ['text for a number', { ...count, value: '12' }],
  ['a grade that does not exist', { ...count, grade: 'E' }],
  ['a field that does not exist', { ...count, colour: 'red' }],
  ['no period', { metricId: falls, localityId: harbour, value: 1 }],
])('%s is a malformed request, and nothing is recorded', async (_, input) => {
  const before = await api.head()
  const document = 'mutation ($input: RecordReadingInput!) { recordReading(input: $input) { position } }'
  const { data, errors } = await api.execute(document, { input })
  expect(data).toBeUndefined()
  expect(errors).toHaveLength(1)
  expect(await api.head()).toBe(before)
})
