import type { App } from '../../src/app.js'
import type { GraphqlClient } from '../../src/client/graphql-client.js'
import { uuid } from '../support/api.js'
import { clientOf, startAppOn, succeed } from '../support/app.js'
import { temporaryFolder } from '../support/temporary-folder.js'

const harbour = uuid('a', 1)
const falls = uuid('b', 1)
const folder = temporaryFolder()
let app: App
let client: GraphqlClient
let series: string

const period = (month: number) => new Date(Date.UTC(2023, month, 1)).toISOString().slice(0, 10)

beforeAll(async () => {
  app = await startAppOn(folder.path, { WAYMARK_PUBLIC_URL: 'https://waymark.example.org/places' })
  client = clientOf(app)
  const name = 'Harbour <script>alert("x")</script> & Coast'
  await succeed(client, 'registerLocality', { id: harbour, kind: 'PLACE', name, openedOn: '2020-04-01' })
  const definition = {
    name: 'Falls at home',
    statistic: 'COUNT',
    direction: 'DECREASE',
    cadence: 'MONTH',
    purpose: 'IMPROVEMENT',
    reliability: 'B',
  }
  await succeed(client, 'defineMetric', { id: falls, code: 'falls', definition })
  const readings = Array.from({ length: 14 }, (_, month) => ({
    metricId: falls,
    localityId: harbour,
    period: period(month),
    value: 10 + ((month * 7) % 5),
  }))
  await succeed(client, 'recordReadings', { readings })
  const found = await client.request<{ runChart: { series: { uuid: string } } }>(
    'query ($m: ID!, $l: ID!) { runChart(metricId: $m, localityId: $l) { series { uuid } } }',
    { m: falls, l: harbour },
  )
  series = found.runChart.series.uuid
})

afterAll(async () => {
  await app.close()
  folder.remove()
})

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${app.address}${path}`, { headers })

const addresses = async (): Promise<{ svgUrl: string; pngUrl: string; alternativeText: string }> => {
  const { runChart } = await client.request<{ runChart: { picture: never } }>(
    'query ($m: ID!, $l: ID!) { runChart(metricId: $m, localityId: $l) { picture { svgUrl pngUrl alternativeText } } }',
    { m: falls, l: harbour },
  )
  return runChart.picture
}

test('the SVG is a picture that neither runs nor loads anything', async () => {
  const response = await get(`/charts/${series}.svg`)
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe('image/svg+xml; charset=utf-8')
  expect(response.headers.get('content-security-policy')).toBe(
    "default-src 'none'; style-src 'unsafe-inline'",
  )
  expect(response.headers.get('x-content-type-options')).toBe('nosniff')
  const text = await response.text()
  expect(text).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" role="img"/)
  expect(text).toMatch(/<\/svg>$/)
  expect(text).not.toMatch(/<script|javascript:|\son\w+=|<image|<foreignObject|<use\b/i)
  expect(text.match(/https?:\/\/[^"' <]+/g)?.filter((url) => !url.startsWith('http://www.w3.org/'))).toEqual(
    [],
  )
})

test('the SVG says in words what it shows', async () => {
  const text = await (await get(`/charts/${series}.svg`)).text()
  expect(/<desc id="desc">(.*?)<\/desc>/s.exec(text)?.[1]).toMatch(
    /^Run chart of Falls at home in Harbour &#60;script/,
  )
})

test('the PNG is as large as the SVG at twice the scale', async () => {
  const svg = await (await get(`/charts/${series}.svg`)).text()
  const response = await get(`/charts/${series}.png`)
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe('image/png')
  const png = Buffer.from(await response.arrayBuffer())
  expect(png.subarray(0, 8).toString('hex')).toBe('89504e470d0a1a0a')
  const size = [png.readUInt32BE(16), png.readUInt32BE(20)]
  const [, width, height] = /width="([\d.]+)" height="([\d.]+)"/.exec(svg) ?? []
  expect(size).toEqual([Number(width) * 2, Number(height) * 2])
  expect(size[0]).toBeGreaterThan(1_000)
})

test('the API gives the addresses under which others reach the server', async () => {
  const { svgUrl, pngUrl } = await addresses()
  expect([svgUrl, pngUrl]).toEqual(
    ['svg', 'png'].map((format) => `https://waymark.example.org/places/charts/${series}.${format}`),
  )
})

describe('who has the picture already', () => {
  test.each(['svg', 'png'])('is told so of the %s, by its tag', async (format) => {
    const first = await get(`/charts/${series}.${format}`)
    const etag = first.headers.get('etag') ?? ''
    expect(etag).toMatch(/^"[\w-]+"$/)
    expect(first.headers.get('cache-control')).toBe('no-cache')
    for (const known of [etag, `W/${etag}`, `"another", ${etag}`, '*']) {
      const again = await get(`/charts/${series}.${format}`, { 'if-none-match': known })
      const { byteLength } = await again.arrayBuffer()
      expect([again.status, byteLength, again.headers.get('etag')]).toEqual([304, 0, etag])
    }
    expect((await get(`/charts/${series}.${format}`, { 'if-none-match': '"another"' })).status).toBe(200)
  })
})

test('a stretch of the chart is a picture of its own', async () => {
  const part = await get(`/charts/${series}.svg?from=2023-03-01&to=2023-08-31`)
  expect(part.status).toBe(200)
  expect(await part.text()).toContain('March 2023 to August 2023')
})

test('the same address shows what was corrected since', async () => {
  const path = `/charts/${series}.svg`
  const before = await get(path)
  await succeed(client, 'correctReading', {
    seriesId: series,
    period: period(13),
    value: 777,
    reason: 'Typed from the wrong line',
  })
  const after = await get(path, { 'if-none-match': before.headers.get('etag') ?? '' })
  expect(after.status).toBe(200)
  expect(await after.text()).toContain('777')
  expect(await before.text()).not.toContain('777')
})

describe('what is not there', () => {
  test.each([
    ['a series that does not exist', `/charts/${uuid('f', 9)}.svg`, 404, 'NOT_FOUND', /no series/],
    ['another format', `/charts/${uuid('f', 9)}.gif`, 404, 'NOT_FOUND', /\.svg or \.png/],
    ['no id', '/charts/falls.svg', 404, 'NOT_FOUND', /id of a series/],
  ])('%s', async (_, path, status, code, remedy) => {
    const response = await get(path)
    expect(response.status).toBe(status)
    const { errors } = (await response.json()) as { errors: { message: string; extensions: object }[] }
    expect(errors).toMatchObject([{ extensions: { code } }])
    expect(errors[0]?.message).toMatch(remedy)
  })

  test.each(['from=yesterday', 'to=2023-02-30', 'from=2023-13-01', 'from=', 'to=2023-01-01&to=2023-02-01'])(
    'a stretch that is no stretch: %s',
    async (query) => {
      const response = await get(`/charts/${series}.png?${query}`)
      expect(response.status).toBe(400)
      const { errors } = (await response.json()) as { errors: { message: string; extensions: object }[] }
      expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }])
      expect(errors[0]?.message).toMatch(/as a day, such as 2024-04-01$/)
    },
  )

  test.each([
    ['chartType=P', /P chart takes a PERCENTAGE/],
    ['chartType=TEALEAVES', /Choose the chart type: RUN/],
    ['ruleSet=nelson', /cannot be read by nelson/],
    ['baseline=many', /number of points/],
    ['phases=2023-04-01:1', /at least 2/],
    ['colour=blue', /says nothing about a picture/],
  ])('another chart that cannot be: %s', async (query, remedy) => {
    const response = await get(`/charts/${series}.svg?${query}`)
    expect(response.status).toBe(400)
    const { errors } = (await response.json()) as { errors: { message: string; extensions: object }[] }
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }])
    expect(errors[0]?.message).toMatch(remedy)
  })
})

test('an address may ask for another chart, as the API gives it', async () => {
  const { chart } = await client.request<{ chart: { picture: { svgUrl: string; alternativeText: string } } }>(
    `query ($s: ID!) { chart(seriesId: $s, chartType: I, ruleSet: "nelson", baseline: { points: 8 },
      phases: [{ from: "2023-10-01" }]) { picture { svgUrl alternativeText } } }`,
    { s: series },
  )
  const { pathname, search } = new URL(chart.picture.svgUrl)
  const response = await get(`${pathname.replace(/^\/places/, '')}${search}`)
  expect(response.status).toBe(200)
  expect(await response.text()).toContain('I chart of Falls at home')
  expect(chart.picture.alternativeText).toMatch(/^I chart of Falls at home/)
})
