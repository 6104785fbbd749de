import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

import { createGraphqlClient } from '../../src/client/graphql-client.js'
import { succeed } from '../support/app.js'
import { startServer, type ServerProcess } from '../support/server-process.js'
import { temporaryFolder } from '../support/temporary-folder.js'
import { startCollector, type Collector, type SentSpan } from './collector.js'

let folder: ReturnType<typeof temporaryFolder>
let server: ServerProcess | undefined
let collector: Collector | undefined

beforeEach(() => {
  folder = temporaryFolder()
})

afterEach(async () => {
  server?.kill('SIGKILL')
  await server?.ended
  await collector?.close()
  server = undefined
  collector = undefined
  folder.remove()
})

const start = (settings: Record<string, string> = {}): ServerProcess =>
  (server = startServer({ WAYMARK_DATA: path.join(folder.path, 'data'), ...settings }))

const stop = async (): Promise<void> => {
  server?.kill('SIGTERM')
  expect(await server?.ended).toBe(0)
}

const trace = '0af7651916cd43dd8448eb211c80319c'
const caller = 'b7ad6b7169203331'

const ask = async (address: string, query: string, traceparent: string): Promise<unknown> => {
  const response = await fetch(`${address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', traceparent },
    body: JSON.stringify({ query }),
  })
  return response.json()
}

const register = `mutation { registerLocality(input: { name: "North", kind: PLACE, openedOn: "2020-04-01" }) {
  userErrors { code } position locality { name }
} }`

const named = (spans: readonly SentSpan[], name: string): SentSpan => {
  const found = spans.filter((span) => span.name === name && span.traceId === trace)
  expect([name, found.length]).toEqual([name, 1])
  const [span] = found
  if (span === undefined) throw new Error('unreachable: the length was checked')
  return span
}

describe('when nothing is switched on', () => {
  test('neither the packages of figures nor those of traces are loaded', async () => {
    const modules = path.join(folder.path, 'modules.json')
    const address = await start({
      NODE_OPTIONS: `--require ${path.join(__dirname, 'modules-of.cjs')}`,
      LOADED_MODULES: modules,
    }).opened
    await succeed(createGraphqlClient(address, 'Asha Patel'), 'registerLocality', {
      ...{ name: 'North', kind: 'PLACE', openedOn: '2020-04-01' },
    })
    server?.kill('SIGUSR2')
    while (!existsSync(modules)) await new Promise(setImmediate)
    const loaded = JSON.parse(readFileSync(modules, 'utf8')) as readonly string[]
    expect(loaded.some((file) => file.includes('fastify'))).toBe(true)
    const unwanted = /node_modules[/\\](prom-client|@opentelemetry[/\\](sdk|exporter|otlp|resources))/
    expect(loaded.filter((file) => unwanted.test(file))).toEqual([])
    expect(
      loaded
        .filter((file) => /src[/\\]telemetry[/\\]/.test(file))
        .map((file) => path.basename(file))
        .sort(),
    ).toEqual(['readiness.ts', 'telemetry.ts'])
    expect((await fetch(`${address}/metrics`)).status).toBe(404)
  })
})

describe('traces', () => {
  const settings = (to: string) => ({ OTEL_EXPORTER_OTLP_ENDPOINT: to, OTEL_BSP_SCHEDULE_DELAY: '60000' })

  test('a mutation, its append, its rows and its answer are spans of the caller’s trace, each below the right one', async () => {
    collector = await startCollector()
    const address = await start({
      ...settings(collector.address),
      OTEL_EXPORTER_OTLP_HEADERS: 'x-tenant=north',
    }).opened
    expect(await ask(address, register, `00-${trace}-${caller}-01`)).toMatchObject({
      data: { registerLocality: { userErrors: [], locality: { name: 'North' } } },
    })
    await ask(address, '{ localities(first: 1) { totalCount } }', `00-${trace}-${'c'.repeat(16)}-01`)
    await stop()

    const { spans } = collector
    const requests = spans.filter(({ name, traceId }) => name === 'POST /graphql' && traceId === trace)
    const [asked, read] = [caller, 'c'.repeat(16)].map((parent) =>
      requests.find(({ parentSpanId }) => parentSpanId === parent),
    )
    const command = named(spans, 'command registerLocality')
    expect(command.parentSpanId).toBe(asked?.spanId)
    expect(named(spans, 'append').parentSpanId).toBe(command.spanId)
    const projection = named(spans, 'projection')
    expect(projection.parentSpanId).toBe(command.spanId)
    const batch = spans.find(({ name }) => name === 'projection batch')
    expect(batch?.links?.map(({ spanId }) => spanId)).toEqual([command.spanId])
    expect(projection.links?.map(({ spanId }) => spanId)).toEqual([batch?.spanId])
    const mutation = named(spans, 'mutation')
    expect(mutation.parentSpanId).toBe(asked?.spanId)
    expect(named(spans, 'read side wait').parentSpanId).toBe(mutation.spanId)
    expect(named(spans, 'query').parentSpanId).toBe(read?.spanId)
    expect(collector.resources[0]).toContainEqual({ key: 'service.name', value: { stringValue: 'waymark' } })
    expect(collector.headers[0]).toMatchObject({ 'x-tenant': 'north' })
  })

  test('a caller whose trace is not kept leaves no spans', async () => {
    collector = await startCollector()
    const address = await start(settings(collector.address)).opened
    await ask(address, register, `00-${trace}-${caller}-00`)
    await stop()
    expect(collector.spans).toEqual([])
  })

  test('the service is named as the environment says', async () => {
    collector = await startCollector()
    const address = await start({ ...settings(collector.address), OTEL_SERVICE_NAME: 'waymark-north' }).opened
    await ask(address, register, `00-${trace}-${caller}-01`)
    await stop()
    const name = { key: 'service.name', value: { stringValue: 'waymark-north' } }
    expect(collector.resources[0]).toContainEqual(name)
  })

  test.each([
    ['refuses', 400],
    ['is broken', 500],
  ])('a collector that %s disturbs nobody', async (_, status) => {
    collector = await startCollector(status)
    const address = await start({ ...settings(collector.address), OTEL_BSP_SCHEDULE_DELAY: '10' }).opened
    expect(await ask(address, register, `00-${trace}-${caller}-01`)).toMatchObject({
      data: { registerLocality: { userErrors: [] } },
    })
    while (collector.headers.length === 0) await new Promise(setImmediate)
    expect(await ask(address, '{ localities(first: 1) { totalCount } }', '')).toMatchObject({
      data: { localities: { totalCount: 1 } },
    })
    await stop()
  })

  test('a collector that is not there disturbs nobody', async () => {
    const gone = await startCollector()
    await gone.close()
    const address = await start(settings(gone.address)).opened
    expect(await ask(address, register, '')).toMatchObject({ data: { registerLocality: { userErrors: [] } } })
    await stop()
  })
})
