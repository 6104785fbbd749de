import { toGlobalId } from '../../../src/api/relay/global-id.js'
import { type Api, recordedAt, startApi } from '../../support/api.js'
import { done, refusalOf } from '../../support/mutate.js'
import { nobody } from '../locality/places.js'
import { prepareCharting, series, words } from './charted.js'

let api: Api
beforeEach(async () => {
  api = await startApi()
  await prepareCharting(api)
})
afterEach(() => api.close())

const exclusion = { seriesId: series, period: '2024-02-01', reason: 'The clinic was closed' }
const inclusion = { ...exclusion, reason: 'Closures belong to it' }
const wholePoint =
  'point { period reason recordedAt recordedBy includedAt includedBy includedFor fromPosition toPosition }'
const points = async () =>
  (
    await api.data<{ seriesById: unknown }>(
      `query ($id: ID!) { seriesById(id: $id) {
        excludedPoints { period } all: excludedPoints(includeFormer: true) { period includedFor }
        readings(first: 5) { totalCount }
      } }`,
      { id: series },
    )
  ).seriesById

test('a point is left out and let in again; its reading is unchanged', async () => {
  const exclude = await done(api, 'excludePoint', exclusion, wholePoint)
  const out = {
    ...{ period: '2024-02-01', reason: 'The clinic was closed', recordedAt, recordedBy: 'Asha Patel' },
    ...{ includedAt: null, includedBy: null, includedFor: null },
    fromPosition: exclude.position,
    toPosition: null,
  }
  expect(exclude).toEqual({ point: out, userErrors: [], position: exclude.position, stale: false })
  expect(await points()).toEqual({
    excludedPoints: [{ period: '2024-02-01' }],
    all: [{ period: '2024-02-01', includedFor: null }],
    readings: { totalCount: 5 },
  })
  const include = await done(api, 'includePoint', inclusion, wholePoint)
  expect(include['point']).toEqual({
    ...out,
    includedAt: recordedAt,
    includedBy: 'Asha Patel',
    includedFor: 'Closures belong to it',
    toPosition: include.position,
  })
  await done(api, 'excludePoint', { ...exclusion, period: '2024-01-01' })
  expect(await points()).toEqual({
    excludedPoints: [{ period: '2024-01-01' }],
    all: [
      { period: '2024-01-01', includedFor: null },
      { period: '2024-02-01', includedFor: 'Closures belong to it' },
    ],
    readings: { totalCount: 5 },
  })
})

test('said twice, under a key or without, it is said once', async () => {
  for (const [mutation, input] of [
    ['excludePoint', exclusion],
    ['includePoint', inclusion],
  ] as const) {
    const keyed = { ...input, idempotencyKey: mutation }
    const first = await done(api, mutation, keyed, wholePoint)
    const before = await api.head()
    expect(await done(api, mutation, keyed, wholePoint)).toEqual(first)
    expect((await done(api, mutation, input, wholePoint))['point']).toEqual(first['point'])
    expect(await api.head()).toBe(before)
    expect(await refusalOf(api, mutation, { ...keyed, reason: 'Other' }, wholePoint)).toMatchObject({
      code: 'IDEMPOTENCY_KEY_REUSED',
    })
  }
})

test.each([
  ['excludePoint', { ...exclusion, seriesId: nobody }, 'SERIES_NOT_FOUND', 'seriesId', /first reading/],
  [
    'excludePoint',
    { ...exclusion, seriesId: words, period: '2024-01-01' },
    'CHART_NOT_EXPECTED',
    'seriesId',
    /figures/,
  ],
  [
    'excludePoint',
    { ...exclusion, period: '2024-02-02' },
    'PERIOD_NOT_ON_BOUNDARY',
    'period',
    /use 2024-02-01/,
  ],
  ['excludePoint', { ...exclusion, period: '2024-06-01' }, 'READING_NOT_FOUND', 'period', /check the period/],
  ['excludePoint', { ...exclusion, reason: '' }, 'INVALID_VALUE', 'reason', /Give the reason/],
  ['includePoint', inclusion, 'POINT_NOT_EXCLUDED', 'period', /check the period/],
  ['includePoint', { ...inclusion, seriesId: nobody }, 'SERIES_NOT_FOUND', 'seriesId', /first reading/],
])('%s refuses %j, and records nothing', async (mutation, input, code, field, message) => {
  expect(await refusalOf(api, mutation, input, wholePoint)).toEqual({
    code,
    field: `input.${field}`,
    message: expect.stringMatching(message) as string,
  })
})

test('a point that is left out gets another reason only once it is let in', async () => {
  await done(api, 'excludePoint', exclusion)
  expect(await refusalOf(api, 'excludePoint', { ...exclusion, reason: 'Other' }, wholePoint)).toMatchObject({
    code: 'POINT_ALREADY_EXCLUDED',
    field: 'input.period',
    message: expect.stringMatching(/include it first/) as string,
  })
  const late = { ...inclusion, expectedRevision: 4 }
  expect(await refusalOf(api, 'includePoint', late, wholePoint)).toMatchObject({ code: 'REVISION_CONFLICT' })
})

test('the history of a series tells of its readings and of its chart', async () => {
  await done(api, 'setChartDefaults', { seriesId: series, chartType: 'RUN', ruleSet: 'anhoej-2014' })
  await done(api, 'correctReading', {
    seriesId: series,
    period: '2024-02-01',
    value: 9,
    reason: 'Typing error',
  })
  await done(api, 'excludePoint', exclusion)
  const told = 'nodes { subject subjectId type occurredOn reason }'
  const expected = [
    { subject: 'CHART', subjectId: series, type: 'ChartDefaultsSet', occurredOn: null, reason: null },
    {
      subject: 'SERIES',
      subjectId: series,
      type: 'ReadingCorrected',
      occurredOn: '2024-02-01',
      reason: 'Typing error',
    },
    {
      subject: 'CHART',
      subjectId: series,
      type: 'PointExcluded',
      occurredOn: '2024-02-01',
      reason: 'The clinic was closed',
    },
  ]
  const data = await api.data(
    `query ($id: ID!, $node: ID!) {
      seriesById(id: $id) { history(first: 10) { ${told} } }
      ofSeries: history(first: 10, filter: { id: $node }) { ${told} }
      ofCharts: history(first: 10, filter: { subjects: [CHART] }) { totalCount }
    }`,
    { id: series, node: toGlobalId('Series', series) },
  )
  expect(data).toEqual({
    seriesById: { history: { nodes: expected } },
    ofSeries: { nodes: expected },
    ofCharts: { totalCount: 2 },
  })
})
