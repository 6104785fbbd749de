import fc from 'fast-check'

import { createMemoryEventStore } from '../../src/adapters/event-store/memory.js'
import { MemoryLedger } from '../../src/adapters/event-store/memory-ledger.js'
import { eventIdOf } from '../../src/eventsourcing/event-id.js'
import type { AppendBatch, Expected } from '../../src/eventsourcing/event-store.js'
import type { Json } from '../../src/eventsourcing/json.js'
import type { LogEntry, LogSource } from '../../src/eventsourcing/log-transfer.js'
import type { Position } from '../../src/eventsourcing/event-store.js'

const whatever: Expected = 'any'

/** Texts that stores have stumbled over. */
const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom(
    "it's; DROP TABLE event; --",
    'Ärzte 𝒳 👩‍⚕️ \u2028\u2029 \u0000 \ufeff',
    '9007199254740993',
    '2024-02-29T23:59:59.999Z',
    '__proto__',
  ),
)

const json: fc.Arbitrary<Json> = fc.oneof(
  text,
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer(),
  fc.constantFrom<Json>(null, true, Number.MAX_SAFE_INTEGER, 5e-324, -1.5e300, [], {}),
  fc.dictionary(text, fc.oneof(text, fc.integer(), fc.array(text, { maxLength: 3 })), { maxKeys: 4 }),
)

/** One command: to which streams it writes how many events, what they carry, how far the clock went before it. */
const command = fc.record({
  writes: fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 1, max: 3 })), {
    selector: ([stream]) => stream,
    maxLength: 3,
  }),
  data: json,
  result: fc.option(json, { nil: undefined }),
  foreign: fc.boolean(),
  passed: fc.integer({ min: -5, max: 90_000 }),
})
type Command = typeof command extends fc.Arbitrary<infer Value> ? Value : never

/** Logs of commands on several streams at once, on one, and on none. */
export const commands: fc.Arbitrary<readonly Command[]> = fc.array(command, { maxLength: 25 })

const foreignId = (number: number, index: number): string =>
  `00000000-0000-4000-8000-${String(number * 100 + index).padStart(12, '0')}`

const batchOf = ({ writes, data, result, foreign }: Command, number: number): AppendBatch => {
  const commandId = `Befehl ${number} "ä'👍`
  let index = 0
  return {
    commandId,
    requestHash: String(number).padStart(64, '0'),
    ...(result !== undefined && { result }),
    writes: writes.map(([stream, events]) => ({
      stream: `thing-${stream}'ß`,
      expected: whatever,
      events: Array.from({ length: events }, () => {
        const id = foreign ? foreignId(number, index) : eventIdOf(commandId, index)
        index += 1
        return {
          id,
          type: `Things${events}Happened`,
          schema: 1 + (number % 3),
          data: { n: index, data },
          meta: { actor: `Zoë ${number}`, commandId, correlationId: 'c', traceparent: `00-${number}` },
        }
      }),
    })),
  }
}

/** A log in memory into which these commands were recorded. */
export const recorded = async (log: readonly Command[]): Promise<MemoryLedger> => {
  const ledger = new MemoryLedger()
  let now = Date.parse('2026-03-01T09:00:00.000Z')
  const store = createMemoryEventStore({ clock: () => new Date(now), ledger })
  for (const [number, one] of log.entries()) {
    now += one.passed
    await store.append(batchOf(one, number))
  }
  await store.close()
  return ledger
}

/** Everything that a log gives out after a position. */
export const entriesAfter = async (log: LogSource, after: Position = 0n): Promise<LogEntry[]> => {
  const entries: LogEntry[] = []
  for await (const entry of log.entries(after)) entries.push(entry)
  return entries
}
