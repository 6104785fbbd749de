import { toGlobalId } from '../../../src/api/relay/global-id.js'
import { type Api, recordedAt, startApi } from '../../support/api.js'
import { done, mutate, refusalOf } from '../../support/mutate.js'
import { harbour, nobody } from '../locality/places.js'
import { breaches, falls } from '../metric/metrics.js'
import { prepareMeasuring, retired, seriesOf } from './measured.js'

let api: Api
const january = { metricId: falls, localityId: harbour, period: '2024-01-01', value: 12 }
const series = seriesOf(falls, harbour)
beforeEach(async () => {
  api = await startApi()
  await prepareMeasuring(api)
  await done(api, 'recordReading', january)
  await done(api, 'recordReading', { ...january, period: '2024-02-01', value: 9 })
})
afterEach(() => api.close())

const correction = { seriesId: series, period: '2024-01-01', value: 13, reason: 'One fall was coded late' }
const withdrawal = { seriesId: series, period: '2024-01-01', reason: 'Counted the wrong ward' }
const missing = { metricId: falls, localityId: harbour, period: '2024-03-01', reason: 'The system was down' }
const whole =
  'reading { status value reason revision versions { status value reason recordedAt recordedBy } }'
const version = (status: string, value: number | null, reason: string | null = null) => ({
  status,
  value,
  reason,
  recordedAt,
  recordedBy: 'Asha Patel',
})

test('a correction takes the place of the reading, which stays in the versions', async () => {
  expect(await mutate(api, 'correctReading', correction, whole)).toEqual({
    reading: {
      status: 'CORRECTED',
      value: 13,
      reason: 'One fall was coded late',
      revision: 3,
      versions: [version('RECORDED', 12), version('CORRECTED', 13, 'One fall was coded late')],
    },
    userErrors: [],
    position: (await api.head()).toString(),
    stale: false,
  })
})

test('the series may be named by its opaque id', async () => {
  const input = { ...correction, seriesId: toGlobalId('Series', series) }
  expect((await done(api, 'correctReading', input, 'reading { value }'))['reading']).toEqual({ value: 13 })
})

test('the revision that a reading shows can be given back, until somebody changes its series', async () => {
  const document = `query ($id: ID!) {
    seriesById(id: $id) { revision readings(first: 1) { nodes { revision } } }
  }`
  expect(await api.data(document, { id: series })).toEqual({
    seriesById: { revision: 2, readings: { nodes: [{ revision: 2 }] } },
  })
  await done(api, 'correctReading', { ...correction, expectedRevision: 2 })
  expect(await refusalOf(api, 'withdrawReading', { ...withdrawal, expectedRevision: 2 })).toEqual({
    code: 'REVISION_CONFLICT',
    field: 'input.expectedRevision',
    message: expect.stringMatching(/decide again/) as string,
  })
})

test('a withdrawn reading leaves the list and the chart, and can be recorded anew', async () => {
  const payload = await done(api, 'withdrawReading', withdrawal, whole)
  expect(payload['reading']).toMatchObject({
    status: 'WITHDRAWN',
    value: null,
    reason: 'Counted the wrong ward',
    versions: [version('RECORDED', 12), version('WITHDRAWN', null, 'Counted the wrong ward')],
  })
  const document = `query ($id: ID!) {
    seriesById(id: $id) {
      readings(first: 5) { totalCount nodes { period } }
      all: readings(first: 5, withWithdrawn: true) { totalCount }
    }
  }`
  expect(await api.data(document, { id: series })).toEqual({
    seriesById: { readings: { totalCount: 1, nodes: [{ period: '2024-02-01' }] }, all: { totalCount: 2 } },
  })
  const again = await done(api, 'recordReading', { ...january, value: 11 }, whole)
  expect(again['reading']).toMatchObject({ status: 'RECORDED', value: 11 })
})

test('a period is declared missing: a gap with a reason, never zero', async () => {
  const payload = await done(api, 'declarePeriodMissing', missing, whole)
  expect(payload['reading']).toMatchObject({ status: 'MISSING', value: null, reason: 'The system was down' })
  const late = { ...january, period: '2024-03-01', value: 7 }
  const { reading } = await done(api, 'recordReading', late, whole)
  expect(reading).toMatchObject({
    status: 'RECORDED',
    value: 7,
    versions: [version('MISSING', null, 'The system was down'), version('RECORDED', 7)],
  })
})

test('asked again under the same key, nothing new is recorded', async () => {
  for (const [mutation, input] of [
    ['correctReading', correction],
    ['withdrawReading', withdrawal],
    ['declarePeriodMissing', missing],
  ] as const) {
    const first = await done(api, mutation, { ...input, idempotencyKey: mutation }, 'reading { status }')
    const before = await api.head()
    expect(await done(api, mutation, { ...input, idempotencyKey: mutation }, 'reading { status }')).toEqual(
      first,
    )
    expect(await api.head()).toBe(before)
  }
})

test.each([
  [
    'correctReading',
    { ...correction, seriesId: nobody },
    'SERIES_NOT_FOUND',
    'seriesId',
    /record its first reading/,
  ],
  [
    'correctReading',
    { ...correction, period: '2024-03-01' },
    'READING_NOT_FOUND',
    'period',
    /use recordReading/,
  ],
  ['correctReading', { ...correction, value: -1 }, 'COUNT_NEGATIVE', 'value', /give 0 or more/],
  ['correctReading', { ...correction, reason: '' }, 'INVALID_VALUE', 'reason', /Give the reason/],
  [
    'correctReading',
    { ...correction, seriesId: toGlobalId('Metric', falls) },
    'INVALID_ID',
    'seriesId',
    /the id of a Series/,
  ],
  [
    'withdrawReading',
    { ...withdrawal, period: '2024-03-01' },
    'READING_NOT_FOUND',
    'period',
    /check the period/,
  ],
  [
    'withdrawReading',
    { ...withdrawal, seriesId: nobody },
    'SERIES_NOT_FOUND',
    'seriesId',
    /record its first reading/,
  ],
  [
    'declarePeriodMissing',
    { ...missing, period: '2024-01-01' },
    'PERIOD_ALREADY_RECORDED',
    'period',
    /withdraw it first/,
  ],
  [
    'declarePeriodMissing',
    { ...missing, period: '2024-03-02' },
    'PERIOD_NOT_ON_BOUNDARY',
    'period',
    /use 2024-03-01/,
  ],
  [
    'declarePeriodMissing',
    { ...missing, period: '2024-07-01' },
    'PERIOD_IN_FUTURE',
    'period',
    /once it has begun/,
  ],
  [
    'declarePeriodMissing',
    { ...missing, metricId: breaches },
    'CATEGORY_MISSING',
    'category',
    /Give the category/,
  ],
  [
    'declarePeriodMissing',
    { ...missing, metricId: retired, period: '2024-04-01' },
    'METRIC_RETIRED',
    'metricId',
    /earlier period/,
  ],
  ['declarePeriodMissing', { ...missing, reason: ' ' }, 'INVALID_VALUE', 'reason', /Give the reason/],
])('%s refuses %j, and records nothing', async (mutation, input, code, field, message) => {
  expect(await refusalOf(api, mutation, input, 'reading { id }')).toEqual({
    code,
    field: `input.${field}`,
    message: expect.stringMatching(message) as string,
  })
})

test('what was withdrawn is withdrawn once', async () => {
  await done(api, 'withdrawReading', withdrawal)
  expect(await refusalOf(api, 'withdrawReading', { ...withdrawal, reason: 'Another' })).toMatchObject({
    code: 'READING_ALREADY_WITHDRAWN',
    field: 'input.period',
  })
})
