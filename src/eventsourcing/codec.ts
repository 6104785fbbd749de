import type { DomainEvent } from './decider.js'
import type { Content, Recorded, Revision } from './event-store.js'
import type { Json } from './json.js'
import type { Projected } from './projection.js'
import { upcast, type Upcaster } from './upcasting.js'

/** Checks data against a shape and leaves out what the shape does not know. A Zod schema is one. */
export interface Shape {
  parse(data: unknown): unknown
}

/** How one type of event is stored. */
export interface EventEntry {
  /** Category of the streams in which it stands. */
  readonly category: string
  /** Newest version of its shape, from 1. */
  readonly schema: number
  readonly shape: Shape
  /** One per older version: index 0 leads from version 1 to version 2. */
  readonly upcasters: readonly Upcaster[]
}

/** Every type of event that the store may hold, by its stored name. */
export type EventCatalogue = Readonly<Record<string, EventEntry>>

/** An event ready to be stored. */
export interface Encoded<Event extends DomainEvent> {
  /** As a later read will give it: unknown and absent fields are gone. */
  readonly event: Event
  readonly schema: number
  readonly data: Json
}

/** An event that cannot be stored or read by this release. A fault: ours, not the user's. */
export class CodecFault extends Error {
  override readonly name = 'CodecFault'
}

export interface Codec {
  /** Checks an event against its newest shape. Throws CodecFault naming type and reason. */
  encode<Event extends DomainEvent>(event: Event): Encoded<Event>
  /** Brings a stored event to its newest shape. Throws CodecFault naming stream, position and type. */
  decode(recorded: Recorded): Projected
  /** The same for what an event says alone; `place` is for the fault. */
  decodeContent(
    content: Content,
    place: { readonly stream: string; readonly revision: Revision },
  ): DomainEvent
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

/** What a shape gives has no inherited members, so `for in` meets its own: no list is made of them for each event. */
const hasUndefined = (value: unknown): boolean => {
  if (!isObject(value)) return false
  for (const name in value) {
    const member = value[name]
    if (member === undefined || (typeof member === 'object' && hasUndefined(member))) return true
  }
  return false
}

const withoutUndefined = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutUndefined)
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .map(([key, member]) => [key, withoutUndefined(member)]),
  )
}

const reason = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** Makes the codec of a catalogue. Refuses a catalogue with a step missing between two versions. */
export const createCodec = (catalogue: EventCatalogue): Codec => {
  const entries = new Map(Object.entries(catalogue))
  for (const [type, { schema, upcasters }] of entries) {
    if (upcasters.length !== schema - 1) {
      throw new CodecFault(
        `${type} is at schema ${String(schema)} and has ${String(upcasters.length)} upcasters; ` +
          `give one for each older version`,
      )
    }
  }

  const encode = <Event extends DomainEvent>(event: Event): Encoded<Event> => {
    const entry = entries.get(event.type)
    if (entry === undefined) throw new CodecFault(`Event type ${event.type} is not in the catalogue`)
    try {
      const parsed = entry.shape.parse(event.data)
      const data = hasUndefined(parsed) ? withoutUndefined(parsed) : parsed
      return { event: { ...event, data }, schema: entry.schema, data: data as Json }
    } catch (error) {
      throw new CodecFault(`Event ${event.type} does not fit its shape: ${reason(error)}`, { cause: error })
    }
  }

  const dataOf = ({ type, schema, data }: Content): object => {
    const entry = entries.get(type)
    if (entry === undefined) throw new CodecFault('its type is unknown to this release')
    const newest = schema === entry.schema ? data : upcast(entry.upcasters, schema, data)
    return entry.shape.parse(newest) as object
  }

  const unreadable = ({ type, schema }: Content, where: string, error: unknown): CodecFault =>
    new CodecFault(`Cannot read event ${type} (schema ${String(schema)}) at ${where}: ${reason(error)}`, {
      cause: error,
    })

  const decode = (recorded: Recorded): Projected => {
    const { position, stream, type, id, revision, recordedAt, meta } = recorded
    try {
      return { type, data: dataOf(recorded), id, position, stream, revision, recordedAt, meta }
    } catch (error) {
      throw unreadable(recorded, `position ${String(position)} of stream ${stream}`, error)
    }
  }

  const decodeContent: Codec['decodeContent'] = (content, { stream, revision }) => {
    try {
      return { type: content.type, data: dataOf(content) }
    } catch (error) {
      throw unreadable(content, `revision ${String(revision)} of stream ${stream}`, error)
    }
  }

  return { encode, decode, decodeContent }
}
