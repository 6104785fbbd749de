import { createMemoryEventStore } from '../../../src/adapters/event-store/memory.js'
import { openPostgresEventStore } from '../../../src/adapters/event-store/postgres.js'
import type { EventStore } from '../../../src/eventsourcing/event-store.js'
import { batch } from '../../support/event-store-batches.js'
import { postgresForTests } from '../../support/postgres.js'

const stores: readonly (readonly [string, (closers: (() => Promise<void>)[]) => Promise<EventStore>])[] = [
  ['memory', () => Promise.resolve(createMemoryEventStore())],
  [
    'PostgreSQL',
    async (closers) => {
      const database = await postgresForTests()
      closers.push(database.dispose)
      return openPostgresEventStore(database.url)
    },
  ],
]

const unfit = ['two\nlines-1', 'nul\u0000-1', 'half\ud800-1']

describe.each(stores)('names that no stream or command can have, asked of %s', (_name, open) => {
  const closers: (() => Promise<void>)[] = []
  let store: EventStore
  beforeAll(async () => {
    store = await open(closers)
    await store.append(batch('one', 'half\ufffd-1'))
    await store.append(batch('half\ufffd-1', 'other-1'))
  })
  afterAll(async () => {
    await store.close()
    for (const close of closers) await close()
  })

  test.each(unfit)('a check of stream %j is refused and harms nobody beside it', async (stream) => {
    const checked = {
      ...batch(`checks ${unfit.indexOf(stream)}`, 'x-1'),
      checks: [{ stream, expected: 'any' as const }],
    }
    const outcomes = await Promise.allSettled([
      store.append(checked),
      store.append(batch(`beside ${unfit.indexOf(stream)}`, 'y-1')),
    ])
    expect(outcomes).toMatchObject([
      { status: 'rejected', reason: { name: 'AppendFault' } },
      { status: 'fulfilled', value: { kind: 'appended' } },
    ])
  })

  test.each(unfit)('there is no command %j, and who asks beside it is answered', async (id) => {
    expect(await Promise.all([store.findCommand(id), store.findCommand('one')])).toMatchObject([
      null,
      { commandId: 'one' },
    ])
  })

  test.each(unfit)('there is nothing in stream %j', async (stream) => {
    const found: unknown[] = []
    for await (const event of store.readStream(stream)) found.push(event)
    for await (const page of store.readContents?.(stream, 0n) ?? []) found.push(...page)
    expect(found).toEqual([])
  })

  test('there are no events of a category that no stream can have', async () => {
    for (const category of ['two\nlines', 'nul\u0000', 'half\ud800'])
      expect((await store.readAll(0n, { categories: [category], max: 10 })).events).toEqual([])
  })
})
