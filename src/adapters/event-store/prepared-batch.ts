import { canonicalJson } from '../../eventsourcing/canonical-json.js'
import { eventIdOf } from '../../eventsourcing/event-id.js'
import type { AppendBatch, Expected, Meta, NewEvent } from '../../eventsourcing/event-store.js'
import { payloadHash, type Sha256 } from '../../eventsourcing/hash-chain.js'
import type { Json } from '../../eventsourcing/json.js'

/** A batch that no store may record: a fault of the code that made it. Nothing of it was recorded. */
export class AppendFault extends Error {
  override readonly name = 'AppendFault'
}

export interface PreparedEvent {
  readonly id: string
  /** Cannot occur twice, because it is derived from a command id, and those are unique. */
  readonly derived: boolean
  readonly type: string
  readonly schema: number
  /** Canonical text, as it is stored. */
  readonly data: string
  readonly meta: string
  readonly payloadHash: Sha256
}

export interface PreparedWrite {
  readonly stream: string
  readonly expected: Expected
  readonly events: readonly PreparedEvent[]
}

/** A batch checked, and turned into the texts that are stored, before it waits for its turn. */
export interface PreparedBatch {
  readonly commandId: string
  readonly requestHash: string
  readonly result: string
  readonly writes: readonly PreparedWrite[]
  readonly checks: readonly { readonly stream: string; readonly expected: Expected }[]
}

const LONGEST_NAME = 500
/** Control characters, and halves of surrogate pairs, which cannot be stored. */
const UNFIT = /[\u0000-\u001f\u007f\p{Surrogate}]/u

const PLAIN = /^[\x20-\x7e]+$/

/** Whether anything in a store can have this name: what cannot need not be looked for, and may not be. */
export const isName = (name: string): boolean =>
  name.length <= LONGEST_NAME && (PLAIN.test(name) || (name !== '' && !UNFIT.test(name)))

const named = (what: string, name: string): void => {
  if (isName(name)) return
  throw new AppendFault(
    `${what} ${JSON.stringify(name.slice(0, 80))} must have 1 to ${String(LONGEST_NAME)} characters, none of them control characters`,
  )
}

/** Where a UUID tells its version. Derived ids are of version 5, all others must not be. */
const VERSION_AT = 14

/** Whether an event id is one that is derived from the id of a command. */
export const isDerived = (id: string): boolean => id.charAt(VERSION_AT) === '5'

/** The text of what is said beside an event. All events of a command share it, so it is written once. */
const metaTexts = (): ((meta: Meta) => string) => {
  let last: Meta | undefined
  let text = ''
  return (meta) => {
    if (meta !== last) {
      text = canonicalJson({ ...meta })
      refuseDepth('The metadata of an event', text)
    }
    last = meta
    return text
  }
}

const prepareEvent = (
  { id, type, schema, data: said }: NewEvent,
  meta: string,
  commandId: string,
  index: number,
): PreparedEvent => {
  const derived = isDerived(id)
  if (derived && id !== eventIdOf(commandId, index)) {
    throw new AppendFault(
      `Event id ${id} is a UUIDv5 but not that of event ${String(index)} of command ${commandId}; use eventIdOf, or a UUID of another version`,
    )
  }
  if (!derived) named('Event id', id)
  named('Event type', type)
  if (!Number.isSafeInteger(schema) || schema < 1) {
    throw new AppendFault(`Event ${type} has schema ${String(schema)}; versions count from 1`)
  }
  const data = canonicalJson(said)
  return {
    id,
    derived,
    type,
    schema,
    data,
    meta,
    payloadHash: payloadHash(data, meta),
  }
}

/** SQLite's own functions, which find the end of a log, take JSON that is nested a thousand times. */
const DEEPEST = 500

/** Character by character: a pattern runs out of stack on long texts. */
const isTooDeep = (json: string): boolean => {
  let depth = 0
  let isText = false
  for (let at = 0; at < json.length && depth <= DEEPEST; at += 1) {
    const character = json[at]
    if (character === '"') isText = !isText
    else if (isText) at += character === '\\' ? 1 : 0
    else if (character === '[' || character === '{') depth += 1
    else if (character === ']' || character === '}') depth -= 1
  }
  return depth > DEEPEST
}

const refuseDepth = (what: string, json: string): void => {
  // What is shorter cannot be nested so often; nearly everything is.
  if (json.length < 2 * DEEPEST || !isTooDeep(json)) return
  throw new AppendFault(`${what} is nested more than ${String(DEEPEST)} times; make it flatter`)
}

const refuseRepeats = (what: string, names: readonly string[]): void => {
  const repeated = names.find((name, index) => names.indexOf(name) !== index)
  if (repeated !== undefined) throw new AppendFault(`A batch names ${what} ${repeated} twice`)
}

/**
 * Checks a batch and writes out its texts.
 *
 * @throws AppendFault when a stream is written twice, a write is empty, an event id stands twice, metadata or the result
 * are nested too often, or a name, that of a checked stream included, cannot be stored; CanonicalJsonFault when data, meta or result has no canonical JSON
 */
export const prepareBatch = (batch: AppendBatch): PreparedBatch => {
  named('Command id', batch.commandId)
  named('Request hash', batch.requestHash)
  let index = 0
  const metaText = metaTexts()
  const prepared = (event: NewEvent): PreparedEvent =>
    prepareEvent(event, metaText(event.meta), batch.commandId, index++)
  const writes = batch.writes.map(({ stream, expected, events }): PreparedWrite => {
    named('Stream', stream)
    if (events.length === 0) throw new AppendFault(`Nothing to write to ${stream}; use a check instead`)
    return { stream, expected, events: events.map(prepared) }
  })
  const checks = batch.checks ?? []
  for (const { stream } of checks) named('Stream', stream)
  if (writes.length > 1) refuseRepeats('stream', writes.map(({ stream }) => stream)) // prettier-ignore
  if (index > 1) {
    const foreign = writes.flatMap(({ events }) => events.filter(({ derived }) => !derived))
    refuseRepeats('event', foreign.map(({ id }) => id)) // prettier-ignore
  }
  const nothing: Json = null
  const result = canonicalJson(batch.result ?? nothing)
  refuseDepth('The result of a command', result)
  return {
    commandId: batch.commandId,
    requestHash: batch.requestHash,
    result,
    writes,
    checks,
  }
}
