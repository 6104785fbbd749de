import {
  ANY,
  NO_STREAM,
  STREAM_EXISTS,
  type AppendStreamState,
  type EventData,
} from '@kurrent/kurrentdb-client'

import type { AppendOutcome, Expected, Revision } from '../../eventsourcing/event-store.js'
import { GENESIS } from '../../eventsourcing/hash-chain.js'
import type { MarkedWrite } from './kurrent-commands.js'
import type { KurrentNames } from './kurrent-names.js'
import { hashInStream, toServer, type KurrentEnd } from './kurrent-records.js'
import type { ServerCheck, ServerWrite } from './kurrent-transaction.js'
import { AppendFault, type PreparedBatch, type PreparedEvent, type PreparedWrite } from './prepared-batch.js'

/** What a batch becomes when streams end where they were seen to end. */
export interface Plan {
  readonly kind: 'plan'
  readonly writes: readonly ServerWrite[]
  readonly checks: readonly ServerCheck[]
  readonly marked: readonly MarkedWrite[]
  readonly ends: ReadonlyMap<string, KurrentEnd>
}

export type Planned = Plan | Extract<AppendOutcome, { kind: 'conflict' }>

/** Where a stream is believed to end; null when it is believed not to exist. */
export type EndOf = (stream: string, expected: Expected) => Promise<KurrentEnd | null>

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const TYPE = /^[A-Za-z0-9_.-]+$/

/** @throws AppendFault for what the server cannot store */
export const refuseUnfit = ({ writes }: PreparedBatch): void => {
  for (const { id, type } of writes.flatMap(({ events }) => events)) {
    if (!UUID.test(id))
      throw new AppendFault(`Event id ${JSON.stringify(id)} is no UUID, which KurrentDB asks for`)
    if (!TYPE.test(type)) {
      throw new AppendFault(
        `Event type ${type} must have letters, digits, ., - and _ only, as KurrentDB asks`,
      )
    }
  }
}

const holds = (expected: Expected, end: KurrentEnd | null): boolean => {
  if (expected === 'any') return true
  if (expected === 'none') return end === null
  if (end === null) return false
  return expected === 'exists' || expected === end.revision
}

const expectedState = (expected: Expected): AppendStreamState => {
  if (expected === 'any') return ANY
  if (expected === 'none') return NO_STREAM
  return expected === 'exists' ? STREAM_EXISTS : expected
}

const chained = (
  { stream, events }: PreparedWrite,
  end: KurrentEnd | null,
  recordedAt: Date | null,
): { readonly events: EventData[]; readonly end: KurrentEnd } => {
  let revision: Revision = end?.revision ?? -1n
  let hash = end?.hash ?? GENESIS
  const written: EventData[] = []
  for (const event of events) {
    revision += 1n
    written.push(toServer(event, hash, recordedAt))
    hash = hashInStream(hash, event.payloadHash, { ...event, stream, revision })
  }
  return { events: written, end: { revision, hash } }
}

const mark = ({ stream, events }: PreparedWrite, first: Revision): MarkedWrite => {
  const last: PreparedEvent | undefined = events.at(-1)
  return { stream, first, events: events.length, lastId: last?.id ?? '' }
}

/**
 * Looks where the streams of a batch end, and chains its events to that.
 *
 * @param checkedByServer whether streams that were only read are checked in the transaction itself
 * @param recordedAt when the events were recorded first, for those that come from another store
 */
export const planBatch = async (
  batch: PreparedBatch,
  options: {
    readonly names: KurrentNames
    readonly endOf: EndOf
    /** As the server has it now. */
    readonly actualEndOf: (stream: string) => Promise<KurrentEnd | null>
    readonly checkedByServer: boolean
    readonly recordedAt: Date | null
  },
): Promise<Planned> => {
  const { names, endOf, recordedAt } = options
  const conflict = (stream: string, expected: Expected, end: KurrentEnd | null): Planned => ({
    ...{ kind: 'conflict', stream, expected },
    actual: end?.revision ?? null,
  })
  const checks = batch.checks.filter(({ expected }) => expected !== 'any')
  for (const { stream, expected } of options.checkedByServer ? [] : checks) {
    const end = await options.actualEndOf(stream)
    if (!holds(expected, end)) return conflict(stream, expected, end)
  }
  const writes: ServerWrite[] = []
  const marked: MarkedWrite[] = []
  const ends = new Map<string, KurrentEnd>()
  for (const write of batch.writes) {
    const { stream, expected } = write
    const end = await endOf(stream, expected)
    if (!holds(expected, end)) return conflict(stream, expected, end)
    const after = end?.revision ?? null
    const next = chained(write, end, recordedAt)
    writes.push({ streamName: names.stream(stream), after, events: next.events })
    marked.push(mark(write, (after ?? -1n) + 1n))
    ends.set(stream, next.end)
  }
  const asServer = ({ stream, expected }: { stream: string; expected: Expected }): ServerCheck => ({
    streamName: names.stream(stream),
    expectedState: expectedState(expected),
  })
  return { kind: 'plan', writes, checks: checks.map(asServer), marked, ends }
}
