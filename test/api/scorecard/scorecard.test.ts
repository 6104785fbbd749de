import { startApi, uuid, type Api } from '../../support/api.js'
import { done } from '../../support/mutate.js'
import { causal } from '../chart/charts.js'
import { defineNumbered, metricOf, place, readingsOf, registerPlace, statementsOf } from './many-series.js'

let api: Api

beforeAll(async () => {
  api = await startApi()
  await registerPlace(api)
  for (let number = 1; number <= 40; number += 1) await defineNumbered(api, number)
  const numbers = Array.from({ length: 40 }, (_, index) => index + 1)
  const readings = numbers.flatMap((number) => readingsOf(metricOf(number), place, number === 2 ? 3 : 24))
  for (let from = 0; from < readings.length; from += 500)
    await done(api, 'recordReadings', { readings: readings.slice(from, from + 500) })
  await done(api, 'setTarget', { metricId: metricOf(1), value: 60, validFrom: '2023-01-01' })
})

afterAll(() => api.close())

const line = `metric { code } category { code } series { uuid } chartType ruleSet variation assurance lastValue lastPeriod
  unit target dataAgeDays stale points trial sentence`
const scorecard = (args: string, selection = line) =>
  `{ scorecard(localityId: "${place}", ${args}) { totalCount pageInfo { hasNextPage } nodes { ${selection} } } }`

interface Line {
  readonly [field: string]: unknown
  readonly sentence: string
}

const linesOf = async (args: string): Promise<readonly Line[]> =>
  (await api.data<{ scorecard: { nodes: readonly Line[] } }>(scorecard(args))).scorecard.nodes

test('each metric has a line with its latest value, its age, and what its chart says', async () => {
  const lines = await linesOf('first: 40')
  expect(lines).toHaveLength(40)
  expect(lines[0]).toMatchObject({
    metric: { code: 'metric-1' },
    category: null,
    chartType: 'RUN',
    ruleSet: 'anhoej-2014',
    lastPeriod: '2024-05-01',
    target: 60,
    dataAgeDays: 14,
    stale: false,
    points: 24,
    trial: false,
  })
  expect(lines[1]).toMatchObject({ metric: { code: 'metric-2' }, points: 3, trial: true, target: null })
  for (const { sentence } of lines) expect(sentence).not.toMatch(causal)
})

test('stored defaults hold here too, and a target between the limits is hit or missed', async () => {
  const { data } = await api.execute(`{ charts(localityId: "${place}", metricId: "${metricOf(1)}", first: 1) {
    nodes { series { uuid } } } }`)
  const [{ series }] = (data?.['charts'] as { nodes: [{ series: { uuid: string } }] }).nodes
  await done(api, 'setChartDefaults', { seriesId: series.uuid, chartType: 'I', ruleSet: 'mdc-2023-11' })
  const [first] = await linesOf('first: 1')
  expect(first).toMatchObject({ chartType: 'I', ruleSet: 'mdc-2023-11', assurance: 'PASS' })
})

test('figures that should be there by now are stale', async () => {
  await defineNumbered(api, 41, { name: 'Aaa stale', typicalLagDays: 5 })
  await done(api, 'recordReadings', {
    readings: readingsOf(metricOf(41), place, 24).filter(({ period }) => period < '2024-04-01'),
  })
  const [first] = await linesOf('first: 1')
  expect(first).toMatchObject({ lastPeriod: '2024-03-01', dataAgeDays: 75, stale: true })
})

test('metrics that are measured no longer are left out', async () => {
  await done(api, 'retireMetric', {
    metricId: metricOf(41),
    retiredOn: '2024-06-01',
    reason: 'Counted otherwise',
  })
  const [first] = await linesOf('first: 1')
  expect(first).toMatchObject({ metric: { code: 'metric-1' } })
})

test('a scorecard of 40 metrics takes no more statements than one of two', async () => {
  const two = await statementsOf(api, scorecard('first: 2'))
  const forty = await statementsOf(api, scorecard('first: 40'))
  expect(forty).toBe(two)
  expect(forty).toBeLessThan(15)
})

test('the charts of 40 metrics take no more statements than those of two', async () => {
  const charts = (first: number) =>
    `{ charts(localityId: "${place}", first: ${first}) { nodes { sentence metric { code } locality { name }
       series { uuid } points { value signals { rule } } annotations { label } targets { value } } } }`
  const two = await statementsOf(api, charts(2))
  const forty = await statementsOf(api, charts(40))
  expect(forty).toBe(two)
  expect(forty).toBeLessThan(15)
})

test('pages go on where they ended', async () => {
  const page = await api.data<{ scorecard: { pageInfo: { endCursor: string } } }>(
    `{ scorecard(localityId: "${place}", first: 3) { pageInfo { endCursor } } }`,
  )
  const lines = await linesOf(`first: 1, after: "${page.scorecard.pageInfo.endCursor}"`)
  expect(lines[0]).toMatchObject({ metric: { code: 'metric-4' } })
})

test('a locality that does not exist has no scorecard, and a list without size is refused', async () => {
  expect(await api.data(`{ scorecard(localityId: "${uuid('f', 1)}", first: 1) { totalCount } }`)).toEqual({
    scorecard: null,
  })
  const { errors } = await api.execute(`{ scorecard(localityId: "${place}") { totalCount } }`)
  expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }])
})

test.each([
  ['first: 1', /Give `localityId`, or `metricId` with/],
  [`localityId: "${place}", parentId: "${place}", first: 1`, /leave `localityIds` and `parentId` out/],
  [`metricId: "${metricOf(1)}", localityIds: [], first: 1`, /Name 1 to 250 localities/],
  [`metricId: "${metricOf(1)}", localityIds: ["x"], first: 1`, /is no id/],
])('charts(%s) is refused', async (args, message) => {
  const { errors } = await api.execute(`{ charts(${args}) { totalCount } }`)
  expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }])
  expect(errors?.[0]?.message).toMatch(message)
})
