import type { Meta, NewEvent, StreamWrite } from '../../eventsourcing/event-store.js'
import type { Json } from '../../eventsourcing/json.js'
import { LogTransferFault, type LogEntry } from '../../eventsourcing/log-transfer.js'

/** An event of a row: time in milliseconds since 1970. */
export interface EventOfRow {
  readonly position: number
  readonly stream: string
  readonly revision: number
  readonly id: string
  readonly type: string
  readonly schema: number
  readonly recordedAt: number
  readonly data: Json
  readonly meta: Meta
}

/** A command record of a row. */
export interface CommandOfRow {
  readonly id: string
  readonly requestHash: string
  readonly result: Json
  readonly position: number
}

/** The same where a row holds texts. */
export type StoredEventRow = Omit<EventOfRow, 'data' | 'meta'> & Record<'data' | 'meta', string>
export type StoredCommandRow = Omit<CommandOfRow, 'result'> & Record<'result', string>

/** Rows in their order, some at a time. */
export type Pages<Row> = Iterable<readonly Row[]> | AsyncIterable<readonly Row[]>

const parse = (text: string, what: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    throw new LogTransferFault(`${what} cannot be read. Run \`waymark verify\`, and move from a good copy.`)
  }
}

/** @throws LogTransferFault when a text is damaged */
export const eventOfRow = ({ data, meta, ...row }: StoredEventRow): EventOfRow => ({
  ...row,
  data: parse(data, `The data of event ${row.position}`) as Json,
  meta: parse(meta, `The metadata of event ${row.position}`) as Meta,
})

/** @throws LogTransferFault when the text is damaged */
export const commandOfRow = ({ result, ...row }: StoredCommandRow): CommandOfRow => ({
  ...row,
  result: parse(result, `The result of command ${row.id}`) as Json,
})

const toNewEvent = ({ id, type, schema, data, meta }: EventOfRow): NewEvent => ({
  id,
  type,
  schema,
  data,
  meta,
})

/** What a command wrote, stream by stream, in the order in which it did. */
const writesOf = (events: readonly EventOfRow[]): readonly StreamWrite[] => {
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

const toLogEntry = (command: CommandOfRow, events: readonly EventOfRow[]): LogEntry => {
  const last = events.at(-1)
  return {
    batch: {
      commandId: command.id,
      requestHash: command.requestHash,
      result: command.result,
      writes: writesOf(events),
    },
    recordedAt: last === undefined ? null : new Date(last.recordedAt),
    position: BigInt(command.position),
  }
}

/** Hands out rows up to a position, again and again. */
const takeUpTo = (pages: Pages<EventOfRow>): ((position: number) => Promise<EventOfRow[]>) => {
  const source = Symbol.asyncIterator in pages ? pages[Symbol.asyncIterator]() : pages[Symbol.iterator]()
  let page: readonly EventOfRow[] = []
  let next = 0
  return async (position) => {
    const taken: EventOfRow[] = []
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
  commands: Pages<CommandOfRow>,
  events: Pages<EventOfRow>,
): AsyncGenerator<LogEntry> {
  const eventsUpTo = takeUpTo(events)
  for await (const page of commands) {
    for (const command of page) yield toLogEntry(command, await eventsUpTo(command.position))
  }
}
