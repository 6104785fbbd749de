import { type Api, startApi } from '../../support/api.js'
import { done } from '../../support/mutate.js'
import { harbour, marsh, registerTree } from '../locality/places.js'
import { breaches, defineMetrics, falls } from './metrics.js'

let api: Api
beforeAll(async () => {
  api = await startApi()
  await registerTree(api)
  await defineMetrics(api)
  await done(api, 'retireMetric', { metricId: falls, retiredOn: '2024-07-01', reason: 'Counted otherwise' })
  const reading = { metricId: breaches, localityId: harbour, period: '2024-01-01', value: 20 }
  await done(api, 'recordReading', { ...reading, category: '1' })
  await done(api, 'recordReading', { ...reading, category: '3' })
  await done(api, 'recordReading', { ...reading, category: '1', localityId: marsh })
})
afterAll(() => api.close())

test.each([
  ['nothing', {}, ['falls', 'ae-breaches', 'voices']],
  ['part of the name', { search: 'a&e' }, ['ae-breaches']],
  ['part of the code', { search: 'AE-B' }, ['ae-breaches']],
  ['a sign that has a meaning in patterns', { search: 'ae_b' }, []],
  ['purpose', { purpose: 'PERFORMANCE' }, ['ae-breaches']],
  ['nature', { nature: 'QUALITATIVE' }, ['voices']],
  ['retirement', { retired: true }, ['falls']],
  ['use', { retired: false }, ['ae-breaches', 'voices']],
])('metrics are listed by name, narrowed by %s', async (_, filter, codes) => {
  const document =
    'query ($filter: MetricFilter) { metrics(first: 10, filter: $filter) { totalCount nodes { code } } }'
  expect(await api.data(document, { filter })).toEqual({
    metrics: { totalCount: codes.length, nodes: codes.map((code) => ({ code })) },
  })
})

test('a metric knows where it is measured, and its series', async () => {
  const document = `query ($harbour: ID!) {
    metricByCode(code: "ae-breaches") {
      localities(first: 5) { totalCount nodes { name } }
      series(first: 5) { totalCount nodes { locality { name } category { label } } }
      there: series(first: 5, localityId: $harbour) { totalCount }
    }
  }`
  expect(await api.data(document, { harbour })).toEqual({
    metricByCode: {
      localities: { totalCount: 2, nodes: [{ name: 'Harbour' }, { name: 'Marsh' }] },
      series: {
        totalCount: 3,
        nodes: [
          { locality: { name: 'Harbour' }, category: { label: 'Major A&E department' } },
          { locality: { name: 'Harbour' }, category: { label: 'Minor injury unit' } },
          { locality: { name: 'Marsh' }, category: { label: 'Major A&E department' } },
        ],
      },
      there: { totalCount: 2 },
    },
  })
})

test('a locality knows what is measured there', async () => {
  const document = `query ($id: ID!, $breaches: ID!, $falls: ID!) {
    locality(id: $id) {
      metrics(first: 5) { totalCount nodes { code } }
      series(first: 1) { totalCount nodes { category { code } } pageInfo { hasNextPage } }
      breaches: series(first: 5, metricId: $breaches) { totalCount }
      falls: series(first: 5, metricId: $falls) { totalCount }
      projects(first: 1) { totalCount } cycles(first: 1) { totalCount } milestones(first: 1) { totalCount }
    }
  }`
  expect(await api.data(document, { id: harbour, breaches, falls })).toEqual({
    locality: {
      metrics: { totalCount: 1, nodes: [{ code: 'ae-breaches' }] },
      series: { totalCount: 2, nodes: [{ category: { code: '1' } }], pageInfo: { hasNextPage: true } },
      breaches: { totalCount: 2 },
      falls: { totalCount: 0 },
      projects: { totalCount: 0 },
      cycles: { totalCount: 0 },
      milestones: { totalCount: 0 },
    },
  })
})

test('a code that no metric has finds nothing', async () => {
  expect(await api.data('{ metricByCode(code: "none") { code } }')).toEqual({ metricByCode: null })
})
