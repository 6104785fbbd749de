import type { ServerWritableStream } from '@grpc/grpc-js'
import { ReadReq, ReadResp } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js'
import { Timestamp } from 'google-protobuf/google/protobuf/timestamp_pb.js'

import type { PeerLog, PeerRecord } from './log.js'
import { identifier, nameOf, readEvent, text } from './wire.js'

export type ReadCall = ServerWritableStream<ReadReq, ReadResp>

type Place = Pick<PeerRecord, 'commit' | 'prepare'>

const isBefore = (one: Place, other: Place): boolean =>
  one.commit < other.commit || (one.commit === other.commit && one.prepare < other.prepare)

/** A stream with metadata cannot be guessed from a prefix: filters look at the name as it is. */
const passes = (options: ReadReq.Options, record: PeerRecord): boolean => {
  const filter = options.getFilter()
  if (filter === undefined) return true
  const [expression, subject] = filter.hasStreamIdentifier()
    ? [filter.getStreamIdentifier(), record.stream]
    : [filter.getEventType(), record.type]
  const prefixes = expression?.getPrefixList() ?? []
  if (prefixes.length > 0) return prefixes.some((prefix) => subject.startsWith(prefix))
  return new RegExp(expression?.getRegex() ?? '').test(subject)
}

/** Records in the direction of reading, from a place of the log on. Forwards the place is included. */
const fromLog = (log: PeerLog, options: ReadReq.Options): readonly PeerRecord[] => {
  const all = options.getAll()
  const backwards = options.getReadDirection() === ReadReq.Options.ReadDirection.BACKWARDS
  const position = all?.getPosition()
  const place = position && {
    commit: BigInt(position.getCommitPosition()),
    prepare: BigInt(position.getPreparePosition()),
  }
  const records = log.records.filter(
    (record) => place === undefined || (backwards ? isBefore(record, place) : !isBefore(record, place)),
  )
  if (backwards) return all?.hasStart() === true ? [] : records.toReversed()
  return all?.hasEnd() === true ? [] : records
}

const fromStream = (log: PeerLog, options: ReadReq.Options): readonly PeerRecord[] | null => {
  const stream = options.getStream()
  const records = log.stream(nameOf(stream?.getStreamIdentifier()))
  if (records.length === 0) return null
  const backwards = options.getReadDirection() === ReadReq.Options.ReadDirection.BACKWARDS
  const from =
    stream?.hasEnd() === true || stream?.hasStart() === true ? null : BigInt(stream?.getRevision() ?? 0)
  if (backwards) {
    if (stream?.hasStart() === true) return records.slice(0, 1)
    return records.filter(({ revision }) => from === null || revision <= from).toReversed()
  }
  return stream?.hasEnd() === true ? [] : records.filter(({ revision }) => from === null || revision >= from)
}

const notFound = (options: ReadReq.Options): ReadResp =>
  new ReadResp().setStreamNotFound(
    new ReadResp.StreamNotFound().setStreamIdentifier(
      identifier(nameOf(options.getStream()?.getStreamIdentifier())),
    ),
  )

/** Answers one read, and ends. */
export const answerRead = (log: PeerLog, call: ReadCall, options: ReadReq.Options): void => {
  const records = options.hasAll() ? fromLog(log, options) : fromStream(log, options)
  if (records === null) call.write(notFound(options))
  const max = Number(options.getCount())
  for (const record of (records ?? []).filter((found) => passes(options, found)).slice(0, max)) {
    call.write(readEvent(record))
  }
  const last = options.hasAll() ? undefined : records?.at(-1)
  if (last !== undefined) call.write(new ReadResp().setLastStreamPosition(text(last.revision)))
  call.end()
}

const checkpoint = ({ commit, prepare }: Place): ReadResp =>
  new ReadResp().setCheckpoint(
    new ReadResp.Checkpoint().setCommitPosition(text(commit)).setPreparePosition(text(prepare)),
  )

const caughtUp = ({ commit, prepare }: Place): ReadResp =>
  new ReadResp().setCaughtUp(
    new ReadResp.CaughtUp()
      .setTimestamp(Timestamp.fromDate(new Date(0)))
      .setPosition(new ReadResp.Position().setCommitPosition(text(commit)).setPreparePosition(text(prepare))),
  )

/** After this many events that the filter left out, times the multiplier, a checkpoint is sent. */
const WINDOW = 32

/** Follows the log for a subscription to `$all`. The result stops it. */
export const answerSubscription = (log: PeerLog, call: ReadCall, options: ReadReq.Options): (() => void) => {
  const live = options.getAll()?.hasEnd() === true
  let seen = live ? log.records.length : log.records.length - fromLog(log, options).length
  let skipped = 0
  const interval = WINDOW * Math.max(1, options.getFilter()?.getCheckpointintervalmultiplier() ?? 1)
  const send = (): void => {
    for (; seen < log.records.length; seen += 1) {
      const record = log.records[seen]
      if (record === undefined) return
      if (passes(options, record)) call.write(readEvent(record))
      else if ((skipped += 1) % interval === 0) call.write(checkpoint(record))
    }
  }
  call.write(
    new ReadResp().setConfirmation(new ReadResp.SubscriptionConfirmation().setSubscriptionId('peer')),
  )
  send()
  const last = log.records.at(-1)
  if (last !== undefined) call.write(caughtUp(last))
  return log.watch(send)
}
