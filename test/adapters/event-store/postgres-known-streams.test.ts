import { Client } from 'pg'

import { createPostgresWriter } from '../../../src/adapters/event-store/postgres-writer.js'
import { connectionSettings, PATIENCE } from '../../../src/adapters/event-store/postgres-connections.js'
import { KnownStreams } from '../../../src/adapters/event-store/postgres-known-streams.js'
import { DEFAULT_SCHEMA, prepareLog } from '../../../src/adapters/event-store/postgres-schema.js'
import { prepareBatch } from '../../../src/adapters/event-store/prepared-batch.js'
import { verifyPostgresLog } from '../../../src/adapters/event-store/verify-postgres.js'
import type { AppendOutcome, Expected } from '../../../src/eventsourcing/event-store.js'
import { batch } from '../../support/event-store-batches.js'
import { postgresForTests } from '../../support/postgres.js'

const told = (run: number, revision: number, end: string | null) => ({
  run,
  keys: [1],
  revisions: [revision],
  ends: [end],
})

describe('What a writer knows of streams', () => {
  const connection = {}
  let known: KnownStreams
  beforeEach(() => {
    known = new KnownStreams()
    known.use(connection)
    known.learn(connection, ['thing-1'], told(7, 3, 'abc'))
  })

  test('is what the database told in this run', () => {
    expect(known.run).toBe(7)
    expect(known.find('thing-1', true)).toEqual({ key: 1, revision: 3, end: 'abc' })
    expect(known.find('thing-2', false)).toBeUndefined()
  })

  test('does not serve for writing where only the revision was told', () => {
    known.learn(connection, ['thing-1'], told(7, 4, null))
    expect(known.find('thing-1', false)).toMatchObject({ revision: 4 })
    expect(known.find('thing-1', true)).toBeUndefined()
  })

  test('leaves out streams that do not exist yet', () => {
    known.learn(connection, ['fresh-1'], { run: 7, keys: [null], revisions: [-1], ends: ['0'] })
    expect(known.find('fresh-1', true)).toBeUndefined()
  })

  test('is not certain while a group that writes to the stream has no answer', () => {
    known.depart(['thing-1'])
    known.depart(['thing-1'])
    known.arrive(['thing-1'])
    expect(known.find('thing-1', false)).toBeUndefined()
    known.arrive(['thing-1'])
    expect(known.find('thing-1', false)).toMatchObject({ revision: 3 })
  })

  test('ends with the run', () => {
    known.learn(connection, ['thing-2'], told(8, 0, 'def'))
    expect(known.find('thing-1', false)).toBeUndefined()
    expect(known.find('thing-2', false)).toMatchObject({ revision: 0 })
  })

  test('ends with the connection, and what is told late on the old one is not learned', () => {
    const { writer } = known
    known.use({})
    known.learn(connection, ['thing-1'], told(7, 3, 'abc'))
    expect(known.find('thing-1', false)).toBeUndefined()
    expect(known.run).not.toBe(7)
    expect(known.writer).not.toBe(writer)
  })
})

describe('Writers on PostgreSQL', () => {
  let database: Awaited<ReturnType<typeof postgresForTests>>
  const clients: Client[] = []

  const connected = async (): Promise<Client> => {
    const client = new Client(connectionSettings(database.url, PATIENCE))
    await client.connect()
    clients.push(client)
    return client
  }

  const writerOn = (client: Client) => {
    const writer = createPostgresWriter({
      connection: { use: () => Promise.resolve(client), close: () => Promise.resolve() },
      schema: DEFAULT_SCHEMA,
      clock: () => new Date('2026-01-01T12:00:00Z'),
      findCommand: () => Promise.resolve(null),
    })
    return (name: string, stream: string, expected: Expected = 'any'): Promise<AppendOutcome> =>
      writer.submit({ batch: prepareBatch(batch(name, stream, { expected })) })
  }

  const revisionOf = (outcome: AppendOutcome, stream: string) =>
    outcome.kind === 'appended' ? outcome.revisions[stream] : outcome

  beforeEach(async () => {
    database = await postgresForTests()
    await prepareLog(connectionSettings(database.url, PATIENCE), DEFAULT_SCHEMA)
  })
  afterEach(async () => {
    await Promise.all(clients.splice(0).map((client) => client.end()))
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
      expect(await here(`late ${n}`, 'thing-1', BigInt(2 * n))).toMatchObject({
        kind: 'conflict',
        actual: BigInt(2 * n + 1),
      })
    }
    expect(await verifyPostgresLog(database.url)).toMatchObject({ events: 8, findings: [] })
  })

  test('that learn of somebody else while the next group is on its way take nothing of what it was sent with', async () => {
    const [here, there] = [writerOn(await connected()), writerOn(await connected())]
    await here('one', 'thing-1')
    await there('two', 'thing-1')
    const first = here('three', 'thing-2')
    await new Promise((sent) => setImmediate(sent))
    const second = here('four', 'thing-1')
    expect(revisionOf(await first, 'thing-2')).toBe(0n)
    expect(revisionOf(await second, 'thing-1')).toBe(2n)
  })

  test('on which nobody else appends know where their streams end, without looking', async () => {
    const client = await connected()
    const append = writerOn(client)
    await append('one', 'thing-1')
    // Somebody shifts the event behind the writer's back: only a look would find it.
    await client.query('UPDATE waymark.event SET revision = 5')
    expect(revisionOf(await append('two', 'thing-1'), 'thing-1')).toBe(1n)
  })
})
