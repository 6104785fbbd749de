import { toGlobalId } from '../../../src/api/relay/global-id.js'
import { readingIdOf, type SeriesId } from '../../../src/domain/ids.js'
import { type Api, recordedAt, startApi } from '../../support/api.js'
import { done, mutate, refusalOf } from '../../support/mutate.js'
import { harbour } from '../locality/places.js'
import { breaches, falls, voices } from '../metric/metrics.js'
import { prepareMeasuring, rate, seriesOf } from './measured.js'

let api: Api
beforeEach(async () => {
  api = await startApi()
  await prepareMeasuring(api)
})
afterEach(() => api.close())

const whole = `reading {
  id period status value numerator denominator denominatorVintage narrative sampleSize source collectedOn grade definitionVersion reason
  recordedAt recordedBy revision
  series { uuid revision metric { code } locality { name } category { code label } }
}`

const breach = {
  metricId: breaches,
  localityId: harbour,
  category: '1',
  period: '2024-01-01',
  numerator: 1935,
  denominator: 4500,
  denominatorVintage: 'First release',
  source: 'Monthly return',
  collectedOn: '2024-02-08',
  grade: 'A',
}
const series = seriesOf(breaches, harbour, '1')

const recorded = {
  id: toGlobalId('Reading', readingIdOf(series as SeriesId, '2024-01-01')),
  period: '2024-01-01',
  status: 'RECORDED',
  value: 43,
  numerator: 1935,
  denominator: 4500,
  denominatorVintage: 'First release',
  narrative: null,
  sampleSize: null,
  source: 'Monthly return',
  collectedOn: '2024-02-08',
  grade: 'A',
  definitionVersion: 1,
  reason: null,
  recordedAt,
  recordedBy: 'Asha Patel',
  revision: 1,
  series: {
    uuid: series,
    revision: 1,
    metric: { code: 'ae-breaches' },
    locality: { name: 'Harbour' },
    category: { code: '1', label: 'Major A&E department' },
  },
}

test('a reading is recorded with the value of its ratio, and opens its series', async () => {
  expect(await mutate(api, 'recordReading', breach, whole)).toEqual({
    reading: recorded,
    userErrors: [],
    position: (await api.head()).toString(),
    stale: false,
  })
})

test('metric and locality may be named by their opaque ids', async () => {
  const input = {
    ...breach,
    metricId: toGlobalId('Metric', breaches),
    localityId: toGlobalId('Locality', harbour),
  }
  expect((await done(api, 'recordReading', input, whole))['reading']).toEqual(recorded)
})

test('said twice, a reading is recorded once', async () => {
  await done(api, 'recordReading', breach)
  const before = await api.head()
  expect((await done(api, 'recordReading', breach, whole))['reading']).toEqual(recorded)
  expect(await api.head()).toBe(before)
})

test('sent twice under the same key, a reading is recorded once, and the key is taken', async () => {
  const input = { ...breach, idempotencyKey: 'january' }
  const first = await done(api, 'recordReading', input, whole)
  const before = await api.head()
  expect(await done(api, 'recordReading', input, whole)).toEqual(first)
  expect(await api.head()).toBe(before)
  expect(await refusalOf(api, 'recordReading', { ...input, numerator: 1 }, 'reading { id }')).toMatchObject({
    code: 'IDEMPOTENCY_KEY_REUSED',
    field: 'input.idempotencyKey',
  })
})

test.each([
  ['a value alone', { metricId: falls, value: 12 }, { value: 12, numerator: null }],
  ['a count of none', { metricId: falls, value: 0 }, { value: 0 }],
  ['a rate', { metricId: rate, numerator: 3, denominator: 1200 }, { value: 2.5 }],
  ['a percentage of all', { metricId: breaches, category: '3', value: 100 }, { value: 100 }],
  [
    'words',
    { metricId: voices, narrative: 'Kind, but slow', sampleSize: 14 },
    { value: null, narrative: 'Kind, but slow', sampleSize: 14 },
  ],
])('%s can be recorded', async (_, measurement, expected) => {
  const input = { localityId: harbour, period: '2024-01-01', ...measurement }
  expect((await done(api, 'recordReading', input, whole))['reading']).toMatchObject(expected)
})

test('who recorded a reading is shown', async () => {
  const payload = await mutate(api, 'recordReading', breach, 'reading { recordedBy }', { actor: 'Tom Reed' })
  expect(payload['reading']).toEqual({ recordedBy: 'Tom Reed' })
})
