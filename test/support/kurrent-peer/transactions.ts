import { status, type sendUnaryData, type ServerReadableStream, type ServerUnaryCall } from '@grpc/grpc-js'
import * as errors from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v2/streams/errors_pb.js'
import * as messages from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v2/streams/streams_pb.js'

import type { Carry } from './appends.js'
import type { PeerEvent, PeerLog, PeerWrite, WrongState } from './log.js'
import { bytesOf, failure, fromNumber, numbered, packed, text } from './wire.js'

const ERRORS = 'kurrentdb.protocol.v2.streams.errors'

/** Names as newer servers take them. */
const NAME = /^[A-Za-z0-9_.-]+$/

const eventOf = (record: messages.AppendRecord): PeerEvent => {
  // What servers tell of the schema they tell as metadata, too.
  const texts: [string, string][] = [
    ['$schema.name', record.getSchema()?.getName() ?? ''],
    ['$schema.format', 'Json'],
  ]
  record.getPropertiesMap().forEach((value, key) => texts.unshift([key, value.getStringValue()]))
  return {
    id: record.getRecordId() ?? '',
    type: record.getSchema()?.getName() ?? '',
    contentType: 'application/json',
    data: bytesOf(record.getData()),
    // A server keeps what the properties say, not how they were written.
    metadata: Buffer.from(JSON.stringify(Object.fromEntries(texts), null, 1), 'utf8'),
  }
}

/** What a server takes in one transaction unless it is told otherwise, in bytes. */
const MAX_APPEND_SIZE = 1_048_576

/** How a transaction fails that is too large, as servers count: data, properties and name of the schema. */
const tooLarge = (records: readonly messages.AppendRecord[]) => {
  let size = 0
  for (const record of records) {
    size += bytesOf(record.getData()).length + (record.getSchema()?.getName().length ?? 0)
    record.getPropertiesMap().forEach((value, key) => {
      size += key.length + value.serializeBinary().length + 6
    })
  }
  if (size <= MAX_APPEND_SIZE) return null
  const details = new errors.AppendTransactionSizeExceededErrorDetails()
    .setSize(size)
    .setMaxSize(MAX_APPEND_SIZE)
  const any = packed(`${ERRORS}.AppendTransactionSizeExceededErrorDetails`, details)
  return failure(status.ABORTED, `Transaction size (${text(BigInt(size))} B) exceeded the maximum`, any)
}

const unfit = (writes: readonly PeerWrite[]): string | undefined =>
  writes
    .flatMap(({ stream, events }) => [stream, ...events.map(({ type }) => type)])
    .find((name) => !NAME.test(name))

const invalid = (name: string) => failure(status.INVALID_ARGUMENT, `${name} may not be called so`)

const conflict = ({ stream, expected, actual }: WrongState) =>
  failure(
    status.FAILED_PRECONDITION,
    `Append failed due to a revision conflict on stream '${stream}'`,
    packed(
      `${ERRORS}.StreamRevisionConflictErrorDetails`,
      new errors.StreamRevisionConflictErrorDetails()
        .setStream(stream)
        .setExpectedRevision(numbered(expected))
        .setActualRevision(text(actual)),
    ),
  )

/** `AppendSession`: several streams, each once, together or not at all. */
export const appendSession =
  (log: PeerLog, carry: Carry) =>
  (
    call: ServerReadableStream<messages.AppendRequest, messages.AppendSessionResponse>,
    answer: sendUnaryData<messages.AppendSessionResponse>,
  ): void => {
    const writes: PeerWrite[] = []
    const records: messages.AppendRecord[] = []
    call.on('data', (request: messages.AppendRequest) => {
      records.push(...request.getRecordsList())
      const expected = request.getExpectedRevision()
      writes.push({
        stream: request.getStream(),
        expected: expected === undefined ? 'any' : fromNumber(expected),
        events: request.getRecordsList().map(eventOf),
      })
    })
    call.on('end', () => {
      const name = unfit(writes)
      if (name !== undefined) {
        answer(invalid(name))
        return
      }
      const excess = tooLarge(records)
      if (excess !== null) {
        answer(excess)
        return
      }
      const names = new Set(writes.map(({ stream }) => stream.toLowerCase()))
      if (names.size < writes.length) {
        answer(failure(status.ABORTED, 'A stream was named twice in one session'))
        return
      }
      const outcome = carry(() => log.append(writes))
      if (outcome.kind === 'failure') {
        answer(outcome.error)
        return
      }
      if (outcome.kind === 'wrong-state') {
        answer(outcome.states[0] === undefined ? nameless() : conflict(outcome.states[0]))
        return
      }
      const output = [...outcome.last].map(([stream, revision]) =>
        new messages.AppendResponse().setStream(stream).setStreamRevision(text(revision)),
      )
      answer(
        null,
        new messages.AppendSessionResponse().setOutputList(output).setPosition(text(outcome.position)),
      )
    })
  }

/** How servers fail that want to name the stream in a wrong state and have none to name. */
const nameless = () =>
  failure(
    status.INTERNAL,
    'An internal server error occurred. Please contact support if the problem persists.\n' +
      'append session failed to map error: Index was outside the bounds of the array.',
  )

const violations = (states: readonly WrongState[], checked: readonly string[]) =>
  failure(
    status.FAILED_PRECONDITION,
    'Failed to append transaction due to consistency violations.',
    packed(
      `${ERRORS}.AppendConsistencyViolationErrorDetails`,
      new errors.AppendConsistencyViolationErrorDetails().setViolationsList(
        states.map(({ stream, expected, actual }) =>
          new errors.ConsistencyViolation()
            .setCheckIndex(checked.indexOf(stream))
            .setStreamState(
              new errors.ConsistencyViolation.StreamStateViolation()
                .setStream(stream)
                .setExpectedState(numbered(expected))
                .setActualState(text(actual)),
            ),
        ),
      ),
    ),
  )

/** `AppendRecords`: records of several streams in any order, with checks of streams that need not be among them. */
export const appendRecords =
  (log: PeerLog, carry: Carry) =>
  (
    call: ServerUnaryCall<messages.AppendRecordsRequest, messages.AppendRecordsResponse>,
    answer: sendUnaryData<messages.AppendRecordsResponse>,
  ): void => {
    const checks = call.request.getChecksList().flatMap((check) => {
      const state = check.getStreamState()
      return state === undefined
        ? []
        : [{ stream: state.getStream(), expected: fromNumber(state.getExpectedState()) }]
    })
    const events = new Map<string, PeerEvent[]>()
    for (const record of call.request.getRecordsList()) {
      const stream = record.getStream()
      events.set(stream, [...(events.get(stream) ?? []), eventOf(record)])
    }
    const expectedOf = (stream: string) => checks.find((check) => check.stream === stream)?.expected ?? 'any'
    const writes = [...events].map(([stream, written]) => ({
      ...{ stream, events: written },
      expected: expectedOf(stream),
    }))
    const name = unfit(writes)
    if (name !== undefined) {
      answer(invalid(name))
      return
    }
    const excess = tooLarge(call.request.getRecordsList())
    if (excess !== null) {
      answer(excess)
      return
    }
    if (new Set(checks.map(({ stream }) => stream.toLowerCase())).size < checks.length) {
      const once = 'Each stream can only appear once in consistency checks.'
      answer(failure(status.INVALID_ARGUMENT, once))
      return
    }
    const outcome = carry(() =>
      log.append(
        writes,
        checks.filter(({ stream }) => !events.has(stream)),
      ),
    )
    if (outcome.kind === 'failure') {
      answer(outcome.error)
      return
    }
    if (outcome.kind === 'wrong-state') {
      const checked = checks.map(({ stream }) => stream)
      answer(outcome.states.length === 0 ? nameless() : violations(outcome.states, checked))
      return
    }
    const revisions = [...outcome.last].map(([stream, revision]) =>
      new messages.StreamRevision().setStream(stream).setRevision(text(revision)),
    )
    answer(
      null,
      new messages.AppendRecordsResponse().setRevisionsList(revisions).setPosition(text(outcome.position)),
    )
  }
