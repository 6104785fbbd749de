import fc from 'fast-check'

import { createMemoryEventStore } from '../../src/adapters/event-store/memory.js'
import { MemoryLedger } from '../../src/adapters/event-store/memory-ledger.js'
import { memoryLogDestination, openMemoryLogSource } from '../../src/adapters/event-store/memory-transfer.js'
import type { EventStore } from '../../src/eventsourcing/event-store.js'
import {
  LogTransferFault,
  type LogEntry,
  type LogSnapshot,
  type OpenLogDestination,
} from '../../src/eventsourcing/log-transfer.js'
import { batch, newEvent, wholeLog } from './event-store-batches.js'
import { commands, entriesAfter, recorded } from './log-transfer-batches.js'

/** An empty log, and the ways to open it. Whoever opens closes. */
export interface LogUnderTest {
  readonly openStore: () => Promise<EventStore>
  readonly openSource: () => Promise<LogSnapshot>
  readonly openDestination: () => Promise<OpenLogDestination>
  readonly dispose: () => Promise<void>
}

const withClosed = async <Open extends { close(): Promise<void> }, Result>(
  opening: Promise<Open>,
  use: (open: Open) => Promise<Result>,
): Promise<Result> => {
  const open = await opening
  try {
    return await use(open)
  } finally {
    await open.close()
  }
}

/** What every store must do whose log can be moved. */
export const logTransferContract = (
  name: string,
  makeLog: () => Promise<LogUnderTest>,
  {
    runs,
    positions = 'counted',
  }: {
    readonly runs: number
    /** `own`: the store numbers its events in a way of its own. */
    readonly positions?: 'counted' | 'own'
  },
): void => {
  describe(`${name}: moving a log`, () => {
    /** What must come back. */
    const kept = (entries: readonly LogEntry[]): unknown =>
      positions === 'counted' ? entries : entries.map(({ batch, recordedAt }) => ({ batch, recordedAt }))

    const receive = (log: LogUnderTest, entries: readonly LogEntry[]): Promise<number> =>
      withClosed(log.openDestination(), (destination) => destination.receive(entries))

    const withLog = async (use: (log: LogUnderTest) => Promise<void>): Promise<void> => {
      const log = await makeLog()
      try {
        await use(log)
      } finally {
        await log.dispose()
      }
    }

    /** Two commands on one stream, one that recorded nothing between them. */
    const few = async (): Promise<LogEntry[]> => {
      const ledger = new MemoryLedger()
      const store = createMemoryEventStore({ clock: () => new Date('2020-01-02T03:04:05.678Z'), ledger })
      await store.append(batch('first', 'thing-1', { events: 2, result: { made: 'thing-1' } }))
      await store.append({ ...batch('nothing', 'thing-1', { result: 'seen' }), writes: [] })
      await store.append(batch('second', 'thing-1'))
      return entriesAfter(openMemoryLogSource(ledger))
    }

    test('any log comes back as it went in: order, ids, metadata, times, command records and every hash', async () => {
      await fc.assert(
        fc.asyncProperty(commands, async (log) => {
          const original = await recorded(log)
          const entries = await entriesAfter(openMemoryLogSource(original))
          await withLog(async (subject) => {
            expect(await receive(subject, entries)).toBe(entries.length)
            await withClosed(subject.openSource(), async (source) => {
              expect(kept(await entriesAfter(source))).toEqual(kept(entries))
              const back = new MemoryLedger()
              await memoryLogDestination(back).receive(await entriesAfter(source))
              expect(back.head).toEqual(original.head)
              const { position, chain, commands: count, commandChain } = original.head
              const end = await source.end()
              if (end !== null)
                expect(end).toEqual({ events: position, chain, commands: count, commandChain })
            })
          })
        }),
        { numRuns: runs },
      )
    }, 120_000)

    test('entries after a position are those of later commands, also of those that recorded nothing', () =>
      withLog(async (log) => {
        const entries = await few()
        await receive(log, entries)
        await withClosed(log.openSource(), async (source) => {
          const ids = async (after: bigint) =>
            (await entriesAfter(source, after)).map(({ batch: { commandId } }) => commandId)
          const [first, , second] = await entriesAfter(source)
          expect(await ids(0n)).toEqual(['first', 'nothing', 'second'])
          expect(await ids(first?.position ?? 0n)).toEqual(['nothing', 'second'])
          expect(await ids(second?.position ?? 0n)).toEqual([])
        })
      }))

    test('what was recorded after the opening is not given out', () =>
      withLog(async (log) => {
        await receive(log, (await few()).slice(0, 1))
        await withClosed(log.openSource(), async (source) => {
          await withClosed(log.openStore(), (store) => store.append(batch('later', 'thing-2')))
          expect(await entriesAfter(source)).toHaveLength(1)
        })
        await withClosed(log.openSource(), async (source) =>
          expect(await entriesAfter(source)).toHaveLength(2),
        )
      }))

    test('idempotency keys hold in the new store', () =>
      withLog(async (log) => {
        await receive(log, await few())
        await withClosed(log.openStore(), async (store) => {
          const again = batch('first', 'thing-1', { events: 2, result: { made: 'other' } })
          expect(await store.append(again)).toMatchObject({
            kind: 'replayed',
            command: { result: { made: 'thing-1' } },
          })
          const nothing = { ...batch('nothing', 'thing-1'), writes: [] }
          expect(await store.append(nothing)).toMatchObject({ kind: 'replayed', command: { result: 'seen' } })
          const other = batch('second', 'thing-1', { requestHash: 'e'.repeat(64) })
          expect((await store.append(other)).kind).toBe('command-reused')
          expect((await store.append(batch('third', 'thing-1', { expected: 2n }))).kind).toBe('appended')
          expect((await wholeLog(store)).map(({ revision }) => revision)).toEqual([0n, 1n, 2n, 3n])
        })
      }))

    test('entries that are there already are passed over, the rest is recorded', () =>
      withLog(async (log) => {
        const entries = await few()
        expect(await receive(log, entries.slice(0, 2))).toBe(2)
        expect(await receive(log, entries)).toBe(1)
        expect(await receive(log, [...entries, ...entries])).toBe(0)
        await withClosed(log.openSource(), async (source) =>
          expect(kept(await entriesAfter(source))).toEqual(kept(entries)),
        )
      }))

    const changed = (entry: LogEntry | undefined, change: object): LogEntry => {
      if (entry === undefined) throw new Error('The entry is missing')
      return { ...entry, batch: { ...entry.batch, ...change } }
    }

    test.each<[string, (entries: readonly LogEntry[]) => readonly LogEntry[], RegExp]>([
      [
        'a stream that does not begin here',
        ([, , second]) => [changed(second, {})],
        /Command second.*stream thing-1 after revision 1.*does not exist here/,
      ],
      [
        'a stream that has gone on otherwise',
        ([first]) => [
          changed(first, {}),
          changed(first, { commandId: 'rival', writes: [] }),
          changed(first, { ...batch('other', 'thing-1', { expected: 'none' }) }),
        ],
        /Command other.*stream thing-1 as a new one.*ends at revision 1 here/,
      ],
      [
        'the same command with another request',
        ([first]) => [changed(first, {}), changed(first, { requestHash: 'e'.repeat(64) })],
        /Command first.*another request/,
      ],
      [
        'the same command with another result',
        ([first]) => [changed(first, {}), changed(first, { result: { made: 'thing-2' } })],
        /Command first.*another result/,
      ],
      [
        'the same command with other events',
        ([first]) => [
          changed(first, {}),
          changed(first, {
            writes: [
              {
                stream: 'thing-1',
                expected: 'none',
                events: [newEvent('first', 0, { n: 'altered' }), newEvent('first', 1)],
              },
            ],
          }),
        ],
        /Command first.*without its event/,
      ],
      [
        'an event id that is not that of its command',
        ([first]) => [
          changed(first, {
            writes: [{ stream: 'thing-1', expected: 'none', events: [newEvent('another', 0)] }],
          }),
        ],
        /Command first.*cannot be recorded/,
      ],
    ])(
      '%s is refused with command and remedy, and nothing of its group is recorded',
      (_what, make, message) =>
        withLog(async (log) => {
          const fault = await receive(log, make(await few())).then(
            () => null,
            (error: unknown) => error,
          )
          expect(fault).toBeInstanceOf(LogTransferFault)
          expect(String(fault)).toMatch(message)
          expect(String(fault)).toMatch(/move into an empty store/)
          await withClosed(log.openSource(), async (source) => expect(await entriesAfter(source)).toEqual([]))
        }),
    )
  })
}
