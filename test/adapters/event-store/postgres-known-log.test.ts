import type { Head } from '../../../src/adapters/event-store/ledger.js'
import { type Advance, KnownLog, type ToldLog } from '../../../src/adapters/event-store/postgres-known-log.js'

/** The log after so many events and commands, each in a stream of its own kind. */
const headAt = (n: number): Head => ({
  position: n,
  chain: `chain ${n}`,
  recordedAt: n * 1_000,
  commands: n,
  commandChain: `check ${n}`,
})

const told = (before: number, after: number, streams: readonly (readonly [number, number])[]): ToldLog => ({
  before: [`chain ${before}`, `check ${before}`],
  head: [after, `chain ${after}`, after * 1_000, after, `check ${after}`],
  lastKey: 9,
  keys: streams.map(([key]) => (key === 0 ? null : key)),
  revisions: streams.map(([, revision]) => revision),
  ends: streams.map(([key, revision]) => `end ${key}/${revision}`),
})

const settled = (n: number, stream: string, revision: number): Advance => ({
  head: headAt(n),
  lastKey: 9 + n,
  streams: new Map([[stream, { key: 1, revision, hash: `end 1/${revision}` }]]),
})

describe('What a writer knows of the log', () => {
  const connection = {}
  let known: KnownLog
  beforeEach(() => {
    known = new KnownLog()
    known.use(connection)
    known.learn(connection, ['thing-1'], told(2, 3, [[1, 3]]))
  })

  test('is what the database told last', () => {
    expect(known.head).toEqual(headAt(3))
    expect(known.lastKey).toBe(9)
    expect(known.find('thing-1')).toEqual({ key: 1, revision: 3, hash: 'end 1/3' })
    expect(known.find('thing-2')).toBeUndefined()
  })

  test('includes that a stream does not exist', () => {
    known.learn(connection, ['fresh-1'], told(3, 3, [[0, -1]]))
    expect(known.find('fresh-1')).toEqual({ key: null, revision: -1, hash: '0'.repeat(64) })
  })

  test('grows while one answer goes on from the other: nobody else appends', () => {
    expect(known.isAlone).toBe(false)
    known.learn(connection, ['thing-2'], told(3, 4, [[2, 0]]))
    expect(known.isAlone).toBe(true)
    expect(known.find('thing-1')).toMatchObject({ revision: 3 })
    expect(known.find('thing-2')).toMatchObject({ revision: 0 })
  })

  test.each([
    ['events', ['chain 4', 'check 3']],
    ['commands', ['chain 3', 'check 4']],
  ] as const)('begins anew where somebody else appended %s in between', (_, before) => {
    known.learn(connection, [], told(3, 3, []))
    known.learn(connection, ['thing-2'], { ...told(3, 5, [[2, 0]]), before })
    expect(known.isAlone).toBe(false)
    expect(known.find('thing-1')).toBeUndefined()
    expect(known.find('thing-2')).toMatchObject({ revision: 0 })
    expect(known.head).toEqual(headAt(5))
  })

  test('ends with the connection, and what is told late on the old one is not learned', () => {
    known.use({})
    known.learn(connection, ['thing-1'], told(3, 4, [[1, 4]]))
    expect(known.find('thing-1')).toBeUndefined()
    expect(known.head.chain).toBe('')
  })

  test('goes on from a group that was settled on it, as if that were written', () => {
    const group = settled(4, 'thing-1', 4)
    known.depart(group)
    expect(known.head).toEqual(headAt(4))
    expect(known.lastKey).toBe(13)
    expect(known.find('thing-1')).toMatchObject({ revision: 4 })
    known.arrive(group)
    known.retract(group)
    expect(known.find('thing-1')).toMatchObject({ revision: 4 })
  })

  test('is again what it was when a group was not written, and those behind it are not either', () => {
    const groups = [settled(4, 'thing-1', 4), settled(5, 'thing-1', 5), settled(6, 'thing-2', 0)] as const
    known.learn(connection, [], told(3, 3, []))
    for (const group of groups) known.depart(group)
    known.arrive(groups[0])
    known.retract(groups[1])
    expect(known.head).toEqual(headAt(4))
    expect(known.lastKey).toBe(13)
    expect(known.find('thing-1')).toMatchObject({ revision: 4 })
    expect(known.find('thing-2')).toBeUndefined()
    // What is behind finds the log elsewhere, which says nothing of others.
    known.arrive(groups[2])
    expect(known.find('thing-1')).toMatchObject({ revision: 4 })
    expect(known.isAlone).toBe(true)
  })

  test('is nothing when it is forgotten', () => {
    const group = settled(4, 'thing-1', 4)
    known.learn(connection, [], told(3, 3, []))
    known.depart(group)
    known.forget()
    known.retract(group)
    expect(known.isAlone).toBe(false)
    expect(known.find('thing-1')).toBeUndefined()
    expect(known.head.chain).toBe('')
  })
})
