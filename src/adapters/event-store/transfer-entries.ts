import type { Meta, NewEvent, StreamWrite } from '../../eventsourcing/event-store.js'
import type { Json } from '../../eventsourcing/json.js'
import { LogTransferFault, type LogEntry } from '../../eventsourcing/log-transfer.js'

/** An event as it is stored: texts as they are, time in milliseconds since 1970. */
export interface StoredEventRow {
  readonly position: number
  readonly stream: string
  readonly revision: number
  readonly id: string
  readonly type: string
  readonly schema: number
  readonly recordedAt: number
  readonly data: string
  readonly meta: string
}

/** A command record as it is stored. */
export interface StoredCommandRow {
  readonly id: string
  readonly requestHash: string
  readonly result: string
  readonly position: number
}

/** Rows in their order, some at a time. */
export type Pages<Row> = Iterable<readonly Row[]> | AsyncIterable<readonly Row[]>

const parse = (text: string, what: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    throw new LogTransferFault(`${what} cannot be read. Run \`waymark verify\`, and move from a good copy.`)
  }
}

const toNewEvent = ({ position, id, type, schema, data, meta }: StoredEventRow): NewEvent => ({
  id,
  type,
  schema,
  data: parse(data, `The data of event ${position}`) as Json,
  meta: parse(meta, `The metadata of event ${position}`) as Meta,
})

/** What a command wrote, stream by stream, in the order in which it did. */
const writesOf = (events: readonly StoredEventRow[]): readonly StreamWrite[] => {
  const writes = new Map<string, { first: number; events: NewEvent[] }>()
  for (const event of events) {
    const write = writes.get(event.stream) ?? { first: event.revision, events: [] }
    write.events.push(toNewEvent(event))
    writes.set(event.stream, write)
  }
  return [...writes].map(([stream, write]) => ({
    stream,
    expected: write.first === 0 ? 'none' : BigInt(write.first - 1),
    events: write.events,
  }))
}

const toLogEntry = (command: StoredCommandRow, events: readonly StoredEventRow[]): LogEntry => {
  const last = events.at(-1)
  return {
    batch: {
      commandId: command.id,
      requestHash: command.requestHash,
      result: parse(command.result, `The result of command ${command.id}`) as Json,
      writes: writesOf(events),
    },
    recordedAt: last === undefined ? null : new Date(last.recordedAt),
    position: BigInt(command.position),
  }
}

/** Hands out rows up to a position, again and again. */
const takeUpTo = (pages: Pages<StoredEventRow>): ((position: number) => Promise<StoredEventRow[]>) => {
  const source = Symbol.asyncIterator in pages ? pages[Symbol.asyncIterator]() : pages[Symbol.iterator]()
  let page: readonly StoredEventRow[] = []
  let next = 0
  return async (position) => {
    const taken: StoredEventRow[] = []
    for (;;) {
      const event = page[next]
      if (event !== undefined) {
        if (event.position > position) return taken
        taken.push(event)
        next += 1
        continue
      }
      const more = await source.next()
      if (more.done === true) return taken
      page = more.value
      next = 0
    }
  }
}

/** Puts command records, in the order of their sequence, and events, in that of their positions, together. */
export const entriesOf = async function* (
  commands: Pages<StoredCommandRow>,
  events: Pages<StoredEventRow>,
): AsyncGenerator<LogEntry> {
  const eventsUpTo = takeUpTo(events)
  for await (const page of commands) {
    for (const command of page) yield toLogEntry(command, await eventsUpTo(command.position))
  }
}
