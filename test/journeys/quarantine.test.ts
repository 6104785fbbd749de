import { rmSync } from 'node:fs'

import type { App } from '../../src/app.js'
import type { GraphqlClient } from '../../src/client/graphql-client.js'
import { readSideFolder } from '../../src/adapters/read-store/generation-files.js'
import { capture } from '../cli/captured.js'
import { clientOf, send, startAppOn, succeed } from '../support/app.js'
import { temporaryFolder } from '../support/temporary-folder.js'

const reason = 'Written by hand; recorded again since'
const poisonId = '018f0000-0000-7000-8000-00000000bad1'

let folder: ReturnType<typeof temporaryFolder>
let app: App
let client: GraphqlClient

const open = async (): Promise<void> => {
  app = await startAppOn(folder.path)
  client = clientOf(app, 'Olu Operator')
}

beforeEach(async () => {
  folder = temporaryFolder()
  await open()
})

afterEach(async () => {
  await app.close()
  folder.remove()
})

const register = (name: string) =>
  succeed(client, 'registerLocality', { name, kind: 'PLACE', openedOn: '2020-04-01' })

/** An event of a shape that no release ever wrote. */
const poison = async (): Promise<string> => {
  const outcome = await app.store.append({
    commandId: 'poison',
    requestHash: 'f'.repeat(64),
    writes: [
      {
        stream: 'milestone-018f0000-0000-7000-8000-00000000bad0',
        expected: 'none',
        events: [
          {
            id: poisonId,
            type: 'MilestonePlanned',
            schema: 1,
            data: { title: 7 },
            meta: { actor: 'nobody', commandId: 'poison', correlationId: 'poison' },
          },
        ],
      },
    ],
  })
  if (outcome.kind !== 'appended') throw new Error(outcome.kind)
  return outcome.position.toString()
}

const stands = async (): Promise<void> => {
  while ((await app.readSide.status()).state !== 'stopped') await new Promise(setImmediate)
}

/** Resolves when the read side shows all that is in the log. */
const goesOn = async (): Promise<void> => {
  while ((await app.readSide.status()).state !== 'following') await new Promise(setImmediate)
  expect(await app.readSide.waitUntil(await app.store.head(), 60_000)).toBe('reached')
}

const listed = async () => {
  const { quarantinedEvents } = await client.request<{
    quarantinedEvents: { totalCount: number; nodes: readonly unknown[] }
  }>(
    '{ quarantinedEvents(first: 10) { totalCount nodes { eventId eventPosition eventType stream projection error ' +
      'reason quarantinedAt quarantinedBy releasedAt releasedBy releasedFor } } }',
  )
  return quarantinedEvents.nodes
}

const names = async () => {
  const { localities } = await client.request<{ localities: { nodes: readonly { name: string }[] } }>(
    '{ localities(first: 10) { nodes { name } } }',
  )
  return localities.nodes.map(({ name }) => name)
}

const readiness = async () => (await fetch(`${app.address}/readyz`)).status

test('an operator lets the read side go on without an event, and it is listed with who decided and why', async () => {
  await register('North')
  const position = await poison()
  await stands()
  expect(await readiness()).toBe(503)

  expect(await register('South')).toMatchObject({ position: '3' })
  // Nobody waits for what does not come: this would wait longer than the test may take.
  expect(await app.readSide.waitUntil(3n, 60_000)).toBe('timed-out')
  expect(await names()).toEqual(['North'])

  await succeed(client, 'quarantineEvent', { position, reason })
  await goesOn()
  expect(await names()).toEqual(['North', 'South'])
  expect(await readiness()).toBe(200)
  const [event, ...others] = await listed()
  expect(others).toEqual([])
  expect(event).toEqual({
    eventId: poisonId,
    eventPosition: position,
    eventType: 'MilestonePlanned',
    stream: 'milestone-018f0000-0000-7000-8000-00000000bad0',
    projection: null,
    error: expect.stringContaining(`decode fault at position ${position}`) as string,
    reason,
    quarantinedAt: '2024-06-15T09:00:00.000Z',
    quarantinedBy: 'Olu Operator',
    releasedAt: null,
    releasedBy: null,
    releasedFor: null,
  })
  expect(await send(client, 'quarantineEvent', { position, reason: 'Another' })).toMatchObject({
    userErrors: [{ code: 'EVENT_ALREADY_QUARANTINED', field: ['input', 'position'] }],
  })
})

test('rows made afresh are the same, and a server that starts at the event waits for the decision', async () => {
  await register('North')
  const position = await poison()
  await stands()
  await app.close()
  rmSync(readSideFolder(folder.path), { recursive: true })

  await open()
  await stands()
  expect(await names()).toEqual(['North'])
  await succeed(client, 'quarantineEvent', { eventId: poisonId, reason })
  await goesOn()
  await register('South')
  const rows = await listed()
  expect(rows).toMatchObject([{ eventPosition: position }])
  await app.close()
  rmSync(readSideFolder(folder.path), { recursive: true })

  await open()
  await goesOn()
  expect(await listed()).toEqual(rows)
  expect(await names()).toEqual(['North', 'South'])
})

test('an operator decides at the terminal of the server', async () => {
  const position = await poison()
  await stands()
  const env = { WAYMARK_DATA: folder.path }
  const who = ['--actor', 'Olu Operator', '--url', app.address]
  const wrong = await capture(['read-side', 'quarantine', '7', '--reason', reason, ...who], env)
  expect(wrong).toMatchObject({ status: 1, notes: expect.stringContaining('ends at position 1') as string })
  const right = await capture(['read-side', 'quarantine', position, '--reason', reason, ...who], env)
  expect(right).toMatchObject({
    status: 0,
    out: expect.stringContaining('Recorded at position 2 by Olu Operator') as string,
  })
  await goesOn()
  expect(await listed()).toMatchObject([{ reason, quarantinedBy: 'Olu Operator' }])
  const lifted = await capture(['read-side', 'release', poisonId, '--reason', 'Mended', ...who], env)
  expect(lifted).toMatchObject({
    status: 0,
    out: expect.stringContaining('until the next rebuild') as string,
  })
})

test('a released event stays listed as it is until a rebuild, which stands still at it', async () => {
  const position = await poison()
  await stands()
  await succeed(client, 'quarantineEvent', { position, reason })
  await goesOn()
  const payload = await succeed(
    client,
    'releaseEvent',
    { eventId: poisonId, reason: 'Mended' },
    'quarantinedEvent { releasedBy releasedFor }',
  )
  expect(payload['quarantinedEvent']).toEqual({ releasedBy: 'Olu Operator', releasedFor: 'Mended' })
  expect(await readiness()).toBe(200)
  await app.close()
  rmSync(readSideFolder(folder.path), { recursive: true })

  await open()
  await stands()
  expect(await app.readSide.status()).toMatchObject({ error: { eventId: poisonId } })
  expect(await listed()).toEqual([])
})

test.each([
  ['an event at which nothing stands', { position: '1', reason }, 'EVENT_NOT_FAILING', 'position'],
  ['a position that no event has', { position: '9', reason }, 'EVENT_NOT_FOUND', 'position'],
  ['no event', { reason }, 'INVALID_VALUE', 'position'],
  ['no reason', { position: '1', reason: '' }, 'INVALID_VALUE', 'reason'],
])('a decision about %s is refused', async (_, input, code, field) => {
  await register('North')
  expect(await send(client, 'quarantineEvent', input)).toMatchObject({
    userErrors: [{ code, field: ['input', field] }],
    position: null,
  })
  expect(await app.store.head()).toBe(1n)
})

test('what was never in quarantine cannot be released', async () => {
  expect(await send(client, 'releaseEvent', { eventId: poisonId, reason })).toMatchObject({
    userErrors: [{ code: 'EVENT_NOT_QUARANTINED', field: ['input', 'eventId'] }],
  })
})
