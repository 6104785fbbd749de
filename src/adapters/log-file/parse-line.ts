import { z } from 'zod'

import type { Meta, NewEvent, StreamWrite } from '../../eventsourcing/event-store.js'
import type { Json } from '../../eventsourcing/json.js'
import type { LogEntry } from '../../eventsourcing/log-transfer.js'
import { engines, VERSION, type Engine } from './log-text.js'

/** Loosely: each line is written anew from what was read, and must come out as it stands in the file. */
const event = z.object({
  position: z.number(),
  stream: z.string(),
  revision: z.number(),
  id: z.string(),
  type: z.string(),
  schema: z.number(),
  data: z.custom<Json>(),
  meta: z.custom<Meta>(),
  payloadHash: z.string(),
  streamPrevious: z.string(),
  chain: z.string(),
})

const command = z.object({
  sequence: z.number(),
  command: z.string(),
  requestHash: z.string(),
  result: z.custom<Json>(),
  recordedAt: z.number().nullable(),
  events: z.array(event),
  position: z.int(),
  origin: z
    .string()
    .regex(/^\d{1,40}$/)
    .optional(),
  check: z.string(),
})

const end = z.object({ end: z.object({ events: z.number(), commands: z.number(), chain: z.string() }) })

const header = z.object({ waymark: z.literal('events'), version: z.number(), engine: z.string() })

export type CommandLine = z.infer<typeof command>
type EventLine = z.infer<typeof event>

/** What a line is. */
export type Line =
  | { readonly kind: 'command'; readonly command: CommandLine }
  | { readonly kind: 'end' }
  | { readonly kind: 'no-json' }
  | { readonly kind: 'other' }

const json = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export const parseLine = (text: string): Line => {
  const value = json(text)
  if (value === undefined) return { kind: 'no-json' }
  const parsed = command.safeParse(value)
  if (parsed.success) return { kind: 'command', command: parsed.data }
  return end.safeParse(value).success ? { kind: 'end' } : { kind: 'other' }
}

/** The engine that the first line names, or why it is not the first line of an export that this release reads. */
export const parseHeader = (
  text: string | undefined,
): { readonly engine: Engine } | { readonly fault: string } => {
  const parsed = header.safeParse(text === undefined ? undefined : json(text))
  if (!parsed.success)
    return { fault: 'it is not the first line of a file that `waymark events export` wrote' }
  const { version } = parsed.data
  if (version !== VERSION) {
    return {
      fault: `the file has version ${version}, this release reads version ${VERSION}; use a release that reads it`,
    }
  }
  const engine = engines.find((one) => one === parsed.data.engine)
  return engine === undefined ? { fault: `there is no engine ${parsed.data.engine}` } : { engine }
}

const toNewEvent = ({ id, type, schema, data, meta }: EventLine): NewEvent => ({
  id,
  type,
  schema,
  data,
  meta,
})

const writesOf = (events: readonly EventLine[]): readonly StreamWrite[] => {
  const writes = new Map<string, { revision: number; events: NewEvent[] }>()
  for (const one of events) {
    const write = writes.get(one.stream) ?? { revision: one.revision, events: [] }
    write.events.push(toNewEvent(one))
    writes.set(one.stream, write)
  }
  return [...writes].map(([stream, write]) => ({
    stream,
    expected:
      Number.isSafeInteger(write.revision) && write.revision > 0 ? BigInt(write.revision - 1) : 'none',
    events: write.events,
  }))
}

/** The entry that a line stands for. */
export const toLogEntry = (line: CommandLine): LogEntry => ({
  batch: {
    commandId: line.command,
    requestHash: line.requestHash,
    result: line.result,
    writes: writesOf(line.events),
  },
  recordedAt: line.recordedAt === null ? null : new Date(line.recordedAt),
  position: BigInt(line.origin ?? line.position),
})
