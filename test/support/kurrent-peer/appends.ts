import type { sendUnaryData, ServerDuplexStream, ServerReadableStream, ServiceError } from '@grpc/grpc-js'
import {
  AllStreamPosition,
  Empty,
  WrongExpectedVersion,
} from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/shared_pb.js'
import { Status } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/status_pb.js'
import {
  AppendReq,
  AppendResp,
  BatchAppendReq,
  BatchAppendResp,
} from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js'
import { Empty as WellKnownEmpty } from 'google-protobuf/google/protobuf/empty_pb.js'

import type { ExpectedState, PeerEvent, PeerLog, PeerOutcome, WrongState } from './log.js'
import { bytesOf, identifier, nameOf, packed, text } from './wire.js'

/** The call fails; whether anything was written, the caller does not learn. */
export interface PeerFailure {
  readonly kind: 'failure'
  readonly error: Partial<ServiceError>
}

/** Carries an append out, or fails as the test wishes. */
export type Carry = (append: () => PeerOutcome) => PeerOutcome | PeerFailure

interface Proposed {
  getId(): { getString(): string } | undefined
  getMetadataMap(): { get(key: string): string | undefined }
  getData(): Uint8Array | string
  getCustomMetadata(): Uint8Array | string
}

const proposed = (message: Proposed): PeerEvent => ({
  id: message.getId()?.getString() ?? '',
  type: message.getMetadataMap().get('type') ?? '',
  contentType: message.getMetadataMap().get('content-type') ?? '',
  data: bytesOf(message.getData()),
  metadata: bytesOf(message.getCustomMetadata()),
})

const expectedOf = (options: AppendReq.Options): ExpectedState => {
  if (options.hasNoStream()) return 'none'
  if (options.hasStreamExists()) return 'exists'
  return options.hasAny() ? 'any' : BigInt(options.getRevision())
}

const appended = (outcome: PeerOutcome, stream: string): AppendResp => {
  if (outcome.kind === 'written') {
    const position = text(outcome.position)
    return new AppendResp().setSuccess(
      new AppendResp.Success()
        .setCurrentRevision(text(outcome.last.get(stream) ?? 0n))
        .setPosition(new AppendResp.Position().setCommitPosition(position).setPreparePosition(position)),
    )
  }
  const wrong = new AppendResp.WrongExpectedVersion()
  const [state] = outcome.states
  if (state === undefined || state.actual < 0n) wrong.setCurrentNoStream(new Empty())
  else wrong.setCurrentRevision(text(state.actual))
  return new AppendResp().setWrongExpectedVersion(wrong)
}

/** `Append`: one stream, one answer. */
export const append =
  (log: PeerLog, carry: Carry) =>
  (call: ServerReadableStream<AppendReq, AppendResp>, answer: sendUnaryData<AppendResp>): void => {
    const events: PeerEvent[] = []
    let options = new AppendReq.Options()
    call.on('data', (request: AppendReq) => {
      options = request.getOptions() ?? options
      const message = request.getProposedMessage()
      if (message !== undefined) events.push(proposed(message))
    })
    call.on('end', () => {
      const stream = nameOf(options.getStreamIdentifier())
      const outcome = carry(() => log.append([{ stream, expected: expectedOf(options), events }]))
      if (outcome.kind === 'failure') answer(outcome.error)
      else answer(null, appended(outcome, stream))
    })
  }

const batchExpectedOf = (options: BatchAppendReq.Options): ExpectedState => {
  if (options.hasNoStream()) return 'none'
  if (options.hasStreamExists()) return 'exists'
  return options.hasAny() ? 'any' : BigInt(options.getStreamPosition())
}

const wrongVersion = ({ expected, actual }: WrongState): Status => {
  const details = new WrongExpectedVersion()
  if (actual < 0n) details.setCurrentNoStream(new WellKnownEmpty())
  else details.setCurrentStreamRevision(text(actual))
  if (expected === 'none') details.setExpectedNoStream(new WellKnownEmpty())
  else if (expected === 'exists') details.setExpectedStreamExists(new WellKnownEmpty())
  else if (expected === 'any') details.setExpectedAny(new WellKnownEmpty())
  else details.setExpectedStreamPosition(text(expected))
  return new Status()
    .setMessage('WrongExpectedVersion')
    .setDetails(packed('event_store.client.WrongExpectedVersion', details))
}

/** `BatchAppend`: one long call for many appends, each answered under the name that its sender gave it. */
export const batchAppend =
  (log: PeerLog, carry: Carry) =>
  (call: ServerDuplexStream<BatchAppendReq, BatchAppendResp>): void => {
    const open = new Map<string, { options: BatchAppendReq.Options; events: PeerEvent[] }>()
    call.on('data', (request: BatchAppendReq) => {
      const correlation = request.getCorrelationId()?.getString() ?? ''
      const known = open.get(correlation) ?? {
        options: request.getOptions() ?? new BatchAppendReq.Options(),
        events: [],
      }
      open.set(correlation, known)
      known.events.push(...request.getProposedMessagesList().map(proposed))
      if (!request.getIsFinal()) return
      open.delete(correlation)
      const stream = nameOf(known.options.getStreamIdentifier())
      const expected = batchExpectedOf(known.options)
      const outcome = carry(() => log.append([{ stream, expected, events: known.events }]))
      if (outcome.kind === 'failure') {
        call.destroy(Object.assign(new Error(outcome.error.details), outcome.error))
        return
      }
      const response = new BatchAppendResp()
        .setCorrelationId(request.getCorrelationId())
        .setStreamIdentifier(identifier(stream))
      if (outcome.kind === 'written') {
        const position = text(outcome.position)
        response.setSuccess(
          new BatchAppendResp.Success()
            .setCurrentRevision(text(outcome.last.get(stream) ?? 0n))
            .setPosition(new AllStreamPosition().setCommitPosition(position).setPreparePosition(position)),
        )
      } else if (outcome.states[0] !== undefined) response.setError(wrongVersion(outcome.states[0]))
      call.write(response)
    })
    call.on('end', () => call.end())
  }
