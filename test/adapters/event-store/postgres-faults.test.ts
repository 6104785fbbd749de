import { setTimeout as pause } from 'node:timers/promises'

import type { PostgresServer } from '../../../bench/postgres/server.js'
import { openPostgresEventStore } from '../../../src/adapters/event-store/postgres.js'
import { verifyPostgresLog } from '../../../src/adapters/event-store/verify-postgres.js'
import type { AppendBatch, AppendOutcome, EventStore } from '../../../src/eventsourcing/event-store.js'
import { isUnavailable } from '../../../src/eventsourcing/store-unavailable.js'
import { batch, signalsUntil } from '../../support/event-store-batches.js'
import { ownPostgres, runOn } from '../../support/postgres.js'
import { startProxy } from '../../support/proxy.js'

/** Repeats a command until its outcome is known, as a client does. How often it was not is counted. */
const untilKnown = async (
  store: EventStore,
  command: AppendBatch,
  count: { unknown: number },
): Promise<AppendOutcome> => {
  for (;;) {
    try {
      return await store.append(command)
    } catch (error) {
      if (!isUnavailable(error)) throw error
      count.unknown += 1
      await pause(20)
    }
  }
}

const positionOf = (outcome: AppendOutcome): bigint => {
  if (outcome.kind === 'appended') return outcome.position
  if (outcome.kind === 'replayed') return outcome.command.position
  throw new Error(`A command that nobody else sent ended as ${outcome.kind}`)
}

const portMovedTo = (url: string, port: number): string => {
  const address = new URL(url)
  address.port = String(port)
  return address.href
}

describe('PostgreSQL that fails', () => {
  let server: PostgresServer
  beforeAll(async () => {
    server = await ownPostgres()
  }, 60_000)
  afterAll(() => server.dispose())

  test('is killed three times under load: nothing acknowledged is lost, nothing is there twice', async () => {
    const store = await openPostgresEventStore(server.url, { schema: 'killed' })
    const acknowledged = new Map<string, bigint>()
    const count = { unknown: 0 }
    const following = signalsUntil(
      store.subscribe(0n, { signal: new AbortController().signal }),
      (signal) => signal.kind === 'event' && signal.event.stream === 'last-1',
    )
    let ending = false
    const writer = async (w: number): Promise<void> => {
      for (let n = 0; !ending; n += 1) {
        const commandId = `w${w}-${n}`
        const command = batch(commandId, `thing-${w}`, { events: 1 + (n % 3) })
        acknowledged.set(commandId, positionOf(await untilKnown(store, command, count)))
      }
    }
    const atLeast = async (commands: number): Promise<void> => {
      while (acknowledged.size < commands) await pause(5)
    }
    const writers = Array.from({ length: 12 }, (_, w) => writer(w))
    for (let kill = 0; kill < 3; kill += 1) {
      await atLeast(acknowledged.size + 100)
      await server.kill()
      await server.start()
    }
    await atLeast(acknowledged.size + 100)
    ending = true
    await Promise.all(writers)
    await store.append(batch('last', 'last-1'))
    const seen = (await following).flatMap((signal) => (signal.kind === 'event' ? [signal.event] : []))
    expect(count.unknown).toBeGreaterThan(0)
    expect(seen.map(({ position }) => Number(position))).toEqual(seen.map((_, index) => index + 1))
    const lastOf = new Map(seen.map(({ meta, position }) => [meta.commandId, position]))
    expect(lastOf.size).toBe(acknowledged.size + 1)
    for (const [commandId, position] of acknowledged) expect(lastOf.get(commandId)).toBe(position)
    const report = await verifyPostgresLog(server.url, { schema: 'killed' })
    expect(report).toMatchObject({
      events: seen.length,
      commands: acknowledged.size + 1,
      findings: [],
    })
    await store.close()
  }, 90_000)

  test('does not hear us any more: commands end as unknown, and are exact when they are repeated', async () => {
    const way = await startProxy(server.port)
    const url = portMovedTo(server.url, way.port)
    const patience = { connect: 400, lock: 200, statement: 300, answer: 400 }
    const store = await openPostgresEventStore(url, { schema: 'cut', patience })
    await store.append(batch('before', 'thing-1'))
    way.set('hold')
    const commands = Array.from({ length: 20 }, (_, n) => batch(`c${n}`, `thing-${n % 3}`))
    const cut = await Promise.allSettled(commands.map((command) => store.append(command)))
    expect(new Set(cut.map(({ status }) => status))).toEqual(new Set(['rejected']))
    for (const settled of cut) {
      expect(settled).toMatchObject({
        reason: { name: 'StoreUnavailable', message: expect.stringContaining('same key is safe') as string },
      })
    }
    await expect(store.head()).rejects.toMatchObject({ name: 'StoreUnavailable' })
    way.set('forward')
    const count = { unknown: 0 }
    const outcomes = await Promise.all(commands.map((command) => untilKnown(store, command, count)))
    expect(new Set(outcomes.map(positionOf)).size).toBe(20)
    expect(await store.head()).toBe(21n)
    expect(await verifyPostgresLog(server.url, { schema: 'cut' })).toMatchObject({
      events: 21,
      commands: 21,
      findings: [],
    })
    await store.close()
    await way.close()
  })

  test('does not hear our farewell: closing ends all the same', async () => {
    const way = await startProxy(server.port)
    const store = await openPostgresEventStore(portMovedTo(server.url, way.port), { schema: 'farewell' })
    await store.append(batch('before', 'thing-1'))
    await store.head()
    way.set('hold')
    await store.close()
    await expect(store.append(batch('after', 'thing-1'))).rejects.toThrow('closed')
    way.set('forward')
    await way.close()
  })

  test('drops every connection: a follower goes on where it was and is woken again', async () => {
    const way = await startProxy(server.port)
    const store = await openPostgresEventStore(portMovedTo(server.url, way.port), { schema: 'dropped' })
    const signals = store.subscribe(0n, { signal: new AbortController().signal })[Symbol.asyncIterator]()
    const nextPosition = async (): Promise<bigint | undefined> => {
      for (;;) {
        const next = await signals.next()
        if (next.done === true) return undefined
        if (next.value.kind === 'event') return next.value.event.position
      }
    }
    const other = await openPostgresEventStore(server.url, { schema: 'dropped' })
    for (let position = 1n; position <= 5n; position += 1n) {
      const coming = nextPosition()
      way.set('reset')
      way.set('forward')
      await other.append(batch(`c${position}`, 'thing-1'))
      expect(await coming).toBe(position)
    }
    await store.close()
    expect(await nextPosition()).toBeUndefined()
    await other.close()
    await way.close()
  })

  test('holds the lock for somebody else longer than our patience: the command is unknown, not lost', async () => {
    const patience = { connect: 2_000, lock: 100, statement: 1_000, answer: 2_000 }
    const store = await openPostgresEventStore(server.url, { schema: 'locked', patience })
    const held = await openPostgresEventStore(server.url, { schema: 'locked' })
    await runOn(
      server.url,
      `CREATE FUNCTION locked.dawdle() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(1); RETURN NULL; END'`,
      `CREATE TRIGGER slow AFTER INSERT ON locked.stream FOR EACH ROW WHEN (NEW.name = 'slow-1') EXECUTE FUNCTION locked.dawdle()`,
    )
    const slow = held.append(batch('slow', 'slow-1'))
    const count = { unknown: 0 }
    while (count.unknown === 0) await untilKnown(store, batch(`quick-${count.unknown}`, 'quick-1'), count)
    expect((await slow).kind).toBe('appended')
    expect((await store.append(batch('quick-0', 'quick-1'))).kind).toBe('replayed')
    await Promise.all([store.close(), held.close()])
  })

  test('a closed store waits for what was submitted, even when the server is gone', async () => {
    const store = await openPostgresEventStore(server.url, { schema: 'closing' })
    const last = Array.from({ length: 40 }, (_, n) => store.append(batch(`c${n}`, 'thing-1')))
    await store.close()
    expect((await Promise.all(last)).map(({ kind }) => kind)).toEqual(last.map(() => 'appended'))
    const late = await openPostgresEventStore(server.url, { schema: 'closing' })
    await server.kill()
    const lost = late.append(batch('lost', 'thing-1'))
    await Promise.all([late.close(), expect(lost).rejects.toMatchObject({ name: 'StoreUnavailable' })])
    await server.start()
  }, 60_000)
})
