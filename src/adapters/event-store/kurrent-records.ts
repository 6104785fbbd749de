import { jsonEvent, type EventData, type ResolvedEvent } from '@kurrent/kurrentdb-client'

import { canonicalJson } from '../../eventsourcing/canonical-json.js'
import type { Meta, Position, Recorded } from '../../eventsourcing/event-store.js'
import { streamHash, type Sha256 } from '../../eventsourcing/hash-chain.js'
import type { Json } from '../../eventsourcing/json.js'
import { asWritten } from './kurrent-json.js'
import { KurrentFault } from './kurrent-fault.js'
import type { KurrentNames } from './kurrent-names.js'
import type { PreparedEvent } from './prepared-batch.js'

/** Metadata of an event on the server. Appends to several streams take texts only, so all of them are texts. */
interface StoredMetadata {
  readonly schema: string
  /** Canonical JSON of the metadata as Waymark knows it. */
  readonly meta: string
  readonly payloadHash: Sha256
  readonly streamPrevious: Sha256
  /** When the event was recorded first; only of events that came from another store. */
  readonly recordedAt?: string
}

/** An event as the server has it. */
export interface KurrentRecord {
  readonly recorded: Recorded
  readonly payloadHash: Sha256
  readonly streamPrevious: Sha256
  /** Metadata as it is stored. */
  readonly meta: string
}

/** Where a stream ends, and the hash on which its next event builds. */
export interface KurrentEnd {
  readonly revision: bigint
  readonly hash: Sha256
}

export type ServerRecord = NonNullable<ResolvedEvent['event']>

/**
 * Where an event stands in the log of the server, as one number. A transaction has one commit position for all of its
 * events, so it is the place of the event itself: no two events share it, and it grows in the order of `$all`.
 */
export const positionOf = ({ position, streamId, revision }: ServerRecord): Position => {
  if (position !== undefined) return position.prepare
  throw new KurrentFault(`The server gave no position with event ${revision} of ${streamId}; it is too old`)
}

const isStoredMetadata = (value: unknown): value is StoredMetadata =>
  typeof value === 'object' &&
  value !== null &&
  ['schema', 'meta', 'payloadHash', 'streamPrevious'].every(
    (key) => typeof (value as Readonly<Record<string, unknown>>)[key] === 'string',
  )

/** An event as it is sent. */
export const toServer = (
  event: PreparedEvent,
  streamPrevious: Sha256,
  recordedAt: Date | null,
): EventData => {
  const metadata: StoredMetadata = {
    schema: String(event.schema),
    meta: event.meta,
    payloadHash: event.payloadHash,
    streamPrevious,
    ...(recordedAt !== null && { recordedAt: recordedAt.toISOString() }),
  }
  return jsonEvent({ id: event.id, type: event.type, data: asWritten(event.data), metadata: { ...metadata } })
}

/** @throws KurrentFault when somebody else wrote the event */
export const fromServer = (event: ServerRecord, names: KurrentNames): KurrentRecord => {
  const stream = names.fromServer(event.streamId)
  const metadata: unknown = event.metadata
  if (stream === null || !event.isJson || !isStoredMetadata(metadata)) {
    throw new KurrentFault(
      `Event ${event.revision} of stream ${event.streamId} was not recorded by Waymark. Nobody else may write streams ` +
        `that begin with ${names.events}; give Waymark another streamPrefix, or keep others out by access rights`,
    )
  }
  const { payloadHash, streamPrevious, meta } = metadata
  const recorded: Recorded = {
    id: event.id,
    type: event.type,
    schema: Number(metadata.schema),
    data: event.data as Json,
    meta: JSON.parse(meta) as Meta,
    position: positionOf(event),
    stream,
    revision: event.revision,
    recordedAt: metadata.recordedAt === undefined ? event.created : new Date(metadata.recordedAt),
  }
  return { recorded, payloadHash, streamPrevious, meta }
}

/** The canonical text of an event's data, from which its hash was made. */
export const dataText = ({ recorded }: KurrentRecord): string => canonicalJson(recorded.data)

/** The hash of an event within its stream. */
export const hashInStream = (
  streamPrevious: Sha256,
  payloadHash: Sha256,
  event: Pick<Recorded, 'stream' | 'id' | 'type' | 'schema'> & { readonly revision: bigint },
): Sha256 =>
  streamHash(streamPrevious, payloadHash, {
    ...{ stream: event.stream, revision: Number(event.revision), id: event.id, type: event.type },
    // Neither is part of the hash within a stream.
    ...{ schema: event.schema, position: 0, recordedAt: 0 },
  })

export const endAt = ({ recorded, payloadHash, streamPrevious }: KurrentRecord): KurrentEnd => ({
  revision: recorded.revision,
  hash: hashInStream(streamPrevious, payloadHash, recorded),
})
