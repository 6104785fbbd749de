import { Client } from 'pg'

import { createPostgresWriter } from '../../../src/adapters/event-store/postgres-writer.js'
import { connectionSettings, PATIENCE } from '../../../src/adapters/event-store/postgres-connections.js'
import { DEFAULT_SCHEMA, lockOf, prepareLog } from '../../../src/adapters/event-store/postgres-schema.js'
import { prepareBatch } from '../../../src/adapters/event-store/prepared-batch.js'
import { verifyPostgresLog } from '../../../src/adapters/event-store/verify-postgres.js'
import type {
  AppendBatch,
  AppendOutcome,
  CommandRecord,
  StreamCheck,
} from '../../../src/eventsourcing/event-store.js'
import { batch, newEvent } from '../../support/event-store-batches.js'
import { postgresForTests } from '../../support/postgres.js'

/** Which functions were called on a connection. */
const watch = (client: Client) => {
  const spy = jest.spyOn(client, 'query')
  return (): string[] =>
    spy.mock.calls.flatMap(([asked]: readonly unknown[]) => {
      const name = typeof asked === 'object' && asked !== null && 'name' in asked ? String(asked.name) : ''
      if (name.startsWith('append_settled')) return ['settled']
      return name.startsWith('append') ? ['open'] : []
    })
}

const sent = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

const revisionOf = (outcome: AppendOutcome, stream: string) =>
  outcome.kind === 'appended' ? outcome.revisions[stream] : outcome

describe('Writers on PostgreSQL', () => {
  let database: Awaited<ReturnType<typeof postgresForTests>>
  let now: Date
  const clients: Client[] = []

  const connected = async (): Promise<Client> => {
    const client = new Client({ ...connectionSettings(database.url, PATIENCE), pipeline: true })
    client.on('error', () => undefined)
    await client.connect()
    clients.push(client)
    return client
  }

  const submitOn = (client: Client) => {
    const findCommand = (commandId: string): Promise<CommandRecord> =>
      Promise.resolve({ commandId, requestHash: 'f'.repeat(64), result: null, position: 1n })
    const writer = createPostgresWriter({
      connection: { use: () => Promise.resolve(client), close: () => Promise.resolve() },
      schema: DEFAULT_SCHEMA,
      clock: () => now,
      findCommand,
    })
    return (asked: AppendBatch): Promise<AppendOutcome> => writer.submit({ batch: prepareBatch(asked) })
  }

  const writerOn = (client: Client) => {
    const submit = submitOn(client)
    return (...asked: Parameters<typeof batch>): Promise<AppendOutcome> => submit(batch(...asked))
  }

  /** A writer that knows the log, and that `thing-1` ends at revision 1: it may settle what it writes. */
  const submitAlone = async (client: Client) => {
    const submit = submitOn(client)
    await submit(batch('first', 'thing-1'))
    await submit(batch('second', 'thing-1'))
    return submit
  }

  const writerAlone = async (client: Client) => {
    const submit = await submitAlone(client)
    return (...asked: Parameters<typeof batch>): Promise<AppendOutcome> => submit(batch(...asked))
  }

  /** Sends each command as a group of its own, and lets none be answered before all of them are sent. */
  const atOnce = async <Answer>(
    ...asks: readonly (() => Promise<Answer>)[]
  ): Promise<readonly Promise<Answer>[]> => {
    const holder = await connected()
    const lock = lockOf(DEFAULT_SCHEMA).toString()
    await holder.query('SELECT pg_advisory_lock($1)', [lock])
    const answers: Promise<Answer>[] = []
    for (const ask of asks) {
      answers.push(ask())
      await sent()
    }
    await holder.query('SELECT pg_advisory_unlock($1)', [lock])
    return answers
  }

  const expectSound = async (events: number, commands = events): Promise<void> => {
    expect(await verifyPostgresLog(database.url)).toMatchObject({ events, commands, findings: [] })
  }

  beforeEach(async () => {
    now = new Date('2026-01-01T12:00:00Z')
    database = await postgresForTests()
    await prepareLog(connectionSettings(database.url, PATIENCE), DEFAULT_SCHEMA)
  })
  afterEach(async () => {
    await Promise.all(clients.splice(0).map((client) => client.end().catch(() => undefined)))
    await database.dispose()
  })

  test.each([
    ['each on a connection of its own', true],
    ['that a pooler gives the same connection', false],
  ])('%s go on from what the other one wrote', async (_, apart) => {
    const client = await connected()
    const [here, there] = [writerOn(client), writerOn(apart ? await connected() : client)]
    for (let n = 0; n < 4; n += 1) {
      expect(revisionOf(await here(`here ${n}`, 'thing-1'), 'thing-1')).toBe(BigInt(2 * n))
      expect(revisionOf(await there(`there ${n}`, 'thing-1'), 'thing-1')).toBe(BigInt(2 * n + 1))
      expect(await here(`late ${n}`, 'thing-1', { expected: BigInt(2 * n) })).toMatchObject({
        kind: 'conflict',
        actual: BigInt(2 * n + 1),
      })
    }
    await expectSound(8)
  })

  test('that learn of somebody else while the next group is on its way take nothing of what it was sent with', async () => {
    const [here, there] = [writerOn(await connected()), writerOn(await connected())]
    await here('one', 'thing-1')
    await there('two', 'thing-1')
    const [first, second] = await atOnce(
      () => here('three', 'thing-2'),
      () => here('four', 'thing-1'),
    )
    expect(await first).toMatchObject({ revisions: { 'thing-2': 0n } })
    expect(await second).toMatchObject({ revisions: { 'thing-1': 2n } })
  })

  test('on which nobody else appends settle what they write, one group upon another that has no answer yet', async () => {
    const client = await connected()
    const append = await writerAlone(client)
    const called = watch(client)
    const answers = await atOnce(
      () => append('third', 'thing-1', { expected: 1n, events: 2 }),
      () => append('fourth', 'thing-2', { expected: 'none' }),
    )
    expect(await Promise.all(answers)).toEqual([
      { kind: 'appended', position: 4n, revisions: { 'thing-1': 3n } },
      { kind: 'appended', position: 5n, revisions: { 'thing-2': 0n } },
    ])
    expect(revisionOf(await append('fifth', 'thing-2', { expected: 0n }), 'thing-2')).toBe(1n)
    expect(called()).toEqual(['settled', 'settled', 'settled'])
    await expectSound(6, 5)
    const { rows } = await client.query('SELECT id, name, category FROM waymark.stream ORDER BY id')
    expect(rows).toEqual([
      { id: '1', name: 'thing-1', category: 'thing' },
      { id: '2', name: 'thing-2', category: 'thing' },
    ])
  })

  test('settle commands that write nothing, and checks of streams that are there or not', async () => {
    const client = await connected()
    const submit = await submitAlone(client)
    const command = (commandId: string, ...checks: readonly StreamCheck[]) =>
      submit({ commandId, requestHash: 'f'.repeat(64), writes: [], checks })
    await command('looked up', { stream: 'fresh-1', expected: 'none' })
    const called = watch(client)
    now = new Date('2026-01-01T13:00:00Z')
    const both = [
      { stream: 'fresh-1', expected: 'none' },
      { stream: 'thing-1', expected: 1n },
    ] as const
    expect(await command('checked', ...both)).toEqual({ kind: 'appended', position: 2n, revisions: {} })
    expect(called()).toEqual(['settled'])
    await expectSound(2, 4)
  })

  test.each([
    ['wrote an event', batch('other', 'thing-1'), 1],
    ['recorded a command', { commandId: 'other', requestHash: 'f'.repeat(64), writes: [] }, 0],
  ])(
    'that settle on an end behind which somebody else %s write nothing there and go again',
    async (_, other, events) => {
      const client = await connected()
      const append = await writerAlone(client)
      await submitOn(await connected())(other)
      const called = watch(client)
      const answers = await atOnce(
        () => append('third', 'thing-1'),
        () => append('fourth', 'thing-1'),
      )
      const before = BigInt(1 + events)
      const revisions = (await Promise.all(answers)).map((outcome) => revisionOf(outcome, 'thing-1'))
      expect(revisions).toEqual([before + 1n, before + 2n])
      expect(called()).toEqual(['settled', 'settled', 'open', 'open'])
      await expectSound(4 + events, 5)
    },
  )

  test('find a repeat in a settled group, and settle again from what they knew', async () => {
    const client = await connected()
    const append = await writerAlone(client)
    await append('other', 'thing-2')
    const called = watch(client)
    const [together, behind] = await atOnce<readonly AppendOutcome[]>(
      () => Promise.all([append('third', 'thing-1'), append('first', 'thing-1')]),
      () => Promise.all([append('fourth', 'thing-2')]),
    )
    expect((await together)?.map(({ kind }) => kind)).toEqual(['appended', 'replayed'])
    expect(await behind).toMatchObject([{ revisions: { 'thing-2': 1n } }])
    expect(revisionOf(await append('fifth', 'thing-1', { expected: 2n }), 'thing-1')).toBe(3n)
    expect(called()).toEqual(['settled', 'settled', 'open', 'open', 'settled'])
    await expectSound(6)
  })

  test('find that a stream is there which they thought to begin', async () => {
    const client = await connected()
    const early = writerOn(client)
    await early('early', 'early-1')
    const append = await writerAlone(client)
    const called = watch(client)
    expect(await append('third', 'early-1', { expected: 'none' })).toMatchObject({
      kind: 'conflict',
      actual: 0n,
    })
    expect(called()).toEqual(['settled', 'open'])
    await expectSound(3)
  })

  test('leave a conflict to the database, which knows repeats of what would conflict', async () => {
    const client = await connected()
    const append = await writerAlone(client)
    const called = watch(client)
    expect(await append('third', 'thing-1', { expected: 0n })).toMatchObject({ kind: 'conflict', actual: 1n })
    expect(await append('first', 'thing-1', { expected: 'none' })).toMatchObject({ kind: 'replayed' })
    expect(called()).toEqual(['open', 'open'])
    await expectSound(2)
  })

  test('find an event id that is taken, and the others of the group are written', async () => {
    const client = await connected()
    const submit = await submitAlone(client)
    const odd = (commandId: string): AppendBatch => {
      const { writes, ...rest } = batch(commandId, 'odd-1')
      const events = [{ ...newEvent(commandId), id: 'an odd id' }]
      return { ...rest, writes: writes.map((write) => ({ ...write, events })) }
    }
    await submit(odd('odd 1'))
    const called = watch(client)
    const [refused, other] = [submit(odd('odd 2')), submit(batch('third', 'thing-1'))]
    await expect(refused).rejects.toThrow('an event id is used once')
    expect(await other).toMatchObject({ kind: 'appended', position: 4n })
    expect(called()).toEqual(['settled', 'open'])
    await expectSound(4)
  })

  test('let the next group wait for one that looks streams up, and settle it on that', async () => {
    const client = await connected()
    const append = await writerAlone(client)
    const called = watch(client)
    const answers = await atOnce(
      () => append('third', 'thing-2'),
      () => append('fourth', 'thing-1'),
    )
    expect(await Promise.all(answers)).toMatchObject([{ position: 3n }, { position: 4n }])
    expect(called()).toEqual(['open', 'settled'])
    await expectSound(4)
  })

  test('never let the time of the log go back, and take none from a command without events', async () => {
    const client = await connected()
    const append = await writerAlone(client)
    const called = watch(client)
    now = new Date('2026-01-01T11:00:00Z')
    await append('third', 'thing-1')
    expect(called()).toEqual(['settled'])
    const { rows } = await client.query('SELECT DISTINCT recorded_at FROM waymark.event')
    expect(rows).toEqual([{ recorded_at: String(Date.parse('2026-01-01T12:00:00Z')) }])
    now = new Date('2026-01-01T13:00:00Z')
    await submitOn(await connected())({ commandId: 'bare', requestHash: 'f'.repeat(64), writes: [] })
    await expectSound(3, 4)
  })

  test('forget what they settled when it fails', async () => {
    const [client, holder] = [await connected(), await connected()]
    const append = await writerAlone(client)
    await client.query('SET lock_timeout = 50')
    await holder.query('BEGIN')
    await holder.query('LOCK TABLE waymark.event')
    const called = watch(client)
    await expect(append('third', 'thing-1')).rejects.toMatchObject({ name: 'StoreUnavailable' })
    await holder.query('ROLLBACK')
    expect(revisionOf(await append('third', 'thing-1'), 'thing-1')).toBe(2n)
    expect(called()).toEqual(['settled', 'open'])
    await expectSound(3)
  })
})
