import { projections } from '../../projections/all.js'
import { rebuildPostgresGeneration } from '../../src/adapters/read-store/postgres-rebuild.js'
import type { App } from '../../src/app.js'
import { catalogue } from '../../src/domain/catalogue.js'
import { createCodec } from '../../src/eventsourcing/codec.js'
import type { Decode } from '../../src/eventsourcing/projection.js'
import { clientOf, startAppOn, succeed } from '../support/app.js'
import { postgresForTests, type TestDatabase } from '../support/postgres.js'
import { temporaryFolder } from '../support/temporary-folder.js'

const poisonId = '018f0000-0000-7000-8000-00000000bad1'
const reason = 'Written by hand; recorded again since'

let database: TestDatabase
let folder: ReturnType<typeof temporaryFolder>
let first: App
let second: App

const open = (): Promise<App> => startAppOn(folder.path, { WAYMARK_EVENT_STORE: database.url })

beforeEach(async () => {
  folder = temporaryFolder()
  database = await postgresForTests()
  first = await open()
  second = await open()
})

afterEach(async () => {
  await second.close()
  await first.close()
  await database.dispose()
  folder.remove()
})

const poison = async (): Promise<void> => {
  const outcome = await first.store.append({
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
}

const inState = async (app: App, state: string): Promise<void> => {
  while ((await app.readSide.status()).state !== state) await new Promise(setImmediate)
}

const listed = async (app: App): Promise<unknown> =>
  (
    await clientOf(app).request<{ quarantinedEvents: { nodes: readonly unknown[] } }>(
      '{ quarantinedEvents(first: 10) { nodes { eventId eventPosition reason quarantinedBy error } } }',
    )
  ).quarantinedEvents.nodes

const rebuilt = () => {
  const codec = createCodec(catalogue)
  const decode: Decode = (recorded) => codec.decode(recorded)
  return rebuildPostgresGeneration({ url: database.url, store: first.store, decode, projections })
}

test('whichever of two servers records the decision, both go on', async () => {
  await poison()
  await Promise.all([inState(first, 'stopped'), inState(second, 'stopped')])
  // The second follows what the first, which leads, writes: it knows the fault from the database.
  await succeed(clientOf(second, 'Olu Operator'), 'quarantineEvent', { eventId: poisonId, reason })
  await Promise.all([inState(first, 'following'), inState(second, 'following')])
  const head = await first.store.head()
  expect(await first.readSide.waitUntil(head, 60_000)).toBe('reached')
  expect(await second.readSide.waitUntil(head, 60_000)).toBe('reached')
  const rows = await listed(first)
  expect(rows).toMatchObject([
    { eventId: poisonId, eventPosition: '1', reason, quarantinedBy: 'Olu Operator' },
  ])
  expect(await listed(second)).toEqual(rows)

  const { generation } = await rebuilt()
  while ((await second.readSide.status()).serving !== generation) await new Promise(setImmediate)
  expect(await listed(second)).toEqual(rows)
})

test('nobody waits for what does not come, through either server', async () => {
  await poison()
  await Promise.all([inState(first, 'stopped'), inState(second, 'stopped')])
  for (const app of [first, second]) {
    expect(await app.readSide.waitUntil(1n, 60_000)).toBe('timed-out')
    expect((await fetch(`${app.address}/readyz`)).status).toBe(503)
  }
})
