import { AppendFault } from '../../../src/adapters/event-store/prepared-batch.js'
import type { Expected } from '../../../src/eventsourcing/event-store.js'
import { allOf, batch, newEvent, wholeLog } from '../../support/event-store-batches.js'
import { kurrentOnPeer } from '../../support/kurrent-peer/kurrent-on-peer.js'

const kurrent = kurrentOnPeer()
const { start, open } = kurrent

const streamNames = (): readonly string[] => kurrent.peer.log.records.map(({ stream }) => stream)

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
    const stored = kurrent.peer.log.stream('waymark.thing-1')[0]
    expect(Buffer.from(stored?.data ?? []).toString('utf8')).toBe(
      '{"10":"ten","9":{"11":null,"2":[]},"a":"é","b":1}',
    )
    expect((await allOf(store.readStream('thing-1')))[0]?.data).toEqual(data)
  })

  test.each(['26.1.0', '26.0.0', '24.10.0'])(
    'of version %s, no append leaves the state of a stream open',
    async (version) => {
      await start({ version })
      const append = jest.spyOn(kurrent.peer.log, 'append')
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
    kurrent.peer.log.append([{ stream: 'waymark.thing-1', expected: 'none', events: [stranger] }])
    await expect(allOf(store.readStream('thing-1'))).rejects.toThrow(
      'waymark.thing-1 was not recorded by Waymark',
    )
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
    expect(first).toMatchObject({ kind: 'appended', revisions: [0n] })
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
    const [, , , plan] = kurrent.peer.log.records
    if (plan === undefined) throw new Error('There is no plan')
    expect(plan.stream).toBe('waymark_command-one')
    // A peer that has the plan alone, as when the process ended before the events were sent.
    kurrent.peer.stop()
    await start({ version: '24.10.4' })
    kurrent.peer.log.append([{ stream: plan.stream, expected: 'none', events: [plan] }])
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
