import { Buffer } from 'node:buffer'

import { Metadata, type status, type ServiceError } from '@grpc/grpc-js'
import {
  StreamIdentifier,
  UUID,
} from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/shared_pb.js'
import { Status } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/status_pb.js'
import { ReadResp } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js'
import { Any } from 'google-protobuf/google/protobuf/any_pb.js'

import type { ExpectedState, PeerRecord } from './log.js'

/** .NET counts time in steps of 100 nanoseconds. */
const TICKS = 10_000n

/** Places of the records as the protocol has them: unsigned texts. */
export const text = (value: bigint): string => value.toString(10)

export const bytesOf = (value: Uint8Array | string): Uint8Array =>
  typeof value === 'string' ? Buffer.from(value, 'base64') : value

export const uuid = (id: string): UUID => new UUID().setString(id)

export const identifier = (stream: string): StreamIdentifier =>
  new StreamIdentifier().setStreamName(Buffer.from(stream, 'utf8'))

export const nameOf = (stream: StreamIdentifier | undefined): string =>
  Buffer.from(stream?.getStreamName_asU8() ?? []).toString('utf8')

/** An event as every answer to a read carries it. */
export const readEvent = (record: PeerRecord): ReadResp => {
  const event = new ReadResp.ReadEvent.RecordedEvent()
    .setId(uuid(record.id))
    .setStreamIdentifier(identifier(record.stream))
    .setStreamRevision(text(record.revision))
    .setPreparePosition(text(record.prepare))
    .setCommitPosition(text(record.commit))
    .setData(record.data)
    .setCustomMetadata(record.metadata)
  event
    .getMetadataMap()
    .set('type', record.type)
    .set('content-type', record.contentType)
    .set('created', text(BigInt(record.created.getTime()) * TICKS))
  return new ReadResp().setEvent(
    new ReadResp.ReadEvent().setEvent(event).setCommitPosition(text(record.commit)),
  )
}

/** The newer interface writes expectations as numbers. */
export const numbered = (expected: ExpectedState): string =>
  expected === 'any' ? '-2' : expected === 'none' ? '-1' : expected === 'exists' ? '-4' : text(expected)

export const fromNumber = (expected: string): ExpectedState => {
  const number = BigInt(expected)
  if (number >= 0n) return number
  return number === -1n ? 'none' : number === -4n ? 'exists' : 'any'
}

export const packed = (typeName: string, message: { serializeBinary(): Uint8Array }): Any => {
  const any = new Any()
  any.pack(message.serializeBinary(), typeName)
  return any
}

/** How a call fails, with the details that servers put into the trailers. */
export const failure = (code: status, details: string, any?: Any): Partial<ServiceError> => {
  const metadata = new Metadata()
  if (any !== undefined) {
    const told = new Status().setMessage(details).setDetails(any)
    metadata.set('grpc-status-details-bin', Buffer.from(told.serializeBinary()))
  }
  return { code, details, metadata }
}
