import { openKurrentEventStore } from '../../../src/adapters/event-store/kurrentdb.js'
import { AppendFault } from '../../../src/adapters/event-store/prepared-batch.js'
import type { EventStore, Expected, Signal } from '../../../src/eventsourcing/event-store.js'
import { StoreUnavailable } from '../../../src/eventsourcing/store-unavailable.js'
import { allOf, batch, newEvent, wholeLog } from '../../support/event-store-batches.js'
import {
  startKurrentPeer,
  type KurrentPeer,
  type KurrentPeerOptions,
} from '../../support/kurrent-peer/peer.js'

let peer: KurrentPeer
const opened: EventStore[] = []

const start = async (options: KurrentPeerOptions = {}): Promise<void> => {
  peer = await startKurrentPeer(options)
}

const open = async (parameters = '', patience = 5_000): Promise<EventStore> => {
  const store = await openKurrentEventStore(`${peer.url}&discoveryInterval=10${parameters}`, { patience })
  opened.push(store)
  return store
}

afterEach(async () => {
  await Promise.all(opened.splice(0).map((store) => store.close()))
  peer.stop()
})

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

const streamNames = (): readonly string[] => peer.log.records.map(({ stream }) => stream)

describe('on the server', () => {
  test('a command is one transaction: its record and its events, in streams that bear the prefix', async () => {
    await start()
    const store = await open('&streamPrefix=ward7')
    await store.append(batch('import/7 ä', 'thing-1', { events: 2, expected: 'none' }))
    expect(streamNames().slice(3)).toEqual([
      'ward7_command-import_2F7_20_C3_A4',
      'ward7.thing-1',
      'ward7.thing-1',
    ])
    expect((await store.findCommand('import/7 ä'))?.position).toBe(await store.head())
  })

  test('data are stored as canonical JSON, whatever their keys', async () => {
    await start()
    const store = await open()
    const data = { b: 1, '10': 'ten', '9': { '2': [], '11': null }, a: 'é' }
    await store.append(batch('one', 'thing-1', { data }))
    const stored = peer.log.stream('waymark.thing-1')[0]
    expect(Buffer.from(stored?.data ?? []).toString('utf8')).toBe(
      '{"10":"ten","9":{"11":null,"2":[]},"a":"é","b":1}',
    )
    expect((await allOf(store.readStream('thing-1')))[0]?.data).toEqual(data)
  })

  test.each(['26.1.0', '26.0.0', '24.10.0'])(
    'of version %s, no append leaves the state of a stream open',
    async (version) => {
      await start({ version })
      const append = jest.spyOn(peer.log, 'append')
      const store = await open()
      const careless: readonly Expected[] = ['any', 'exists']
      for (const expected of careless) await store.append(batch(`c-${expected}`, 'thing-1', { expected }))
      const states = append.mock.calls.flatMap(([writes]) => writes.map(({ expected }) => expected))
      expect(states).not.toContain('any')
      expect(states).not.toContain('exists')
    },
  )

  test.each(['26.1.0', '26.0.0'])('a command that is too large is told as such (%s)', async (version) => {
    await start({ version })
    const store = await open()
    const large = batch('one', 'thing-1', { events: 11, data: 'x'.repeat(100_000) })
    await expect(store.append(large)).rejects.toThrow('raise MaxAppendSize')
    expect(await store.findCommand('one')).toBeNull()
  })

  test('others are never read, nor counted as ours', async () => {
    await start()
    const mine = await open('&streamPrefix=a')
    const other = await open('&streamPrefix=ab')
    await other.append(batch('one', 'thing-1'))
    await mine.append(batch('one', 'thing-1', { expected: 'none' }))
    await other.append(batch('two', 'thing-1', { expected: 0n }))
    expect((await wholeLog(mine)).map(({ stream, revision }) => [stream, revision])).toEqual([
      ['thing-1', 0n],
    ])
    expect(await wholeLog(other)).toHaveLength(2)
  })

  test('a stream that somebody else wrote is told by name', async () => {
    await start()
    const store = await open()
    const text = { contentType: 'application/json', data: Buffer.from('{}'), metadata: Buffer.from('{}') }
    const stranger = { id: '00000000-0000-4000-8000-000000000001', type: 'Stranger', ...text }
    peer.log.append([{ stream: 'waymark.thing-1', expected: 'none', events: [stranger] }])
    await expect(allOf(store.readStream('thing-1'))).rejects.toThrow(
      'waymark.thing-1 was not recorded by Waymark',
    )
  })
})

describe('an append whose end is not known', () => {
  test.each(['26.1.0', '26.0.0'])('is found by its record when it was written (%s)', async (version) => {
    await start({ version })
    const store = await open()
    peer.failAppends('after-writing', 1)
    const outcome = await store.append(batch('one', 'thing-1', { expected: 'none' }))
    expect(outcome).toMatchObject({ kind: 'appended', revisions: { 'thing-1': 0n } })
    expect(await wholeLog(store)).toHaveLength(1)
  })

  test.each(['26.1.0', '26.0.0'])('can be repeated when it was not written (%s)', async (version) => {
    await start({ version })
    const store = await open()
    peer.failAppends('before-writing', 1)
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
    peer.failAppends('not-leader', 1)
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
    peer.stop()
    await expect(store.append(batch('two', 'thing-1', { expected: 0n }))).rejects.toThrow(StoreUnavailable)
    await expect(store.head()).rejects.toThrow(StoreUnavailable)
    await peer.start()
    // The first answer may be lost, too: then it is the record of the command that comes back.
    const outcome = await untilAnswered(() => store.append(batch('two', 'thing-1', { expected: 0n })))
    expect(['appended', 'replayed']).toContain(outcome.kind)
    expect((await wholeLog(store)).map(({ revision }) => revision)).toEqual([0n, 1n])
  })

  test('that was away from the start is told without user and password', async () => {
    await start()
    peer.stop()
    const address = `kurrentdb://ward:s3cret@127.0.0.1:${String(peer.port)}?tls=false&maxDiscoverAttempts=2&discoveryInterval=10`
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
    await until(() => peer.subscriptions() === 1)
    await elsewhere.append(batch('one', 'thing-1'))
    await first
    const second = next(signals, 'event')
    if (how === 'ends without a word') peer.dropSubscriptions()
    else peer.silenceSubscriptions()
    await elsewhere.append(batch('two', 'thing-1'))
    expect(await second).toMatchObject({ event: { stream: 'thing-1', revision: 1n } })
  })

  test('is made anew after it was dropped', async () => {
    const { signals } = await ready()
    const event = next(signals, 'event')
    await until(() => peer.subscriptions() === 1)
    peer.dropSubscriptions()
    await until(() => peer.subscriptions() === 1)
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

describe('a server that writes one stream at a time', () => {
  beforeEach(() => start({ version: '24.10.4' }))

  test('says so', async () => {
    expect((await open()).capabilities).toEqual({
      multiStream: false,
      commandRecords: false,
      globalChain: false,
    })
  })

  test('remembers commands, those that wrote nothing too', async () => {
    const store = await open()
    const first = await store.append(batch('one', 'thing-1', { expected: 'none', result: 'made' }))
    expect(first).toMatchObject({ kind: 'appended', revisions: { 'thing-1': 0n } })
    expect(await store.append(batch('one', 'thing-1', { expected: 'none' }))).toMatchObject({
      kind: 'replayed',
      command: { result: 'made' },
    })
    const other = batch('one', 'thing-2', { requestHash: 'b'.repeat(64) })
    expect((await store.append(other)).kind).toBe('command-reused')
    const nothing = { ...batch('two', 'thing-1'), writes: [] }
    expect((await store.append(nothing)).kind).toBe('appended')
    expect((await store.append(nothing)).kind).toBe('replayed')
    expect(await wholeLog(store)).toHaveLength(1)
  })

  test('does not remember a command that met a conflict, and lets it try again', async () => {
    const store = await open()
    await store.append(batch('first', 'thing-1'))
    expect(await store.append(batch('again', 'thing-1', { expected: 'none' }))).toMatchObject({ actual: 0n })
    expect(await store.findCommand('again')).toBeNull()
    expect((await store.append(batch('again', 'thing-1', { expected: 0n }))).kind).toBe('appended')
  })

  test('carries out a command that was planned and broken off', async () => {
    const store = await open()
    const command = batch('one', 'thing-1', { expected: 'none' })
    await store.append(command)
    const [, , , plan] = peer.log.records
    if (plan === undefined) throw new Error('There is no plan')
    expect(plan.stream).toBe('waymark_command-one')
    // A peer that has the plan alone, as when the process ended before the events were sent.
    peer.stop()
    await start({ version: '24.10.4' })
    peer.log.append([{ stream: plan.stream, expected: 'none', events: [plan] }])
    const again = await open()
    expect(await again.findCommand('one')).toBeNull()
    expect((await again.append(command)).kind).toBe('appended')
    expect((await again.append(command)).kind).toBe('replayed')
    expect(await wholeLog(again)).toHaveLength(1)
  })

  test('refuses a command that writes two streams, and says which server takes it', async () => {
    const store = await open()
    const both = {
      ...batch('one', 'thing-1'),
      writes: ['thing-1', 'other-1'].map((stream, index) => ({
        ...{ stream, expected: 'none' as const },
        events: [newEvent('one', index)],
      })),
    }
    await expect(store.append(both)).rejects.toThrow(AppendFault)
    await expect(store.append(both)).rejects.toThrow('Upgrade KurrentDB to 25.1')
    expect(await wholeLog(store)).toEqual([])
  })

  test('looks at streams that were only read before it writes', async () => {
    const store = await open()
    await store.append(batch('first', 'thing-1'))
    const stale = { ...batch('two', 'other-1'), checks: [{ stream: 'thing-1', expected: 'none' as const }] }
    expect(await store.append(stale)).toMatchObject({ kind: 'conflict', stream: 'thing-1', actual: 0n })
  })
})

describe('a start that cannot end well', () => {
  test.each(['21.10.0', '22.10.1', 'unknown'])(
    'version %s is refused with the setting and the remedy',
    async (version) => {
      await start({ version })
      await expect(open()).rejects.toThrow(/WAYMARK_EVENT_STORE.*23\.10 or later.*Upgrade/s)
    },
  )

  test('wrong credentials are told as such, without showing them', async () => {
    await start({ user: { name: 'ward', password: 'right' } })
    const wrong = peer.url.replace('://', '://ward:wr0ng@')
    const refused = await openKurrentEventStore(wrong).catch((error: unknown) => String(error))
    expect(refused).toContain('Check user name and password in WAYMARK_EVENT_STORE')
    expect(refused).not.toContain('wr0ng')
    const store = await openKurrentEventStore(peer.url.replace('://', '://ward:right@'))
    opened.push(store)
    expect(await wholeLog(store)).toEqual([])
  })

  test.each([
    ['kurrentdb://h:2113?nodePreference=follower', 'nodePreference must be leader'],
    ['kurrentdb://h:2113?throwOnAppendFailure=false', 'throwOnAppendFailure'],
    ['kurrentdb://u:s3cret@h:2113?tls=perhaps', 'is no address'],
    ['kurrentdb://u:s3cret@h:2113?tsl=true', 'knows no option tsl'],
    ['kurrentdb://u:s3cret@h:2113?tlsCaFile=/nowhere/ca.crt', 'tlsCaFile'],
    ['kurrentdb://u:s3cret@h:2113?streamPrefix=a-b', 'letters and digits'],
    ['kurrentdb://u:s3cret@', 'is no address'],
    ['kurrentdb://u:what?s3cret@h:2113', 'is no address'],
    ['kurrentdb://u:at@s3cret@h:2113', 'is no address'],
    ['kurrentdb://u:%s3cret@h:2113', 'escapes nothing'],
  ])('%s is refused', async (address, reason) => {
    await start()
    const warn = jest.spyOn(console, 'warn')
    const refused = await openKurrentEventStore(address).catch((error: unknown) => String(error))
    expect(refused).toContain('WAYMARK_EVENT_STORE')
    expect(refused).toContain(reason)
    expect(refused).not.toContain('s3cret')
    expect(warn).not.toHaveBeenCalled()
  })

  test('a cluster is found through any of its nodes', async () => {
    await start()
    const cluster = `kurrentdb://127.0.0.1:1,127.0.0.1:${String(peer.port)}?tls=false&discoveryInterval=10`
    const store = await openKurrentEventStore(cluster)
    opened.push(store)
    expect((await store.append(batch('one', 'thing-1'))).kind).toBe('appended')
  })
})
