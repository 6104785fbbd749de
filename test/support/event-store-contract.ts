import { AppendFault } from '../../src/adapters/event-store/prepared-batch.js'
import type { AppendOutcome, EventStore, Expected } from '../../src/eventsourcing/event-store.js'
import type { Json } from '../../src/eventsourcing/json.js'
import { allOf, batch, newEvent, wholeLog } from './event-store-batches.js'
import { readingContract } from './event-store-reading-contract.js'

export interface StoreUnderTest {
  readonly store: EventStore
  /** Opens the same log again, as after a restart. Absent for a store that is gone with its process. */
  readonly reopen?: () => Promise<EventStore>
  /** Opens a copy of the log, as a backup would be restored. */
  readonly restoreCopy?: () => Promise<EventStore>
  /** Opens the same log once more while it is open, as another process would. Absent where only one may have it. */
  readonly openAgain?: () => Promise<EventStore>
  /** From here on commits take a random while, where they can be made to. */
  readonly delayCommits?: () => Promise<void>
  /** `server`: the database's own clock says when events were recorded, and no test can set it. */
  readonly clock?: 'server'
  readonly dispose: () => Promise<void>
}

export type MakeStore = (clock: () => Date) => Promise<StoreUnderTest>

/** What cannot be done with a store, said beforehand: what is asked of the others is then not even counted as a test. */
export type Lack = 'reopen' | 'restoreCopy'

/** Stores must offer it; commands never use it. */
const whatever: Expected = 'any'

const kinds = (outcomes: readonly AppendOutcome[]): string[] => outcomes.map(({ kind }) => kind)

/** What every event store must do, whatever it is made of. */
export const eventStoreContract = (name: string, makeStore: MakeStore, lacks: readonly Lack[] = []): void => {
  describe(`${name}: the event store contract`, () => {
    let subject: StoreUnderTest
    let store: EventStore
    let now: number

    beforeEach(async () => {
      now = Date.parse('2026-03-01T09:00:00.000Z')
      subject = await makeStore(() => new Date(now))
      store = subject.store
    })
    afterEach(() => subject.dispose())

    describe('expectations', () => {
      test.each<[Expected, boolean, string]>([
        ['none', false, 'appended'],
        ['none', true, 'conflict'],
        ['exists', false, 'conflict'],
        ['exists', true, 'appended'],
        [1n, true, 'appended'],
        [0n, true, 'conflict'],
        [2n, true, 'conflict'],
        [0n, false, 'conflict'],
        ['any', false, 'appended'],
        ['any', true, 'appended'],
      ])('%s of a stream that exists: %s is %s', async (expected, exists, outcome) => {
        if (exists) await store.append(batch('first', 'thing-1', { events: 2 }))
        expect((await store.append(batch('second', 'thing-1', { expected }))).kind).toBe(outcome)
      })

      test('a conflict tells the revision that the stream has', async () => {
        await store.append(batch('first', 'thing-1', { events: 3 }))
        expect(await store.append(batch('late', 'thing-1', { expected: 0n }))).toEqual({
          kind: 'conflict',
          stream: 'thing-1',
          expected: 0n,
          actual: 2n,
        })
        expect(await store.append(batch('lost', 'thing-2', { expected: 4n }))).toMatchObject({ actual: null })
      })

      test('a stream that was only read must not have changed', async () => {
        await store.append(batch('first', 'thing-1'))
        const checked = (commandId: string, expected: Expected) =>
          store.append({ ...batch(commandId, 'other-1'), checks: [{ stream: 'thing-1', expected }] })
        expect(await checked('stale', 'none')).toMatchObject({
          kind: 'conflict',
          stream: 'thing-1',
          actual: 0n,
        })
        expect((await checked('current', 0n)).kind).toBe('appended')
        expect(await allOf(store.readStream('other-1'))).toHaveLength(1)
      })

      test('of two writers who saw the same revision one wins', async () => {
        const race = ['one', 'two'].map((id) => store.append(batch(id, 'thing-1', { expected: 'none' })))
        expect(kinds(await Promise.all(race)).toSorted()).toEqual(['appended', 'conflict'])
      })
    })

    describe('many writers', () => {
      test('unchecked appends to one stream all succeed, with revisions without a gap', async () => {
        const appends = Array.from({ length: 50 }, (_, n) =>
          store.append(batch(`c${n}`, 'thing-1', { events: 2 })),
        )
        expect(new Set(kinds(await Promise.all(appends)))).toEqual(new Set(['appended']))
        const revisions = (await allOf(store.readStream('thing-1'))).map(({ revision }) => Number(revision))
        expect(revisions).toEqual(Array.from({ length: 100 }, (_, n) => n))
      })

      test('32 writers with a stream each lose nothing', async () => {
        const writer = async (w: number): Promise<void> => {
          for (let n = 0; n < 10; n += 1) {
            const expected = n === 0 ? 'none' : BigInt(n - 1)
            expect((await store.append(batch(`w${w}-${n}`, `thing-${w}`, { expected }))).kind).toBe(
              'appended',
            )
          }
        }
        await Promise.all(Array.from({ length: 32 }, (_, w) => writer(w)))
        const log = await wholeLog(store)
        expect(log.map(({ position }) => Number(position))).toEqual(
          Array.from({ length: 320 }, (_, n) => n + 1),
        )
        expect(new Set(log.map(({ id }) => id)).size).toBe(320)
      })

      test('an item that conflicts, repeats or is at fault does not sink its group', async () => {
        await store.append(batch('known', 'thing-1'))
        const empty = {
          ...batch('empty', 'thing-9'),
          writes: [{ stream: 'thing-9', expected: whatever, events: [] }],
        }
        const group = await Promise.allSettled([
          store.append(batch('good', 'thing-2')),
          store.append(batch('late', 'thing-1', { expected: 'none' })),
          store.append(batch('known', 'thing-1')),
          store.append(empty),
          store.append(batch('also-good', 'thing-3')),
        ])
        expect(group.map((item) => (item.status === 'fulfilled' ? item.value.kind : 'fault'))).toEqual([
          'appended',
          'conflict',
          'replayed',
          'fault',
          'appended',
        ])
        expect(await store.head()).toBe(3n)
      })
    })

    describe('commands', () => {
      test('the same command twice is written once and gives the first result', async () => {
        const command = batch('import-7', 'thing-1', { result: { made: 'thing-1' } })
        const first = await store.append(command)
        await store.append(batch('between', 'thing-2'))
        const second = await store.append(command)
        expect(first).toEqual({ kind: 'appended', position: 1n, revisions: [0n] })
        expect(second).toMatchObject({
          kind: 'replayed',
          command: { result: { made: 'thing-1' }, position: 1n },
        })
        expect(await store.head()).toBe(2n)
      })

      test('the same command twice at once is written once', async () => {
        const command = batch('import-7', 'thing-1')
        const both = await Promise.all([store.append(command), store.append(command)])
        expect(kinds(both)).toEqual(['appended', 'replayed'])
        expect(await store.head()).toBe(1n)
      })

      test('a command id with another request is refused', async () => {
        await store.append(batch('import-7', 'thing-1', { requestHash: 'a'.repeat(64) }))
        const reused = await store.append(batch('import-7', 'thing-2', { requestHash: 'b'.repeat(64) }))
        expect(reused).toMatchObject({ kind: 'command-reused', command: { requestHash: 'a'.repeat(64) } })
        expect(await store.head()).toBe(1n)
      })

      test('a command that recorded nothing is remembered', async () => {
        await store.append(batch('before', 'thing-1'))
        const nothing = {
          commandId: 'nothing',
          requestHash: 'c'.repeat(64),
          result: 'already so',
          writes: [],
        }
        expect(await store.append(nothing)).toEqual({ kind: 'appended', position: 1n, revisions: [] })
        const record = {
          commandId: 'nothing',
          requestHash: 'c'.repeat(64),
          result: 'already so',
          position: 1n,
        }
        expect(await store.findCommand('nothing')).toEqual(record)
        expect(await store.append(nothing)).toEqual({ kind: 'replayed', command: record })
        expect(await store.findCommand('unknown')).toBeNull()
      })

      test('a command that met a conflict is not remembered and may be tried again', async () => {
        await store.append(batch('first', 'thing-1'))
        await store.append(batch('again', 'thing-1', { expected: 'none' }))
        expect(await store.findCommand('again')).toBeNull()
        expect((await store.append(batch('again', 'thing-1', { expected: 0n }))).kind).toBe('appended')
      })
    })

    describe('texts that are nested too often', () => {
      const nested = (depth: number): Json => JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`) as Json

      test('brackets within texts are no nesting', async () => {
        const text = `${'"\\['.repeat(400)}${'{'.repeat(30_000)}`
        const result = { text, list: nested(400) }
        expect((await store.append(batch('flat', 'thing-1', { result }))).kind).toBe('appended')
        expect(await store.findCommand('flat')).toMatchObject({ result })
      })

      test.each([
        ['a result', (depth: number) => batch('deep', 'thing-1', { result: nested(depth) })],
        [
          'metadata',
          (depth: number) => {
            const { meta, ...event } = newEvent('deep')
            const deep = { ...event, meta: { ...meta, detail: nested(depth - 1) } }
            return {
              ...batch('deep', 'thing-1'),
              writes: [{ stream: 'thing-1', expected: whatever, events: [deep] }],
            }
          },
        ],
      ])('%s may be nested 500 times and not once more, so that every store can read it', async (_, of) => {
        await expect(store.append(of(501))).rejects.toThrow(/nested more than 500 times; make it flatter/)
        expect(await store.head()).toBe(0n)
        expect((await store.append(of(500))).kind).toBe('appended')
        expect((await store.append(batch('next', 'thing-1'))).kind).toBe('appended')
      })
    })

    describe('event ids', () => {
      const foreign = '018f2b6e-7c1a-7d3e-9b4a-2f6c8e1d5a70'
      const withId = (commandId: string, ...ids: readonly string[]) => ({
        ...batch(commandId, 'thing-1'),
        writes: [
          {
            stream: 'thing-1',
            expected: whatever,
            events: ids.map((id) => ({ ...newEvent(commandId), id })),
          },
        ],
      })

      test('an event id is used once: the second is a fault and the rest of its group is recorded', async () => {
        await expect(store.append(withId('five', 'x-1', 'x-1'))).rejects.toThrow(AppendFault)
        // Ids that are in two streams are held apart by writing to a third one.
        if (!store.capabilities.multiStream) return
        const group = await Promise.allSettled([
          store.append(withId('one', foreign)),
          store.append(withId('two', foreign)),
          store.append(batch('three', 'thing-2')),
        ])
        expect(group.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
        await expect(store.append(withId('four', foreign))).rejects.toThrow(AppendFault)
        expect(await store.findCommand('four')).toBeNull()
        expect(await store.head()).toBe(2n)
      })

      test('an id derived from another command is a fault', async () => {
        await expect(store.append(withId('one', newEvent('two').id))).rejects.toThrow('eventIdOf')
        expect(await store.head()).toBe(0n)
      })
    })

    describe('several streams', () => {
      const both = (commandId: string, expected: Expected) => ({
        ...batch(commandId, 'thing-1'),
        writes: [
          { stream: 'thing-1', expected: whatever, events: [newEvent(commandId, 0)] },
          { stream: 'other-1', expected, events: [newEvent(commandId, 1), newEvent(commandId, 2)] },
        ],
      })

      test('are written together or not at all', async () => {
        if (!store.capabilities.multiStream) {
          await expect(store.append(both('one', 'none'))).rejects.toThrow(AppendFault)
          expect(await store.findCommand('one')).toBeNull()
          expect(await store.head()).toBe(0n)
          return
        }
        expect(await store.append(both('one', 'none'))).toEqual({
          kind: 'appended',
          position: 3n,
          revisions: [0n, 1n],
        })
        expect(await store.append(both('two', 'none'))).toMatchObject({ kind: 'conflict', stream: 'other-1' })
        expect(await allOf(store.readStream('thing-1'))).toHaveLength(1)
        expect(await store.head()).toBe(3n)
      })

      test('a batch that names one stream twice is a fault', async () => {
        const { writes, ...rest } = batch('one', 'thing-1')
        await expect(store.append({ ...rest, writes: [...writes, ...writes] })).rejects.toThrow(AppendFault)
        expect(await store.head()).toBe(0n)
      })
    })

    test('what has no JSON is a fault', async () => {
      for (const value of [Number.NaN, Number.POSITIVE_INFINITY]) {
        await expect(store.append(batch('one', 'thing-1', { data: { value } }))).rejects.toThrow(
          'Canonical JSON cannot carry',
        )
      }
      expect(await store.head()).toBe(0n)
    })

    test('the time of recording never goes backwards', async () => {
      await store.append(batch('one', 'thing-1'))
      now -= 60_000
      await store.append(batch('two', 'thing-1'))
      now += 120_000
      await store.append(batch('three', 'thing-1'))
      const times = (await wholeLog(store)).map(({ recordedAt }) => recordedAt.toISOString())
      expect(times).toHaveLength(3)
      expect(times).toEqual(
        subject.clock === 'server'
          ? times.toSorted()
          : ['2026-03-01T09:00:00.000Z', '2026-03-01T09:00:00.000Z', '2026-03-01T09:01:00.000Z'],
      )
    })

    readingContract(() => subject, lacks)
  })
}
