import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'

import { toGlobalId } from '../../src/api/relay/global-id.js'
import type { App } from '../../src/app.js'
import { readAnnouncement } from '../../src/adapters/event-store/data-folder-lock.js'
import { clientOf, startAppOn, succeed } from '../support/app.js'
import { temporaryFolder } from '../support/temporary-folder.js'
import { prepareWards, admissions, wards } from './writers.js'

let folder: ReturnType<typeof temporaryFolder>
let app: App
beforeEach(async () => {
  folder = temporaryFolder()
  app = await startAppOn(join(folder.path, 'data'))
})
afterEach(async () => {
  await app.close()
  folder.remove()
})

const ward = wards[0] ?? ''
const reading = { metricId: admissions, localityId: ward, period: '2024-06-01', value: 31 }

const statusOf = async (path: string) => {
  const response = await fetch(app.address + path)
  return [response.status, await response.json()]
}

const whatIsThere = async (): Promise<unknown> =>
  clientOf(app).request(
    `query ($m: ID!, $l: ID!) {
      localities(first: 10) { totalCount nodes { id name revision } }
      metrics(first: 10) { nodes { id code } }
      runChart(metricId: $m, localityId: $l) { points { period value } sentence }
      history(filter: { localityId: $l }, first: 50) { nodes { type actor recordedAt } }
    }`,
    { m: admissions, l: ward },
  )

test('it makes its folder, is alive, and is ready with what was recorded', async () => {
  expect(await statusOf('/healthz')).toEqual([200, { status: 'alive' }])
  await app.readSide.ready()
  expect(await statusOf('/readyz')).toEqual([200, { status: 'ready' }])
  expect(existsSync(join(folder.path, 'data', 'events.db'))).toBe(true)
})

test('what is recorded over HTTP can be read at once, and pictures are found at the address of the server', async () => {
  const client = clientOf(app)
  await prepareWards(client)
  const { reading: recorded, position } = await succeed(
    client,
    'recordReading',
    reading,
    'reading { value period recordedBy recordedAt series { uuid } }',
  )
  expect(recorded).toMatchObject({
    value: 31,
    period: '2024-06-01',
    recordedBy: 'Asha Patel',
    recordedAt: '2024-06-15T09:00:00.000Z',
  })
  expect(BigInt(position ?? '0')).toBe(await app.store.head())
  const { runChart } = await client.request<{ runChart: { picture: { svgUrl: string } } }>(
    'query ($m: ID!, $l: ID!) { runChart(metricId: $m, localityId: $l) { picture { svgUrl } } }',
    { m: toGlobalId('Metric', admissions), l: toGlobalId('Locality', ward) },
  )
  expect(runChart.picture.svgUrl).toMatch(new RegExp(`^${app.address}/charts/[0-9a-f-]{36}\\.svg$`))
  expect((await fetch(runChart.picture.svgUrl)).status).toBe(200)
})

test('a restart keeps everything', async () => {
  await prepareWards(clientOf(app))
  await succeed(clientOf(app), 'recordReading', { ...reading, idempotencyKey: 'first of June' })
  const [before, head] = [await whatIsThere(), await app.store.head()]
  await app.close()
  app = await startAppOn(join(folder.path, 'data'))
  await app.readSide.ready()
  expect(await whatIsThere()).toEqual(before)
  // Keys of requests outlast the process as well.
  await succeed(clientOf(app), 'recordReading', { ...reading, idempotencyKey: 'first of June' })
  expect(await app.store.head()).toBe(head)
})

test('the read side can be thrown away: it comes back from the log', async () => {
  await prepareWards(clientOf(app))
  await succeed(clientOf(app), 'recordReading', reading)
  const before = await whatIsThere()
  await app.close()
  rmSync(join(folder.path, 'data', 'read-side'), { recursive: true })
  app = await startAppOn(join(folder.path, 'data'))
  await app.readSide.ready()
  expect(await statusOf('/readyz')).toEqual([200, { status: 'ready' }])
  expect(await whatIsThere()).toEqual(before)
})

test('a second server on the same folder is refused, is told by whom and what to do, and disturbs nobody', async () => {
  await prepareWards(clientOf(app))
  const second = startAppOn(join(folder.path, 'data'))
  await expect(second).rejects.toThrow(
    `Process ${process.pid}, serving at ${app.address}, is using the data folder ${join(folder.path, 'data')}. ` +
      'Stop it first, or set WAYMARK_DATA to another folder.',
  )
  await succeed(clientOf(app), 'recordReading', reading)
  expect(readAnnouncement(join(folder.path, 'data'))?.address).toBe(app.address)
})

test('a server that could not listen leaves its folder free', async () => {
  const taken = new URL(app.address).port
  const other = join(folder.path, 'other')
  await expect(startAppOn(other, { PORT: taken })).rejects.toThrow(`Port ${taken} is in use`)
  const third = await startAppOn(other)
  await third.close()
})

test('closed, it announces nothing, and answers nobody', async () => {
  await app.close()
  await app.close()
  expect(readAnnouncement(join(folder.path, 'data'))).toBeNull()
  await expect(fetch(`${app.address}/healthz`)).rejects.toThrow('fetch failed')
})
