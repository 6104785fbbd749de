import { eventIdOf } from '../../src/eventsourcing/event-id.js'
import type {
  AppendBatch,
  EventStore,
  Expected,
  NewEvent,
  Recorded,
  Signal,
} from '../../src/eventsourcing/event-store.js'
import type { Json } from '../../src/eventsourcing/json.js'

/** An event of a command, by default about nothing in particular. */
export const newEvent = (commandId: string, index = 0, data: Json = { n: index }): NewEvent => ({
  id: eventIdOf(commandId, index),
  type: 'SomethingHappened',
  schema: 1,
  data,
  meta: { actor: 'a tester', commandId, correlationId: 'c-1' },
})

/** A command that writes events to one stream. */
export const batch = (
  commandId: string,
  stream: string,
  options: { expected?: Expected; events?: number; data?: Json; requestHash?: string; result?: Json } = {},
): AppendBatch => {
  const { expected = 'any', events = 1, data, requestHash = 'f'.repeat(64), result } = options
  return {
    commandId,
    requestHash,
    ...(result !== undefined && { result }),
    writes: [
      {
        stream,
        expected,
        events: Array.from({ length: events }, (_, index) =>
          newEvent(commandId, index, data ?? { n: index }),
        ),
      },
    ],
  }
}

/** Everything in a stream, in the order in which the store gives it. */
export const allOf = async (recorded: AsyncIterable<Recorded>): Promise<Recorded[]> => {
  const events: Recorded[] = []
  for await (const event of recorded) events.push(event)
  return events
}

/** The whole log, page by page. */
export const wholeLog = async (store: EventStore, max = 100): Promise<Recorded[]> => {
  const events: Recorded[] = []
  let after = 0n
  for (;;) {
    const page = await store.readAll(after, { max })
    if (page.next === after) return events
    events.push(...page.events)
    after = page.next
  }
}

/** Signals until one that fits, that one included. */
export const signalsUntil = async (
  signals: AsyncIterable<Signal>,
  last: (signal: Signal) => boolean,
): Promise<Signal[]> => {
  const seen: Signal[] = []
  for await (const signal of signals) {
    seen.push(signal)
    if (last(signal)) break
  }
  return seen
}
