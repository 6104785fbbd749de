import { openKurrentEventStore } from '../../../src/adapters/event-store/kurrentdb.js'
import type { EventStore, Signal } from '../../../src/eventsourcing/event-store.js'
import { StoreUnavailable } from '../../../src/eventsourcing/store-unavailable.js'
import { batch, wholeLog } from '../../support/event-store-batches.js'
import { kurrentOnPeer } from '../../support/kurrent-peer/kurrent-on-peer.js'

const kurrent = kurrentOnPeer()
const { start, open } = kurrent

/** Asks until it is answered: what is unavailable may be asked again. */
const untilAnswered = async <Answer>(ask: () => Promise<Answer>): Promise<Answer> => {
  for (;;) {
    try {
      return await ask()
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error
    }
  }
}

describe('an append whose end is not known', () => {
  test.each(['26.1.0', '26.0.0'])('is found by its record when it was written (%s)', async (version) => {
    await start({ version })
    const store = await open()
    kurrent.peer.failAppends('after-writing', 1)
    const outcome = await store.append(batch('one', 'thing-1', { expected: 'none' }))
    expect(outcome).toMatchObject({ kind: 'appended', revisions: [0n] })
    expect(await wholeLog(store)).toHaveLength(1)
  })

  test.each(['26.1.0', '26.0.0'])('can be repeated when it was not written (%s)', async (version) => {
    await start({ version })
    const store = await open()
    kurrent.peer.failAppends('before-writing', 1)
    const command = batch('one', 'thing-1', { expected: 'none' })
    await expect(store.append(command)).rejects.toThrow(StoreUnavailable)
    expect((await untilAnswered(() => store.append(command))).kind).toBe('appended')
    expect((await store.append(command)).kind).toBe('replayed')
    expect(await wholeLog(store)).toHaveLength(1)
  })

  test.each(['26.1.0', '26.0.0'])(
    'is found when it is repeated where nothing is known of it (%s)',
    async (version) => {
      await start({ version })
      const command = batch('one', 'thing-1', { expected: 'none', events: 2, result: 'made' })
      await (await open()).append(command)
      const elsewhere = await open()
      expect(await elsewhere.append(command)).toMatchObject({
        kind: 'replayed',
        command: { result: 'made', position: await elsewhere.head() },
      })
      const reused = { ...command, requestHash: 'b'.repeat(64) }
      expect((await elsewhere.append(reused)).kind).toBe('command-reused')
      expect(await wholeLog(elsewhere)).toHaveLength(2)
    },
  )

  test('another leader is looked for when this node no longer leads', async () => {
    await start()
    const store = await open()
    kurrent.peer.failAppends('not-leader', 1)
    const command = batch('one', 'thing-1', { expected: 'none' })
    await expect(store.append(command)).rejects.toThrow('no connection to its leader')
    expect((await untilAnswered(() => store.append(command))).kind).toBe('appended')
  })
})

describe('a server that goes away', () => {
  test('is told as unavailable, and serves again when it is back', async () => {
    await start()
    const store = await open('&maxDiscoverAttempts=2')
    await store.append(batch('one', 'thing-1', { expected: 'none' }))
    kurrent.peer.stop()
    await expect(store.append(batch('two', 'thing-1', { expected: 0n }))).rejects.toThrow(StoreUnavailable)
    await expect(store.head()).rejects.toThrow(StoreUnavailable)
    await kurrent.peer.start()
    // The first answer may be lost, too: then it is the record of the command that comes back.
    const outcome = await untilAnswered(() => store.append(batch('two', 'thing-1', { expected: 0n })))
    expect(['appended', 'replayed']).toContain(outcome.kind)
    expect((await wholeLog(store)).map(({ revision }) => revision)).toEqual([0n, 1n])
  })

  test('that was away from the start is told without user and password', async () => {
    await start()
    kurrent.peer.stop()
    const address = `kurrentdb://ward:s3cret@127.0.0.1:${String(kurrent.peer.port)}?tls=false&maxDiscoverAttempts=2&discoveryInterval=10`
    const refused = await openKurrentEventStore(address).catch((error: unknown) => String(error))
    expect(refused).toContain('KurrentDB cannot be used just now')
    expect(refused).not.toContain('s3cret')
  })
})

describe('a subscription', () => {
  const iterate = (signals: AsyncIterable<Signal>): AsyncIterator<Signal> => signals[Symbol.asyncIterator]()
  const next = async (signals: AsyncIterator<Signal>, kind: Signal['kind']): Promise<Signal> => {
    for (;;) {
      const { value } = (await signals.next()) as { value: Signal }
      if (value.kind === kind) return value
    }
  }
  const ready = async (): Promise<{
    store: EventStore
    elsewhere: EventStore
    signals: AsyncIterator<Signal>
  }> => {
    await start()
    const store = await open()
    const elsewhere = await open()
    const signals = iterate(store.subscribe(0n, { signal: new AbortController().signal }))
    await next(signals, 'caught-up')
    return { store, elsewhere, signals }
  }
  const until = async (holds: () => boolean): Promise<void> => {
    while (!holds()) await new Promise((resolve) => setImmediate(resolve))
  }

  test.each(['ends without a word', 'stays open and is silent'])('that %s misses nothing', async (how) => {
    const { elsewhere, signals } = await ready()
    const first = next(signals, 'event')
    await until(() => kurrent.peer.subscriptions() === 1)
    await elsewhere.append(batch('one', 'thing-1'))
    await first
    const second = next(signals, 'event')
    if (how === 'ends without a word') kurrent.peer.dropSubscriptions()
    else kurrent.peer.silenceSubscriptions()
    await elsewhere.append(batch('two', 'thing-1'))
    expect(await second).toMatchObject({ event: { stream: 'thing-1', revision: 1n } })
  })

  test('is made anew after it was dropped', async () => {
    const { signals } = await ready()
    const event = next(signals, 'event')
    await until(() => kurrent.peer.subscriptions() === 1)
    kurrent.peer.dropSubscriptions()
    await until(() => kurrent.peer.subscriptions() === 1)
    await (await open()).append(batch('one', 'thing-1'))
    expect((await event).kind).toBe('event')
  })

  test('goes on after a checkpoint that passes over events of others', async () => {
    const { store, elsewhere, signals } = await ready()
    const others = await open('&streamPrefix=others')
    const checkpoint = next(signals, 'checkpoint')
    await others.append(batch('theirs', 'thing-1', { events: 3 }))
    const seen = await checkpoint
    if (seen.kind !== 'checkpoint') throw new Error('unreachable')
    await elsewhere.append(batch('one', 'thing-1'))
    const again = iterate(store.subscribe(seen.position, { signal: new AbortController().signal }))
    expect(await next(again, 'event')).toMatchObject({ event: { revision: 0n } })
    expect(seen.position <= (await store.head())).toBe(true)
  })
})
