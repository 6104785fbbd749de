import { type Api, startApi } from '../../support/api.js'
import { done, mutate, refusalOf } from '../../support/mutate.js'
import { harbour, marsh } from '../locality/places.js'
import { falls } from '../metric/metrics.js'
import { prepareMeasuring, weekly } from './measured.js'

let api: Api
beforeEach(async () => {
  api = await startApi()
  await prepareMeasuring(api)
})
afterEach(() => api.close())

const january = { metricId: falls, localityId: harbour, period: '2024-01-01', value: 12 }
const february = { ...january, period: '2024-02-01', value: 9 }
const elsewhere = { ...january, localityId: marsh, value: 0 }
const whole = 'recorded unchanged readings { period value series { locality { name } } }'
const harbourIs = { series: { locality: { name: 'Harbour' } } }

test('readings of several series are recorded together, and answered in their order', async () => {
  const input = { readings: [february, elsewhere, january] }
  expect(await mutate(api, 'recordReadings', input, whole)).toEqual({
    recorded: 3,
    unchanged: 0,
    readings: [
      { period: '2024-02-01', value: 9, ...harbourIs },
      { period: '2024-01-01', value: 0, series: { locality: { name: 'Marsh' } } },
      { period: '2024-01-01', value: 12, ...harbourIs },
    ],
    userErrors: [],
    position: (await api.head()).toString(),
    stale: false,
  })
})

test('what is known already is counted as unchanged, and not recorded again', async () => {
  await done(api, 'recordReading', january)
  const payload = await done(api, 'recordReadings', { readings: [january, february, february] }, whole)
  expect(payload).toMatchObject({ recorded: 1, unchanged: 2 })
  const before = await api.head()
  const again = await done(api, 'recordReadings', { readings: [january, february] }, whole)
  expect(again).toMatchObject({ recorded: 0, unchanged: 2 })
  expect(await api.head()).toBe(before)
})

test('sent twice under the same key, a batch is recorded once and answered alike', async () => {
  const input = { readings: [january, february], idempotencyKey: 'batch-1' }
  const first = await done(api, 'recordReadings', input, whole)
  const before = await api.head()
  expect(await done(api, 'recordReadings', input, whole)).toEqual(first)
  expect(await api.head()).toBe(before)
  const other = { ...input, readings: [january] }
  expect(await refusalOf(api, 'recordReadings', other, 'recorded')).toMatchObject({
    code: 'IDEMPOTENCY_KEY_REUSED',
    field: 'input.idempotencyKey',
  })
})

test('a dry run answers as if it were recorded, and records nothing; the same request can be recorded then', async () => {
  const before = await api.head()
  const input = { readings: [january, february], idempotencyKey: 'batch-1' }
  expect(await mutate(api, 'recordReadings', { ...input, dryRun: true }, whole)).toEqual({
    recorded: 2,
    unchanged: 0,
    readings: [],
    userErrors: [],
    position: before.toString(),
    stale: false,
  })
  expect(await api.head()).toBe(before)
  expect(await done(api, 'recordReadings', input, whole)).toMatchObject({ recorded: 2 })
  expect(await api.head()).toBeGreaterThan(before)
})

test('a dry run refuses what would be refused', async () => {
  const input = { readings: [january, { ...february, value: -1 }], dryRun: true }
  expect(await refusalOf(api, 'recordReadings', input, 'recorded unchanged readings { id }')).toMatchObject({
    code: 'COUNT_NEGATIVE',
    field: 'input.readings.1.value',
  })
})

test('every bad reading is named, and none of the good ones is recorded', async () => {
  const before = await api.head()
  const readings = [
    { ...january, value: -1 },
    february,
    { ...january, period: '2024-03-02' },
    { ...february, value: 10 },
  ]
  const { userErrors, ...rest } = await mutate(api, 'recordReadings', { readings }, whole)
  expect(userErrors.map(({ code, field }) => [code, field])).toEqual([
    ['COUNT_NEGATIVE', ['input', 'readings', '0', 'value']],
    ['PERIOD_NOT_ON_BOUNDARY', ['input', 'readings', '2', 'period']],
    ['PERIOD_ALREADY_RECORDED', ['input', 'readings', '3', 'period']],
  ])
  expect(rest).toEqual({ recorded: null, unchanged: null, readings: null, position: null, stale: false })
  expect(await api.head()).toBe(before)
})

const weeks = (count: number) =>
  Array.from({ length: count }, (_, week) => ({
    metricId: weekly,
    localityId: harbour,
    period: new Date(Date.UTC(2024, 5, 10) - week * 7 * 86_400_000).toISOString().slice(0, 10),
    value: week,
  }))

test.each([
  ['none', [], /at least one/],
  ['1,001', weeks(1_001), /at most 1,000/],
])('a batch of %s is refused', async (_, readings, message) => {
  expect(await refusalOf(api, 'recordReadings', { readings }, 'recorded')).toEqual({
    code: 'INVALID_VALUE',
    field: 'input.readings',
    message: expect.stringMatching(message) as string,
  })
})

test('a thousand readings are recorded at once', async () => {
  await done(api, 'registerLocality', { kind: 'OTHER', name: 'Old town', openedOn: '2000-01-01' })
  const { localities } = await api.data<{ localities: { nodes: { uuid: string }[] } }>(
    '{ localities(first: 1, filter: { search: "old town" }) { nodes { uuid } } }',
  )
  const localityId = localities.nodes[0]?.uuid
  const readings = weeks(1_000).map((reading) => ({ ...reading, localityId }))
  const payload = await done(api, 'recordReadings', { readings }, 'recorded readings { value }')
  expect(payload).toMatchObject({ recorded: 1_000, readings: readings.map(({ value }) => ({ value })) })
})
