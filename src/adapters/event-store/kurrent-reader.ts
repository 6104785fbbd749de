import {
  BACKWARDS,
  END,
  FORWARDS,
  START,
  StreamDeletedError,
  StreamNotFoundError,
  streamNameFilter,
  type AllStreamResolvedEvent,
  type KurrentDBClient,
} from '@kurrent/kurrentdb-client'

import type {
  EventStore,
  Position,
  ReadAllOptions,
  ReadAllPage,
  Recorded,
  Revision,
} from '../../eventsourcing/event-store.js'
import type { KurrentConnection } from './kurrent-connection.js'
import { isOfCategory, type KurrentNames } from './kurrent-names.js'
import { fromServer, positionOf, type KurrentRecord, type ServerRecord } from './kurrent-records.js'

/** Streams are read in pages: a page is asked for as one call that has to end in time. */
const STREAM_PAGE = 500
/** A page of the log has this many times as long: the server says nothing while it passes over events of others. */
const LOG_PATIENCE = 15

interface StreamPage {
  readonly from: Revision | 'start' | 'end'
  readonly backwards: boolean
  readonly max: number
}

const collected = async (
  events: AsyncIterable<{ readonly event?: ServerRecord }>,
): Promise<ServerRecord[]> => {
  const records: ServerRecord[] = []
  // A link whose target is gone has no event.
  for await (const { event } of events) if (event !== undefined) records.push(event)
  return records
}

const isAbsent = (error: unknown): boolean =>
  error instanceof StreamNotFoundError || error instanceof StreamDeletedError

/** A page of one stream by its name on the server; nothing when the stream is not there. */
export const streamPage = (
  connection: KurrentConnection,
  stream: string,
  { from, backwards, max }: StreamPage,
): Promise<ServerRecord[]> =>
  connection.use(async (client) => {
    try {
      return await collected(
        client.readStream(stream, {
          direction: backwards ? BACKWARDS : FORWARDS,
          fromRevision: from,
          maxCount: max,
          requiresLeader: true,
        }),
      )
    } catch (error) {
      if (isAbsent(error)) return []
      throw error
    }
  })

/** The last event of a stream by its name on the server; undefined when there is none. */
export const lastOf = async (
  connection: KurrentConnection,
  stream: string,
): Promise<ServerRecord | undefined> =>
  (await streamPage(connection, stream, { from: END, backwards: true, max: 1 }))[0]

const logFrom = (
  client: KurrentDBClient,
  after: Position,
  prefixes: string[],
  count: number,
): AsyncIterable<AllStreamResolvedEvent> =>
  client.readAll({
    direction: FORWARDS,
    // Every commit comes after what it commits, so reading from the place of an event passes over nothing.
    fromPosition: after === 0n ? START : { commit: after, prepare: after },
    maxCount: count,
    filter: streamNameFilter({ prefixes }),
    requiresLeader: true,
  })

/**
 * A page of the log after a position: at most `max` events, and whether the end of the log was reached.
 * Reading begins with the event at the position, and with its whole transaction, so those are asked for and left out.
 */
export const logPage = async (
  connection: KurrentConnection,
  after: Position,
  prefixes: string[],
  max: number,
): Promise<{ readonly records: readonly ServerRecord[]; readonly atEnd: boolean }> => {
  for (let count = max + 1; ; count *= 2) {
    const asked = count
    const read = await connection.use(
      (client) => collected(logFrom(client, after, prefixes, asked)),
      LOG_PATIENCE,
    )
    const later = read.filter((record) => positionOf(record) > after)
    const atEnd = read.length < asked
    if (atEnd || later.length > 0)
      return { records: later.slice(0, max), atEnd: atEnd && later.length <= max }
  }
}

/** Where the log of the server ends, others' events included. */
export const endOfLog = async (connection: KurrentConnection): Promise<Position> => {
  const [last] = await connection.use((client) =>
    collected(client.readAll({ direction: BACKWARDS, fromPosition: END, maxCount: 1, requiresLeader: true })),
  )
  return last === undefined ? 0n : positionOf(last)
}

const highest = (one: Position, other: Position): Position => (one > other ? one : other)

export interface KurrentReader extends Pick<EventStore, 'readStream' | 'readAll' | 'head'> {
  /** The last event of a stream, with its hashes; null when there is none. */
  last(stream: string): Promise<KurrentRecord | null>
  /** The event at a revision; null when there is none. */
  at(stream: string, revision: Revision): Promise<KurrentRecord | null>
}

/** Reads what Waymark recorded, from the leader, so that nothing that was acknowledged is missing. */
export const createKurrentReader = (connection: KurrentConnection, names: KurrentNames): KurrentReader => {
  const one = (record: ServerRecord | undefined): KurrentRecord | null =>
    record === undefined ? null : fromServer(record, names)

  const readAll = async (after: Position, { categories, max }: ReadAllOptions): Promise<ReadAllPage> => {
    if (max < 1) return { events: [], next: after }
    // Before the page: whatever the page does not show up to here is not there.
    const end = await endOfLog(connection)
    const { records, atEnd } = await logPage(connection, after, names.prefixes(categories), max)
    const events = records
      .map((record) => fromServer(record, names).recorded)
      .filter(({ stream }) => isOfCategory(stream, categories))
    const last = records.at(-1)
    const seen = last === undefined ? after : positionOf(last)
    return { events, next: atEnd ? highest(seen, end) : seen }
  }

  const readStream = async function* (
    stream: string,
    options: { readonly from?: Revision; readonly backwards?: boolean; readonly max?: number } = {},
  ): AsyncGenerator<Recorded> {
    const backwards = options.backwards ?? false
    let from: StreamPage['from'] = options.from ?? (backwards ? END : START)
    let left = options.max ?? Number.MAX_SAFE_INTEGER
    while (left > 0) {
      const max = Math.min(STREAM_PAGE, left)
      const page = await streamPage(connection, names.stream(stream), { from, backwards, max })
      for (const record of page) yield fromServer(record, names).recorded
      const last = page.at(-1)
      if (last === undefined || page.length < max || (backwards && last.revision === 0n)) return
      left -= page.length
      from = last.revision + (backwards ? -1n : 1n)
    }
  }

  return {
    readAll,
    readStream,
    head: () => endOfLog(connection),
    last: async (stream) => one(await lastOf(connection, names.stream(stream))),
    at: async (stream, revision) => {
      const page = { from: revision, backwards: false, max: 1 }
      return one((await streamPage(connection, names.stream(stream), page))[0])
    },
  }
}
