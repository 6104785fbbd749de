import { verifyPostgresLog } from '../../../src/adapters/event-store/verify-postgres.js'
import type { AppendBatch, AppendOutcome, StreamCheck } from '../../../src/eventsourcing/event-store.js'
import { batch, newEvent } from '../../support/event-store-batches.js'
import { logForWriters, watch } from '../../support/postgres-writers.js'

const revisionOf = (outcome: AppendOutcome) => (outcome.kind === 'appended' ? outcome.revisions[0] : outcome)

describe('Writers on PostgreSQL', () => {
  let log: Awaited<ReturnType<typeof logForWriters>>
  beforeEach(async () => {
    log = await logForWriters()
  })
  afterEach(() => log.dispose())

  const expectSound = async (events: number, commands = events): Promise<void> => {
    expect(await verifyPostgresLog(log.url)).toMatchObject({ events, commands, findings: [] })
  }

  test.each([
    ['each on a connection of its own', true],
    ['that a pooler gives the same connection', false],
  ])('%s go on from what the other one wrote', async (_, apart) => {
    const client = await log.connected()
    const [here, there] = [log.writerOn(client), log.writerOn(apart ? await log.connected() : client)]
    for (let n = 0; n < 4; n += 1) {
      expect(revisionOf(await here(`here ${n}`, 'thing-1'))).toBe(BigInt(2 * n))
      expect(revisionOf(await there(`there ${n}`, 'thing-1'))).toBe(BigInt(2 * n + 1))
      expect(await here(`late ${n}`, 'thing-1', { expected: BigInt(2 * n) })).toMatchObject({
        kind: 'conflict',
        actual: BigInt(2 * n + 1),
      })
    }
    await expectSound(8)
  })

  test('that learn of somebody else while the next group is on its way take nothing of what it was sent with', async () => {
    const [here, there] = [log.writerOn(await log.connected()), log.writerOn(await log.connected())]
    await here('one', 'thing-1')
    await there('two', 'thing-1')
    const [first, second] = await log.atOnce(
      () => here('three', 'thing-2'),
      () => here('four', 'thing-1'),
    )
    expect(await first).toMatchObject({ revisions: [0n] })
    expect(await second).toMatchObject({ revisions: [2n] })
  })

  test('on which nobody else appends settle what they write, one group upon another that has no answer yet', async () => {
    const client = await log.connected()
    const append = await log.writerAlone(client)
    const called = watch(client)
    const answers = await log.atOnce(
      () => append('third', 'thing-1', { expected: 1n, events: 2 }),
      () => append('fourth', 'thing-2', { expected: 'none' }),
    )
    expect(await Promise.all(answers)).toEqual([
      { kind: 'appended', position: 4n, revisions: [3n] },
      { kind: 'appended', position: 5n, revisions: [0n] },
    ])
    expect(revisionOf(await append('fifth', 'thing-2', { expected: 0n }))).toBe(1n)
    expect(called()).toEqual(['settled', 'settled', 'settled'])
    await expectSound(6, 5)
    const { rows } = await client.query('SELECT id, name, category FROM waymark.stream ORDER BY id')
    expect(rows).toEqual([
      { id: '1', name: 'thing-1', category: 'thing' },
      { id: '2', name: 'thing-2', category: 'thing' },
    ])
  })

  test('settle commands that write nothing, and checks of streams that are there or not', async () => {
    const client = await log.connected()
    const submit = await log.submitAlone(client)
    const command = (commandId: string, ...checks: readonly StreamCheck[]) =>
      submit({ commandId, requestHash: 'f'.repeat(64), writes: [], checks })
    await command('looked up', { stream: 'fresh-1', expected: 'none' })
    const called = watch(client)
    log.clock.now = new Date('2026-01-01T13:00:00Z')
    const fresh = { stream: 'fresh-1', expected: 'none' } as const
    expect(await command('checked', fresh, { stream: 'thing-1', expected: 1n })).toEqual({
      kind: 'appended',
      position: 2n,
      revisions: [],
    })
    expect(called()).toEqual(['settled'])
    await expectSound(2, 4)
  })

  test.each([
    ['wrote an event', batch('other', 'thing-1'), 1],
    ['recorded a command', { commandId: 'other', requestHash: 'f'.repeat(64), writes: [] }, 0],
  ])(
    'that settle on an end behind which somebody else %s write nothing there and go again',
    async (_, other, events) => {
      const client = await log.connected()
      const append = await log.writerAlone(client)
      await log.submitOn(await log.connected())(other)
      const called = watch(client)
      const answers = await log.atOnce(
        () => append('third', 'thing-1'),
        () => append('fourth', 'thing-1'),
      )
      const before = BigInt(1 + events)
      const revisions = (await Promise.all(answers)).map((outcome) => revisionOf(outcome))
      expect(revisions).toEqual([before + 1n, before + 2n])
      expect(called()).toEqual(['settled', 'settled', 'open', 'open'])
      await expectSound(4 + events, 5)
    },
  )

  test('settle nothing upon other events, even where the commands are the same', async () => {
    const client = await log.connected()
    const append = await log.writerAlone(client)
    await client.query(`UPDATE waymark.head SET chain = sha256('other')`)
    const called = watch(client)
    await append('third', 'thing-1')
    expect(called()).toEqual(['settled', 'open'])
  })

  test('find a repeat in a settled group, and settle again from what they knew', async () => {
    const client = await log.connected()
    const append = await log.writerAlone(client)
    await Promise.all([append('other', 'thing-2'), append('kept', 'thing-3')])
    const called = watch(client)
    const [together, behind] = await log.atOnce<readonly AppendOutcome[]>(
      () => Promise.all([append('third', 'thing-1'), append('first', 'thing-1')]),
      () => Promise.all([append('fourth', 'thing-2')]),
    )
    expect((await together)?.map(({ kind }) => kind)).toEqual(['appended', 'replayed'])
    expect(await behind).toMatchObject([{ revisions: [1n] }])
    expect(revisionOf(await append('fifth', 'thing-3', { expected: 0n }))).toBe(1n)
    expect(called()).toEqual(['settled', 'settled', 'open', 'open', 'settled'])
    await expectSound(7)
  })

  test('find that a stream is there which they thought to begin', async () => {
    const client = await log.connected()
    const early = log.writerOn(client)
    await early('early', 'early-1')
    const append = await log.writerAlone(client)
    const called = watch(client)
    expect(await append('third', 'early-1', { expected: 'none' })).toMatchObject({
      kind: 'conflict',
      actual: 0n,
    })
    expect(called()).toEqual(['settled', 'open'])
    await expectSound(3)
  })

  test('leave a conflict to the database, which knows repeats of what would conflict', async () => {
    const client = await log.connected()
    const submit = await log.submitAlone(client)
    const append = (...asked: Parameters<typeof batch>): Promise<AppendOutcome> => submit(batch(...asked))
    const called = watch(client)
    expect(await append('third', 'thing-1', { expected: 0n })).toMatchObject({ kind: 'conflict', actual: 1n })
    expect(await append('first', 'thing-1', { expected: 'none' })).toMatchObject({ kind: 'replayed' })
    const checks = [{ stream: 'thing-1', expected: 0n }]
    expect(await submit({ ...batch('fourth', 'thing-1'), checks })).toMatchObject({ kind: 'conflict' })
    expect(called()).toEqual(['open', 'open', 'open'])
    await expectSound(2)
  })

  test('find an event id that is taken, and the others of the group are written', async () => {
    const client = await log.connected()
    const submit = await log.submitAlone(client)
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
    const client = await log.connected()
    const append = await log.writerAlone(client)
    const called = watch(client)
    const answers = await log.atOnce(
      () => append('third', 'thing-2'),
      () => append('fourth', 'thing-1'),
    )
    expect(await Promise.all(answers)).toMatchObject([{ position: 3n }, { position: 4n }])
    expect(called()).toEqual(['open', 'settled'])
    await expectSound(4)
  })

  test('settle nothing upon a group that set out at the same time and looks streams up', async () => {
    const client = await log.connected()
    const append = await log.writerAlone(client)
    const called = watch(client)
    const asked = ['thing-2', 'thing-3', 'thing-4', 'thing-1', 'thing-1', 'thing-1']
    const outcomes = await Promise.all(asked.map((stream, n) => append(`more ${n}`, stream)))
    expect(outcomes.map(revisionOf)).toEqual([0n, 0n, 0n, 2n, 3n, 4n])
    expect(called()).toEqual(['open', 'open'])
    await append('last', 'thing-4', { expected: 0n })
    expect(called()).toEqual(['open', 'open', 'settled'])
    await expectSound(9)
  })

  test('that append in turn do not try to settle', async () => {
    const client = await log.connected()
    const [here, there] = [log.writerOn(client), log.writerOn(await log.connected())]
    const called = watch(client)
    for (let n = 0; n < 3; n += 1) {
      await here(`here ${n}`, 'thing-1')
      await there(`there ${n}`, 'thing-1')
    }
    expect(called()).toEqual(['open', 'open', 'open'])
  })

  test('never let the time of the log go back, and take none from a command without events', async () => {
    const client = await log.connected()
    const append = await log.writerAlone(client)
    const called = watch(client)
    log.clock.now = new Date('2026-01-01T11:00:00Z')
    await append('third', 'thing-1')
    expect(called()).toEqual(['settled'])
    const { rows } = await client.query('SELECT DISTINCT recorded_at FROM waymark.event')
    expect(rows).toEqual([{ recorded_at: String(Date.parse('2026-01-01T12:00:00Z')) }])
    log.clock.now = new Date('2026-01-01T13:00:00Z')
    await log.submitOn(await log.connected())({ commandId: 'bare', requestHash: 'f'.repeat(64), writes: [] })
    await expectSound(3, 4)
  })

  test('forget what they settled when it fails', async () => {
    const [client, holder] = [await log.connected(), await log.connected()]
    const append = await log.writerAlone(client)
    await client.query('SET lock_timeout = 50')
    await holder.query('BEGIN; LOCK TABLE waymark.event')
    const called = watch(client)
    await expect(append('third', 'thing-1')).rejects.toMatchObject({ name: 'StoreUnavailable' })
    await holder.query('ROLLBACK')
    expect(revisionOf(await append('third', 'thing-1'))).toBe(2n)
    expect(called()).toEqual(['settled', 'open'])
    await expectSound(3)
  })
})
