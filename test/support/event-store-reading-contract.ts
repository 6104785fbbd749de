import type { EventStore, Signal } from '../../src/eventsourcing/event-store.js'
import { allOf, batch, newEvent, signalsUntil, wholeLog } from './event-store-batches.js'
import type { Lack, StoreUnderTest } from './event-store-contract.js'
import { passedOver } from './passed-over.js'

const positions = (signals: readonly Signal[]): number[] =>
  signals.flatMap((signal) => (signal.kind === 'event' ? [Number(signal.event.position)] : []))

const upTo = (last: number, first = 1): number[] =>
  Array.from({ length: last - first + 1 }, (_, n) => first + n)

const fill = async (store: EventStore, events: number, stream = 'thing-1'): Promise<void> => {
  await Promise.all(Array.from({ length: events }, (_, n) => store.append(batch(`${stream}/${n}`, stream))))
}

/** A way to open a store that it must have, unless it says that it lacks it. */
const wayOf = (subject: StoreUnderTest, way: Lack): (() => Promise<EventStore>) => {
  const open = subject[way]
  if (open === undefined) throw new Error(`Give ${way} to the contract, or say that the store lacks it`)
  return open
}

/** Takes a test that says nothing of this store, and leaves it out. */
const untested: (name: string, run: () => Promise<void>) => void = () => undefined

/** What every event store must do for its readers. */
export const readingContract = (subject: () => StoreUnderTest, lacks: readonly Lack[]): void => {
  describe('reading', () => {
    const store = (): EventStore => subject().store

    test('an empty log has nothing', async () => {
      expect(await store().head()).toBe(0n)
      expect(await store().readAll(0n, { max: 10 })).toEqual({ events: [], next: 0n })
      expect(await allOf(store().readStream('thing-1'))).toEqual([])
    })

    test('what was recorded comes back as it was given', async () => {
      const data = {
        name: 'Ysbyty Gwynedd – ‘A&E’ 🏥 \u0000\u2028',
        big: '9007199254740993',
        day: '2024-02-29',
        instant: '2026-03-29T01:30:00.000+01:00',
        small: 1e-7,
        negativeZero: 0,
        list: [1, [null, true], { ä: 'é', a: 'e\u0301' }],
        '10': 'ten',
        '9': 'nine',
      }
      await store().append({
        ...batch('c-1', 'thing-1'),
        writes: [
          { stream: 'thing-1', expected: 'none', events: [{ ...newEvent('c-1', 0, data), schema: 3 }] },
        ],
      })
      const expected = {
        ...newEvent('c-1', 0, data),
        schema: 3,
        position: 1n,
        stream: 'thing-1',
        revision: 0n,
        recordedAt:
          subject().clock === 'server' ? (expect.any(Date) as Date) : new Date('2026-03-01T09:00:00.000Z'),
      }
      expect((await store().readAll(0n, { max: 1 })).events).toEqual([expected])
      expect(await allOf(store().readStream('thing-1'))).toEqual([expected])
    })

    test('order holds where positions and revisions get another digit', async () => {
      await fill(store(), 101)
      expect((await wholeLog(store(), 7)).map(({ position }) => Number(position))).toEqual(upTo(101))
      const revisions = async (options: Parameters<EventStore['readStream']>[1]) =>
        (await allOf(store().readStream('thing-1', options))).map(({ revision }) => Number(revision))
      expect(await revisions({ from: 8n, max: 4 })).toEqual([8, 9, 10, 11])
      expect(await revisions({ from: 98n })).toEqual([98, 99, 100])
      expect(await revisions({ backwards: true, max: 3 })).toEqual([100, 99, 98])
      expect(await revisions({ backwards: true, from: 10n, max: 3 })).toEqual([10, 9, 8])
      expect(await revisions({ from: 101n })).toEqual([])
    })

    test('a stream longer than a page is read whole', async () => {
      await store().append(batch('long', 'thing-1', { events: 1_203 }))
      expect(await allOf(store().readStream('thing-1'))).toHaveLength(1_203)
    })

    test('a filtered page moves on over what it left out', async () => {
      await fill(store(), 5, 'thing-1')
      await fill(store(), 2, 'other-1')
      await fill(store(), 3, 'thing-2')
      const first = await store().readAll(0n, { categories: ['other'], max: 1 })
      expect(first.events.map(({ position }) => position)).toEqual([6n])
      const second = await store().readAll(first.next, { categories: ['other'], max: 1 })
      expect(second.events.map(({ position }) => position)).toEqual([7n])
      const third = await store().readAll(second.next, { categories: ['other'], max: 1 })
      expect(third).toEqual({ events: [], next: 10n })
      expect((await store().readAll(0n, { categories: ['other', 'thing'], max: 99 })).events).toHaveLength(10)
      expect((await store().readAll(0n, { categories: ['thi'], max: 99 })).events).toEqual([])
    })
  })

  describe('subscribing', () => {
    const store = (): EventStore => subject().store
    const subscribe = (after: bigint, categories?: readonly string[]) => {
      const controller = new AbortController()
      const signals = store().subscribe(after, {
        signal: controller.signal,
        ...(categories && { categories }),
      })
      return { controller, signals }
    }

    test.each([0n, 3n, 5n])('after position %s gives exactly the rest, then what comes', async (after) => {
      await fill(store(), 5)
      const { signals } = subscribe(after)
      const iterator = signals[Symbol.asyncIterator]()
      const seen: Signal[] = []
      while (seen.at(-1)?.kind !== 'caught-up') seen.push((await iterator.next()).value as Signal)
      expect(positions(seen)).toEqual(upTo(5, Number(after) + 1))
      const live = iterator.next()
      await fill(store(), 1, 'thing-2')
      expect(positions([(await live).value as Signal])).toEqual([6])
      await iterator.return?.()
    })

    test('a filter leaves events out and still tells how far it has seen', async () => {
      await fill(store(), 3, 'thing-1')
      await fill(store(), 1, 'other-1')
      await fill(store(), 3, 'thing-2')
      const { signals } = subscribe(0n, ['other'])
      const seen = await signalsUntil(signals, ({ kind }) => kind === 'caught-up')
      expect(positions(seen)).toEqual([4])
      expect(seen.slice(1)).toEqual([
        { kind: 'checkpoint', position: 7n },
        { kind: 'caught-up', position: 7n },
      ])
    })

    test('ends when it is aborted, asleep or not', async () => {
      await fill(store(), 3)
      const { controller, signals } = subscribe(0n)
      const seen: Signal[] = []
      for await (const signal of signals) {
        seen.push(signal)
        if (signal.kind === 'caught-up') setImmediate(() => controller.abort())
      }
      expect(positions(seen)).toEqual([1, 2, 3])
      const early = subscribe(0n)
      for await (const signal of early.signals) {
        expect(signal.kind).toBe('event')
        early.controller.abort()
      }
    })

    test('a reader who is slow misses nothing and is told that it fell behind', async () => {
      const { signals } = subscribe(0n)
      const iterator = signals[Symbol.asyncIterator]()
      expect((await iterator.next()).value).toEqual({ kind: 'caught-up', position: 0n })
      await fill(store(), 700)
      const seen: Signal[] = []
      while (seen.at(-1)?.kind !== 'caught-up') seen.push((await iterator.next()).value as Signal)
      await iterator.return?.()
      expect(seen[0]).toEqual({ kind: 'fell-behind', position: 0n })
      expect(positions(seen)).toEqual(upTo(700))
    })

    test('with 12 writers at once and commits that come late nothing is passed over', async () => {
      const { openAgain, delayCommits } = subject()
      await delayCommits?.()
      const others = openAgain === undefined ? [] : [await openAgain(), await openAgain()]
      expect(await passedOver(store(), [store(), ...others])).toEqual([])
    })
  })

  describe('lasting', () => {
    const unlessLacking = (way: Lack) => (lacks.includes(way) ? untested : test)

    unlessLacking('reopen')('a log that is opened again goes on where it ended', async () => {
      const { store } = subject()
      await fill(store, 12)
      const before = await wholeLog(store)
      await store.close()
      const again = await wayOf(subject(), 'reopen')()
      expect(await wholeLog(again)).toEqual(before)
      expect((await again.append(batch('thing-1/3', 'thing-1'))).kind).toBe('replayed')
      const next = await again.append(batch('next', 'thing-1', { expected: 11n }))
      expect(next).toEqual({ kind: 'appended', position: 13n, revisions: [12n] })
    })

    unlessLacking('restoreCopy')('a copy has the same events at the same positions', async () => {
      const { store } = subject()
      await fill(store, 12)
      const original = await wholeLog(store)
      const copy = await wayOf(subject(), 'restoreCopy')()
      expect(await wholeLog(copy)).toEqual(original)
      expect(await copy.append(batch('next', 'thing-1', { expected: 11n }))).toMatchObject({ position: 13n })
      expect(await store.head()).toBe(12n)
    })

    test('a closed store takes nothing more and ends its subscriptions', async () => {
      const { store } = subject()
      const reading = signalsUntil(store.subscribe(0n, { signal: new AbortController().signal }), () => false)
      const last = store.append(batch('last', 'thing-1'))
      await store.close()
      expect((await last).kind).toBe('appended')
      // It ends: else this waits for ever. What was recorded meanwhile it may have told, once.
      expect(positions(await reading).length).toBeLessThanOrEqual(1)
      await expect(store.append(batch('late', 'thing-1'))).rejects.toThrow('closed')
    })
  })
}
