import { randomUUID } from 'node:crypto'

import { jsonEvent, type EventData } from '@kurrent/kurrentdb-client'

import type { CommandRecord, Position, Revision } from '../../eventsourcing/event-store.js'
import type { Json } from '../../eventsourcing/json.js'
import type { KurrentConnection } from './kurrent-connection.js'
import { KurrentFault } from './kurrent-fault.js'
import type { KurrentNames } from './kurrent-names.js'
import { lastOf, type KurrentReader } from './kurrent-reader.js'
import type { ServerRecord } from './kurrent-records.js'

/** What a command wrote to one stream. */
export interface MarkedWrite {
  readonly stream: string
  readonly first: Revision
  readonly events: number
  /** Id of the last of them. */
  readonly lastId: string
}

/** What the server remembers of a command: an event in a stream of its own, which can be begun only once. */
export interface CommandMarker {
  readonly commandId: string
  readonly requestHash: string
  readonly result: Json
  readonly writes: readonly MarkedWrite[]
  /** Where the log ended before; the position of a command that wrote nothing. */
  readonly head: Position
  /** Differs at each attempt, so that the server never takes one for the repetition of another. */
  readonly attempt: string
}

export interface FoundCommand {
  readonly marker: CommandMarker
  /** Of the marker within its stream. */
  readonly revision: Revision
  /** What the store tells of it; null when it was planned and its events are not there. */
  readonly record: CommandRecord | null
}

const TYPE = 'CommandRecorded'

export const newAttempt = (): string => randomUUID()

export const markerEvent = (marker: CommandMarker): EventData =>
  jsonEvent({
    id: marker.attempt,
    type: TYPE,
    data: {
      commandId: marker.commandId,
      requestHash: marker.requestHash,
      result: marker.result,
      head: marker.head.toString(),
      writes: marker.writes.map((write) => ({ ...write, first: write.first.toString() })),
    },
  })

/** As `markerEvent` writes it. */
interface StoredMarker {
  readonly commandId: string
  readonly requestHash: string
  readonly result: Json
  readonly head: string
  readonly writes: readonly (Omit<MarkedWrite, 'first'> & { readonly first: string })[]
}

const isStoredMarker = (data: unknown): data is StoredMarker =>
  typeof data === 'object' && data !== null && 'commandId' in data && 'writes' in data && 'head' in data

/** @throws KurrentFault when somebody else wrote it */
export const readMarker = (event: ServerRecord): CommandMarker => {
  const data: unknown = event.data
  if (event.type !== TYPE || !isStoredMarker(data)) {
    throw new KurrentFault(
      `Event ${event.revision} of stream ${event.streamId} is no command record of Waymark`,
    )
  }
  const { commandId, requestHash, result, head, writes } = data
  return {
    ...{ commandId, requestHash, result, attempt: event.id, head: BigInt(head) },
    writes: writes.map((write) => ({ ...write, first: BigInt(write.first) })),
  }
}

/** Position of a command's last event; null when it is not there. */
const positionAfter = async (marker: CommandMarker, reader: KurrentReader): Promise<Position | null> => {
  const write = marker.writes.at(-1)
  if (write === undefined) return marker.head
  const last = await reader.at(write.stream, write.first + BigInt(write.events - 1))
  return last?.recorded.id === write.lastId ? last.recorded.position : null
}

/** Looks commands up by their ids. */
export const createKurrentCommands = (
  connection: KurrentConnection,
  names: KurrentNames,
  reader: KurrentReader,
) => ({
  find: async (commandId: string): Promise<FoundCommand | null> => {
    const event = await lastOf(connection, names.command(commandId))
    if (event === undefined) return null
    const marker = readMarker(event)
    const position = await positionAfter(marker, reader)
    const { requestHash, result } = marker
    const record = position === null ? null : { commandId, requestHash, result, position }
    return { marker, revision: event.revision, record }
  },
})

export type KurrentCommands = ReturnType<typeof createKurrentCommands>
