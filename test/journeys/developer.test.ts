import { months } from '../api/chart/charts.js'
import { send, succeed } from '../support/app.js'
import { harbour, inHarbour, openHarbour, type Harbour } from './harbour.js'

let place: Harbour
beforeEach(async () => {
  place = await openHarbour()
})
afterEach(() => place.close())

interface ReadingsPage {
  readonly readings: {
    readonly nodes: readonly { readonly period: string }[]
    readonly pageInfo: {
      readonly hasNextPage: boolean
      readonly hasPreviousPage: boolean
      readonly startCursor: string
      readonly endCursor: string
    }
    readonly totalCount: number
  }
}

const pageDocument = `query ($localityId: ID!, $first: Int, $last: Int, $after: String, $before: String) {
  readings(filter: { localityId: $localityId }, first: $first, last: $last, after: $after, before: $before) {
    nodes { period } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } totalCount
  }
}`

test('a developer pages through readings to the end and back while others go on recording', async () => {
  const client = place.as('A dashboard')
  const ask = async (page: object) =>
    (await client.request<ReadingsPage>(pageDocument, { localityId: harbour, ...page })).readings
  const periods: string[] = []
  let page = await ask({ first: 4 })
  for (;;) {
    periods.push(...page.nodes.map(({ period }) => period))
    if (!page.pageInfo.hasNextPage) break
    if (periods.length === 8)
      await succeed(client, 'recordReading', { ...inHarbour, period: '2024-01-01', value: 40 })
    page = await ask({ first: 4, after: page.pageInfo.endCursor })
  }
  const all = months('2022-10-01', 16)
  expect(periods).toEqual(all)
  expect(page.totalCount).toBe(16)

  const back = await ask({ last: 5, before: page.pageInfo.startCursor })
  expect(back.nodes.map(({ period }) => period)).toEqual(all.slice(7, 12))
  expect(back.pageInfo).toMatchObject({ hasPreviousPage: true, hasNextPage: true })
})

test('a request without a size of its list is refused before it costs anything', async () => {
  const client = place.as('A dashboard')
  await expect(client.request(pageDocument, { localityId: harbour })).rejects.toMatchObject({
    code: 'BAD_USER_INPUT',
    message: expect.stringMatching(/first.*last/) as string,
  })
})

test('a request whose answer was lost is sent again under its key, and records once', async () => {
  const client = place.as('A phone on a train')
  const input = { ...inHarbour, period: '2024-01-01', value: 40, idempotencyKey: 'phone-7/42' }
  const reading = 'reading { id value recordedBy }'
  const first = await succeed(client, 'recordReading', input, reading)
  const head = await place.app.store.head()
  // The answer never arrives; the phone tries three times more, twice at once.
  const again = await Promise.all([1, 2, 3].map(() => succeed(client, 'recordReading', input, reading)))
  for (const answer of again) expect(answer).toEqual(first)
  // Not the head itself: others may write to the same server.
  expect((await place.app.store.readAll(head, { max: 10 })).events).toEqual([])

  const other = await send(client, 'recordReading', { ...input, value: 41 })
  expect(other).toMatchObject({
    position: null,
    userErrors: [{ code: 'IDEMPOTENCY_KEY_REUSED', field: ['input', 'idempotencyKey'] }],
  })
  // Not the head itself: others may write to the same server.
  expect((await place.app.store.readAll(head, { max: 10 })).events).toEqual([])
})

test('what one client has recorded, another reads by its position; a position that never was is said to be behind', async () => {
  const { position } = await succeed(place.as('A form'), 'recordReading', {
    ...inHarbour,
    period: '2024-01-01',
    value: 40,
  })
  const dashboard = place.as('A dashboard')
  const document = `query ($metricId: ID!, $localityId: ID!, $at: Position) {
    runChart(metricId: $metricId, localityId: $localityId, minPosition: $at) { points { period value } }
  }`
  const { runChart } = await dashboard.request<{ runChart: { points: unknown[] } }>(document, {
    ...inHarbour,
    at: position,
  })
  expect(runChart.points.at(-1)).toEqual({ period: '2024-01-01', value: 40 })
  await expect(dashboard.request(document, { ...inHarbour, at: '9000000000000000' })).rejects.toMatchObject({
    code: 'READ_SIDE_BEHIND',
  })
})

test('two people change the same thing: the second is told instead of overwriting it', async () => {
  const client = place.as('A form')
  const { localityByCode } = await client.request<{ localityByCode: { id: string; revision: number } }>(
    '{ localityByCode(scheme: "LOCAL", code: "HB") { id revision } }',
  )
  const rename = (name: string) => ({
    localityId: localityByCode.id,
    name,
    effectiveOn: '2024-04-01',
    expectedRevision: localityByCode.revision,
  })
  await succeed(client, 'renameLocality', rename('Harbour and Coast'))
  const second = await send(client, 'renameLocality', rename('Greater Harbour'))
  expect(second.userErrors).toMatchObject([{ code: 'REVISION_CONFLICT' }])
  const { node } = await client.request<{ node: unknown }>(
    'query ($id: ID!) { node(id: $id) { ... on Locality { name } } }',
    { id: localityByCode.id },
  )
  expect(node).toEqual({ name: 'Harbour and Coast' })
})
