import { toGlobalId } from '../../../src/api/relay/global-id.js'
import { readingIdOf, type SeriesId } from '../../../src/domain/ids.js'
import { type Api, startApi } from '../../support/api.js'
import { done } from '../../support/mutate.js'
import { harbour, marsh, nobody } from '../locality/places.js'
import { breaches, falls } from '../metric/metrics.js'
import { prepareMeasuring, seriesOf } from './measured.js'

const months = ['2024-01-01', '2024-02-01', '2024-03-01', '2024-04-01', '2024-05-01']
const series = seriesOf(falls, harbour)

let api: Api
beforeAll(async () => {
  api = await startApi()
  await prepareMeasuring(api)
  const counts = months.map((period, index) => ({
    metricId: falls,
    localityId: harbour,
    period,
    value: index + 10,
  }))
  const parts = ['1', '3'].map((category) => ({
    metricId: breaches,
    localityId: marsh,
    category,
    period: '2024-01-01',
    value: 40,
  }))
  // Out of order: the list is by period all the same.
  await done(api, 'recordReadings', { readings: [...counts.toReversed(), ...parts] })
  await done(api, 'withdrawReading', {
    seriesId: series,
    period: '2024-02-01',
    reason: 'Counted the wrong ward',
  })
})
afterAll(() => api.close())

test('the readings of a series come by period, page by page', async () => {
  const document = `query ($id: ID!, $after: String) {
    seriesById(id: $id) {
      readings(first: 3, after: $after) { totalCount nodes { period value } pageInfo { hasNextPage endCursor } }
    }
  }`
  type Page = { seriesById: { readings: { pageInfo: { endCursor: string } } } }
  const first = await api.data<Page>(document, { id: series })
  expect(first.seriesById.readings).toMatchObject({
    totalCount: 4,
    nodes: [
      { period: '2024-01-01', value: 10 },
      { period: '2024-03-01', value: 12 },
      { period: '2024-04-01', value: 13 },
    ],
    pageInfo: { hasNextPage: true },
  })
  const after = first.seriesById.readings.pageInfo.endCursor
  expect(await api.data(document, { id: series, after })).toMatchObject({
    seriesById: { readings: { nodes: [{ period: '2024-05-01' }], pageInfo: { hasNextPage: false } } },
  })
})

test.each([
  ['from a period on', { from: '2024-04-01' }, ['2024-04-01', '2024-05-01']],
  ['up to a period', { to: '2024-03-01' }, ['2024-01-01', '2024-03-01']],
  ['that were withdrawn, too', { to: '2024-02-01', withWithdrawn: true }, ['2024-01-01', '2024-02-01']],
])('readings of a series %s', async (_, variables, periods) => {
  const document = `query ($id: ID!, $from: Date, $to: Date, $withWithdrawn: Boolean! = false) {
    seriesById(id: $id) {
      readings(first: 9, from: $from, to: $to, withWithdrawn: $withWithdrawn) { nodes { period } }
    }
  }`
  expect(await api.data(document, { id: series, ...variables })).toEqual({
    seriesById: { readings: { nodes: periods.map((period) => ({ period })) } },
  })
})

test.each([
  ['of a metric', { metricId: falls }, 4],
  ['of a locality', { localityId: toGlobalId('Locality', marsh) }, 2],
  ['of a category', { metricId: breaches, category: '3' }, 1],
  ['of a series', { seriesId: series }, 4],
  ['that were withdrawn', { statuses: ['WITHDRAWN'] }, 1],
  ['of a time', { from: '2024-03-01', to: '2024-04-01' }, 2],
  ['of nothing that is measured', { metricId: nobody }, 0],
])('readings %s are counted', async (_, filter, totalCount) => {
  const document = 'query ($filter: ReadingFilter) { readings(first: 1, filter: $filter) { totalCount } }'
  expect(await api.data(document, { filter })).toEqual({ readings: { totalCount } })
})

test.each([
  ['all', {}, 3],
  ['of a metric', { metricId: breaches }, 2],
  ['of a locality', { localityId: harbour }, 1],
  ['of a category', { category: '1' }, 1],
])('series: %s', async (_, filter, totalCount) => {
  const document =
    'query ($filter: SeriesFilter) { series(first: 5, filter: $filter) { totalCount nodes { uuid } } }'
  const data = await api.data<{ series: { nodes: unknown[] } }>(document, { filter })
  expect(data).toMatchObject({ series: { totalCount } })
  expect(data.series.nodes).toHaveLength(totalCount)
})

test('a reading and its series are found by their opaque ids', async () => {
  const ids = [
    toGlobalId('Reading', readingIdOf(series as SeriesId, '2024-01-01')),
    toGlobalId('Series', series),
    toGlobalId('Series', nobody),
  ]
  const document = `query ($ids: [ID!]!) {
    nodes(ids: $ids) { __typename id ... on Reading { value } ... on Series { metric { code } category { code } } }
  }`
  expect(await api.data(document, { ids })).toEqual({
    nodes: [
      { __typename: 'Reading', id: ids[0], value: 10 },
      { __typename: 'Series', id: ids[1], metric: { code: 'falls' }, category: null },
      null,
    ],
  })
})
