import { canonicalJson, quoted } from '../../eventsourcing/canonical-json.js'
import type { Content, Meta, Recorded } from '../../eventsourcing/event-store.js'
import type { Sha256 } from '../../eventsourcing/hash-chain.js'
import type { Json } from '../../eventsourcing/json.js'
import type { FoundEvent } from '../../eventsourcing/log-verification.js'
import type { StoredCommand } from './ledger.js'

/**
 * What no query looks for stands in two texts, because each column of a row costs a durable command as much as a tenth
 * of its hashes. Both are canonical JSON, so that their bytes say nothing but what was recorded.
 */
export interface EventTexts {
  /** What the event says: `Content`. */
  readonly content: string
  /** `EventRecord`. */
  readonly record: string
}

/** What is recorded beside an event. */
export interface EventRecord {
  readonly chain: Sha256
  readonly id: string
  readonly meta: Meta
  readonly payloadHash: Sha256
  /** In milliseconds since 1970. */
  readonly recordedAt: number
  readonly streamPrevious: Sha256
  /** Of the command whose last event it is. */
  readonly check?: Sha256
  readonly requestHash?: string
  readonly result?: Json
}

/** Members in the order of canonical JSON; data, metadata and result are canonical texts already. */
export const contentText = ({ data, schema, type }: FoundEvent): string =>
  `{"data":${data},"schema":${schema},"type":${quoted(type)}}`

/** What is recorded of a command beside its last event. */
export type CommandParts = Pick<StoredCommand, 'check' | 'requestHash' | 'result'>

/** @param command the one whose last event it is */
export const recordText = (event: FoundEvent, command: CommandParts | null): string => {
  const { chain, id, meta, payloadHash, recordedAt, streamPrevious } = event
  const check = command === null ? '' : `"check":"${command.check}",`
  const request =
    command === null ? '' : `"requestHash":${quoted(command.requestHash)},"result":${command.result},`
  return (
    `{"chain":"${chain}",${check}"id":${quoted(id)},"meta":${meta},"payloadHash":"${payloadHash}",` +
    `"recordedAt":${recordedAt},${request}"streamPrevious":"${streamPrevious}"}`
  )
}

/** The chain hash of a row, in SQL: it comes first, and a long record need not be read through to find it. */
export const CHAIN = `substr(record, ${String('{"chain":"'.length + 1)}, 64)`

/** @throws SyntaxError when the text is damaged */
export const parseContent = (text: string): Content => JSON.parse(text) as Content

/** @throws SyntaxError when the text is damaged */
export const parseRecord = (text: string): EventRecord => JSON.parse(text) as EventRecord

/** An event as it is read. */
export interface EventRow extends EventTexts {
  readonly position: number
  readonly stream: string
  readonly revision: number
}

/** Columns of `EventRow`. */
export const EVENT_ROW =
  'e.position, s.name AS stream, e.revision, e.content, e.record FROM event e JOIN stream s ON s.id = e.stream_id'

export const toRecorded = ({ position, stream, revision, content, record }: EventRow): Recorded => {
  const { type, schema, data } = parseContent(content)
  const { id, meta, recordedAt } = parseRecord(record)
  return {
    id,
    type,
    schema,
    data,
    meta,
    position: BigInt(position),
    stream,
    revision: BigInt(revision),
    recordedAt: new Date(recordedAt),
  }
}

/**
 * The same as it stands in the log, with the texts that its hash is of.
 *
 * @throws SyntaxError or CanonicalJsonFault when its texts are damaged
 */
export const toFoundEvent = ({ position, stream, revision, content, record }: EventRow): FoundEvent => {
  const { type, schema, data } = parseContent(content)
  const { id, meta, recordedAt, payloadHash, streamPrevious, chain } = parseRecord(record)
  return {
    position,
    stream,
    revision,
    id,
    type,
    schema,
    recordedAt,
    data: canonicalJson(data),
    meta: canonicalJson({ ...meta }),
    payloadHash,
    streamPrevious,
    chain,
  }
}

/** What a record says of the command whose last event it is; null when it says nothing. */
export const commandParts = ({ check, requestHash, result }: EventRecord): CommandParts | null =>
  check === undefined || requestHash === undefined || result === undefined
    ? null
    : { check, requestHash, result: canonicalJson(result) }

/** A row that holds the record of a command. */
export interface CommandRow {
  readonly position: number
  readonly command: string
  readonly sequence: number
  readonly record: string
}

/** Columns of `CommandRow`. */
export const COMMAND_ROW = 'position, command, sequence, record FROM event'

export const toStoredCommand = ({ position, command, sequence, record }: CommandRow): StoredCommand => {
  const parts = commandParts(parseRecord(record))
  if (parts === null) throw new Error(`The record of command ${command} is damaged; run \`waymark verify\``)
  return { sequence, id: command, position, ...parts }
}
