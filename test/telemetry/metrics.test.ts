import type { App } from '../../src/app.js'
import type { GraphqlClient } from '../../src/client/graphql-client.js'
import { clientOf, send, startAppOn, succeed } from '../support/app.js'
import { temporaryFolder } from '../support/temporary-folder.js'

let folder: ReturnType<typeof temporaryFolder>
let app: App
let client: GraphqlClient

beforeEach(async () => {
  folder = temporaryFolder()
  app = await startAppOn(folder.path, { WAYMARK_METRICS: 'on' })
  client = clientOf(app)
})

afterEach(async () => {
  await app.close()
  folder.remove()
})

const figures = async (): Promise<ReadonlyMap<string, number>> => {
  const response = await fetch(`${app.address}/metrics`)
  expect(response.headers.get('content-type')).toContain('text/plain; version=0.0.4')
  const lines = (await response.text()).split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  return new Map(
    lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ')))]),
  )
}

const north = { name: 'North', kind: 'PLACE', openedOn: '2020-04-01' }

test('commands are counted by mutation and by what became of them', async () => {
  await succeed(client, 'registerLocality', { ...north, idempotencyKey: 'once' })
  await succeed(client, 'registerLocality', { ...north, idempotencyKey: 'once' })
  await send(client, 'closeLocality', {
    ...{ localityId: '018f0000-0000-7000-8000-000000000001', closedOn: '2024-04-01', reason: 'Abolished' },
  })
  await send(client, 'registerLocality', { ...north, name: ' ' })
  const found = await figures()
  const count = (mutation: string, outcome: string, code = '') =>
    found.get(`waymark_commands_total{mutation="${mutation}",outcome="${outcome}",code="${code}"}`)
  expect(count('registerLocality', 'accepted')).toBe(1)
  expect(count('registerLocality', 'replayed')).toBe(1)
  expect(count('registerLocality', 'refused', 'INVALID_VALUE')).toBe(1)
  expect(count('closeLocality', 'refused', 'LOCALITY_NOT_FOUND')).toBe(1)
  expect(found.get('waymark_command_duration_seconds_count{mutation="registerLocality"}')).toBe(2)
  // Whether a repeat is told by a look-up or by the append is the handler's affair; it is appended once.
  expect(found.get('waymark_appends_total{outcome="appended"}')).toBe(1)
  expect(found.get('waymark_append_duration_seconds_count')).toBeGreaterThanOrEqual(1)
  expect(found.get('waymark_event_store_head_position')).toBe(1)
})

test('appends that share a commit are counted as one group', async () => {
  await Promise.all(
    Array.from({ length: 4 }, (_, index) =>
      app.store.append({
        commandId: `unobserved-${index}`,
        requestHash: String(index).padStart(64, '0'),
        writes: [],
      }),
    ),
  )
  const names = Array.from({ length: 8 }, (_, index) => `Place ${index}`)
  await Promise.all(names.map((name) => succeed(client, 'registerLocality', { ...north, name })))
  const found = await figures()
  expect(found.get('waymark_append_group_size_sum')).toBe(8)
  expect(found.get('waymark_append_group_size_count')).toBeLessThanOrEqual(8)
})

test('the read side tells how far it is and what it took in', async () => {
  await succeed(client, 'registerLocality', north)
  const { generation } = await app.readSide.status()
  const found = await figures()
  const figure = (name: string, more = '') =>
    found.get(`waymark_projection_${name}{projection="read-side",generation="${generation}"${more}}`)
  expect(figure('lag_events')).toBe(0)
  expect(figure('lag_seconds')).toBe(0)
  expect(figure('position')).toBe(1)
  expect(figure('processed_events_total')).toBe(1)
  expect(figure('quarantined_events_total')).toBe(0)
  expect(figure('state', ',state="following"')).toBe(1)
  expect(figure('state', ',state="stopped"')).toBe(0)
})

test('operations, requests and pictures are counted without names that callers choose', async () => {
  await client.request('query NameOfMyOwn { localities(first: 1) { totalCount } }')
  await client.request('{ nothing }').catch(() => undefined)
  await fetch(`${app.address}/nowhere/at/all`)
  await fetch(`${app.address}/charts/018f0000-0000-7000-8000-000000000001.svg`)
  const found = await figures()
  expect(found.get('waymark_graphql_operations_total{type="query",outcome="ok"}')).toBe(1)
  expect(found.get('waymark_graphql_operations_total{type="unknown",outcome="invalid"}')).toBe(1)
  expect(found.get('waymark_http_requests_total{method="POST",route="/graphql",status="200"}')).toBe(2)
  expect(found.get('waymark_http_requests_total{method="GET",route="none",status="404"}')).toBe(1)
  expect(found.get('waymark_http_requests_total{method="GET",route="/charts/:file",status="404"}')).toBe(1)
  const names = [...found.keys()].join('\n')
  for (const own of ['NameOfMyOwn', 'nowhere', '018f0000']) expect(names).not.toContain(own)
})

test('the process and the release are told', async () => {
  const found = await figures()
  const build = [...found].find(([name]) => name.startsWith('waymark_build_info'))
  expect(build).toEqual([expect.stringContaining(`node="${process.version}"`), 1])
  expect(found.get('process_resident_memory_bytes')).toBeGreaterThan(0)
  expect([...found.keys()].some((name) => name.startsWith('nodejs_eventloop_lag_seconds'))).toBe(true)
})

test('figures are told while the read side stands still, and show it', async () => {
  const outcome = await app.store.append({
    commandId: 'poison',
    requestHash: 'f'.repeat(64),
    writes: [
      {
        stream: 'milestone-018f0000-0000-7000-8000-00000000bad0',
        expected: 'none',
        events: [
          {
            id: '018f0000-0000-7000-8000-00000000bad1',
            type: 'MilestonePlanned',
            schema: 1,
            data: {},
            meta: { actor: 'nobody', commandId: 'poison', correlationId: 'poison' },
          },
        ],
      },
    ],
  })
  expect(outcome.kind).toBe('appended')
  while ((await app.readSide.status()).state !== 'stopped') await new Promise(setImmediate)
  const { generation } = await app.readSide.status()
  const labels = `projection="read-side",generation="${generation}"`
  const stopped = await figures()
  expect(stopped.get(`waymark_projection_state{${labels},state="stopped"}`)).toBe(1)
  expect(stopped.get(`waymark_projection_lag_events{${labels}}`)).toBe(1)
  await succeed(client, 'quarantineEvent', { position: '1', reason: 'Written by hand' })
  while ((await app.readSide.status()).state !== 'following') await new Promise(setImmediate)
  await app.readSide.waitUntil(2n, 60_000)
  expect((await figures()).get(`waymark_projection_quarantined_events_total{${labels}}`)).toBe(1)
})
