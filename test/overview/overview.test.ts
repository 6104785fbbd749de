import type { App } from '../../src/app.js'
import type { GraphqlClient } from '../../src/client/graphql-client.js'
import { uuid } from '../support/api.js'
import { clientOf, startAppOn, succeed } from '../support/app.js'
import { temporaryFolder } from '../support/temporary-folder.js'
import { pageOf, textOf, type Page } from './pages.js'

const nasty = '<script>alert("x")</script> & \'Co\''
const system = uuid('a', 1)
const harbour = uuid('a', 2)
const falls = uuid('b', 1)
const voices = uuid('b', 2)
const cycle = uuid('1', 1)
const milestone = uuid('4', 1)

let folder: ReturnType<typeof temporaryFolder>
let app: App

const get = (path: string): Promise<Page> => pageOf(app.address + path)

const define = (client: GraphqlClient, id: string, code: string, definition: object) =>
  succeed(client, 'defineMetric', {
    id,
    code,
    definition: {
      name: `Falls ${nasty}`,
      direction: 'DECREASE',
      cadence: 'MONTH',
      purpose: 'IMPROVEMENT',
      reliability: 'B',
      ...definition,
    },
  })

const recordPlace = async (client: GraphqlClient): Promise<void> => {
  const opened = { openedOn: '2020-04-01' }
  await succeed(client, 'registerLocality', { id: system, kind: 'SYSTEM', name: 'Estuary', ...opened })
  await succeed(client, 'registerLocality', {
    id: harbour,
    kind: 'PLACE',
    name: `Harbour ${nasty}`,
    parentId: system,
    codes: [{ scheme: 'DEMO', code: 'HB<1>' }],
    note: `Beware: ${nasty}`,
    ...opened,
  })
  await define(client, falls, 'falls', { statistic: 'COUNT' })
  await define(client, voices, 'voices', { nature: 'QUALITATIVE', name: 'What people told us' })
  const readings = Array.from({ length: 12 }, (_, month) => ({
    metricId: falls,
    localityId: harbour,
    period: new Date(Date.UTC(2023, month, 1)).toISOString().slice(0, 10),
    value: 10 + ((month * 7) % 5),
  }))
  await succeed(client, 'recordReadings', { readings })
  const told = { metricId: voices, localityId: harbour, period: '2023-05-01', narrative: `Kind ${nasty}` }
  await succeed(client, 'recordReading', told)
}

const recordWork = async (client: GraphqlClient): Promise<void> => {
  await succeed(client, 'charterProject', {
    id: uuid('c', 1),
    localityId: harbour,
    title: `Fewer falls ${nasty}`,
    aim: 'A third fewer falls at home by March 2025',
    metricIds: [falls],
    startOn: '2023-01-01',
  })
  await succeed(client, 'planCycle', {
    id: cycle,
    projectId: uuid('c', 1),
    title: `Slippers ${nasty}`,
    objective: 'Find out whether it fits into a visit',
    change: 'Look at shoes on arrival',
    predictions: [{ predictionId: uuid('2', 1), question: 'How long?', prediction: 'Two minutes' }],
    scale: 'Three visits',
    startOn: '2023-03-06',
    endOn: '2023-03-06',
  })
  await succeed(client, 'startCycle', { cycleId: cycle, startedOn: '2023-03-07' })
  await succeed(client, 'planMilestone', {
    id: milestone,
    localityId: harbour,
    title: `Lead named ${nasty}`,
    dueOn: '2023-04-30',
  })
  const slip = { milestoneId: milestone, forecastOn: '2023-06-30', reason: `Nobody applied ${nasty}` }
  await succeed(client, 'reforecastMilestone', slip)
}

describe('pages of a store with records', () => {
  beforeAll(async () => {
    folder = temporaryFolder()
    app = await startAppOn(folder.path)
    await recordPlace(clientOf(app, `Asha ${nasty}`))
    await recordWork(clientOf(app, `Asha ${nasty}`))
  })
  afterAll(async () => {
    await app.close()
    folder.remove()
  })

  test('the tree shows every locality with its kind and codes, and leads to its page', async () => {
    const { status, text, body } = await get('/')
    expect(status).toBe(200)
    expect(text).toContain('2 localities')
    expect(text).toMatch(/Estuary System/)
    expect(text).toContain(`Harbour ${nasty} Place DEMO HB<1>`)
    for (const id of [system, harbour]) expect(body).toContain(`href="/localities/${id}"`)
    expect(body.indexOf(`/localities/${system}`)).toBeLessThan(body.indexOf(`/localities/${harbour}`))
  })

  test('the page of a locality shows what the API says of it', async () => {
    const { status, text, body } = await get(`/localities/${harbour}`)
    expect(status).toBe(200)
    const { runChart } = await clientOf(app).request<{
      runChart: { sentence: string; picture: { alternativeText: string } }
    }>(
      'query ($m: ID!, $l: ID!) { runChart(metricId: $m, localityId: $l) { sentence picture { alternativeText } } }',
      { m: falls, l: harbour },
    )
    expect(text).toContain(runChart.sentence)
    expect(textOf(/<img[^>]*alt="([^"]*)"/.exec(body)?.[1] ?? '')).toBe(runChart.picture.alternativeText)
    for (const words of [
      `Beware: ${nasty}`,
      `What people told us 1 May 2023 Kind ${nasty}`,
      `Fewer falls ${nasty}`,
      `Slippers ${nasty} Started 7 March 2023 Two minutes`,
      `Lead named ${nasty}`,
      '30 April 2023 30 June 2023 61 days later than promised',
      `To 30 June 2023: Nobody applied ${nasty}`,
      `Asha ${nasty}`,
    ])
      expect(text).toContain(words)
    expect(body).toContain(`href="/localities/${system}"`)
  })

  test('what people typed is text and nothing else', async () => {
    for (const path of ['/', `/localities/${harbour}`]) {
      const { body } = await get(path)
      expect(body).not.toContain('<script')
      expect(body).not.toContain('alert("x")')
      expect(body).toContain('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; &#39;Co&#39;')
    }
  })

  test('every image has words and can be fetched; nothing comes from elsewhere', async () => {
    const { body, policy } = await get(`/localities/${harbour}`)
    const images = [...body.matchAll(/<img\b[^>]*>/g)].map(([tag]) => tag)
    expect(images).toHaveLength(1)
    for (const tag of images) {
      expect(/\balt="([^"]+)"/.exec(tag)?.[1]).toMatch(/^Run chart of /)
      const source = /\bsrc="([^"]+)"/.exec(tag)?.[1] ?? ''
      expect((await fetch(app.address + source)).headers.get('content-type')).toMatch(/^image\/svg/)
    }
    const links = [...body.matchAll(/\b(?:href|src|action|srcset)="([^"]*)"/g)].map(([, link]) => link)
    expect(links.length).toBeGreaterThan(5)
    expect(links.filter((link) => !link?.startsWith('/') || link.startsWith('//'))).toEqual([])
    expect(body).not.toMatch(/@import|url\(/)
    expect(policy).toContain("default-src 'none'")
  })

  test('every link of the pages leads somewhere', async () => {
    const bodies = await Promise.all(['/', `/localities/${harbour}`].map((path) => get(path)))
    const links = new Set(
      bodies.flatMap(({ body }) => [...body.matchAll(/\bhref="([^"]*)"/g)].map(([, to]) => to)),
    )
    for (const link of links) {
      const { status } = await fetch(app.address + String(link), { headers: { accept: 'text/html' } })
      expect([link, status]).toEqual([link, 200])
    }
  })

  test.each([
    ['an unknown id', `/localities/${uuid('f', 9)}`, 'There is no such locality'],
    ['no id', '/localities/harbour', 'There is no such locality'],
    ['a page of another list', '/?after=nonsense', 'This list has no such page'],
    [
      'a page of another list of charts',
      `/localities/${harbour}?after=nonsense`,
      'This list has no such page',
    ],
  ])('%s gives a page that says so and leads back', async (_, path, words) => {
    const { status, text, body } = await get(path)
    expect(status).toBe(404)
    expect(text).toContain(words)
    expect(body).toContain('<a href="/">')
  })

  test('an address that names a thing twice is read as if it did not', async () => {
    expect((await get('/?after=a&after=b')).status).toBe(200)
  })
})

describe('pages of an empty store', () => {
  beforeAll(async () => {
    folder = temporaryFolder()
    app = await startAppOn(folder.path)
  })
  afterAll(async () => {
    await app.close()
    folder.remove()
  })

  test('say that nothing is recorded and how to begin', async () => {
    const { status, text, body } = await get('/')
    expect(status).toBe(200)
    expect(text).toContain('0 localities')
    expect(text).toContain('Nothing is recorded yet. Open the GraphQL explorer')
    expect(body).toContain('href="/graphql"')
  })
})
