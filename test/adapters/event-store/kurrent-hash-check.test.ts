import { openKurrentLogSource } from '../../../src/adapters/event-store/kurrent-log-source.js'
import { openKurrentEventStore } from '../../../src/adapters/event-store/kurrentdb.js'
import { LogTransferFault, type LogEntry } from '../../../src/eventsourcing/log-transfer.js'
import { batch } from '../../support/event-store-batches.js'
import { startKurrentPeer, type KurrentPeer } from '../../support/kurrent-peer/peer.js'

let peer: KurrentPeer
const address = (): string => `${peer.url}&discoveryInterval=10`

beforeEach(async () => {
  peer = await startKurrentPeer()
  const store = await openKurrentEventStore(address())
  await store.append(batch('one', 'thing-1', { expected: 'none', data: { '9': 2, '10': 1 } }))
  await store.append(batch('two', 'thing-1', { expected: 0n, events: 2 }))
  await store.append(batch('three', 'thing-1', { expected: 2n }))
  await store.close()
})
afterEach(() => {
  peer.stop()
})

const entries = async (after = 0n): Promise<LogEntry[]> => {
  const source = await openKurrentLogSource(address())
  const found: LogEntry[] = []
  try {
    for await (const entry of source.entries(after)) found.push(entry)
  } finally {
    await source.close()
  }
  return found
}

const alter = (revision: number, change: object): void => {
  const place = peer.log.records.findIndex(
    (record) => record.stream === 'waymark.thing-1' && record.revision === BigInt(revision),
  )
  const record = peer.log.records[place]
  if (record === undefined) throw new Error('There is no such record')
  peer.log.records[place] = { ...record, ...change }
}

test('a log that is as it was recorded passes, from its beginning or from anywhere', async () => {
  const [first, ...rest] = await entries()
  expect(rest).toHaveLength(2)
  expect(await entries(first?.position)).toEqual(rest)
})

test('data that were altered are found', async () => {
  alter(1, { data: Buffer.from('{"n":7}') })
  await expect(entries()).rejects.toThrow('Event 1 of stream thing-1 is not as it was recorded')
})

test('data that only stand in another order are the same data', async () => {
  alter(0, { data: Buffer.from('{"9":2,  "10":1}') })
  expect(await entries()).toHaveLength(3)
})

test('another type is found by the event that follows', async () => {
  alter(1, { type: 'SomethingElse' })
  await expect(entries()).rejects.toThrow('Event 2 of stream thing-1')
})

test('an event that is gone is found', async () => {
  const place = peer.log.records.findIndex(
    ({ stream, revision }) => stream.endsWith('thing-1') && revision === 1n,
  )
  peer.log.records.splice(place, 1)
  await expect(entries()).rejects.toThrow(LogTransferFault)
})
