import type { Position, StreamWrite } from '../../eventsourcing/event-store.js'
import { LogTransferFault, type LogEntry, type LogSnapshot } from '../../eventsourcing/log-transfer.js'
import {
  createKurrentCommands,
  readMarker,
  type CommandMarker,
  type KurrentCommands,
} from './kurrent-commands.js'
import { createHashCheck } from './kurrent-hash-check.js'
import { createKurrentReader, endOfLog, logPage } from './kurrent-reader.js'
import { fromServer, positionOf, type KurrentRecord, type ServerRecord } from './kurrent-records.js'
import { reachKurrent, type KurrentEventStoreOptions, type OpenedKurrent } from './kurrentdb.js'

const PAGE = 500

/** A command of which not all events have been read. */
interface Begun {
  readonly marker: CommandMarker
  readonly events: Map<string, KurrentRecord>
}

const placesOf = ({ writes }: CommandMarker): string[] =>
  writes.flatMap(({ stream, first, events }) =>
    Array.from({ length: events }, (_, index) => `${(first + BigInt(index)).toString()} ${stream}`),
  )

const toEntry = ({ marker, events }: Begun): LogEntry => {
  const records = [...events.values()]
  const writes = marker.writes.map(({ stream, first }): StreamWrite => ({
    stream,
    expected: first === 0n ? 'none' : first - 1n,
    events: records.flatMap(({ recorded }) => {
      if (recorded.stream !== stream) return []
      const { id, type, schema, data, meta } = recorded
      return [{ id, type, schema, data, meta }]
    }),
  }))
  const last = records.at(-1)?.recorded
  const { commandId, requestHash, result, head } = marker
  return {
    batch: { commandId, requestHash, result, writes },
    recordedAt: last?.recordedAt ?? null,
    position: last?.position ?? head,
  }
}

/** Puts markers and events together; a command is whole with its last event. */
class Gathering {
  readonly #commands: KurrentCommands
  readonly #begun = new Map<string, Begun>()
  /** Which command an event belongs to, by its place. */
  readonly #owners = new Map<string, Begun>()

  constructor(commands: KurrentCommands) {
    this.#commands = commands
  }

  /** @returns the command when it wrote nothing, and so is whole */
  begin(marker: CommandMarker): LogEntry | null {
    const before = this.#begun.get(marker.commandId)
    // On servers that write one stream at a time a command may have been planned anew.
    if (before !== undefined) this.#forget(before)
    const begun = { marker, events: new Map<string, KurrentRecord>() }
    if (marker.writes.length === 0) return toEntry(begun)
    this.#begun.set(marker.commandId, begun)
    for (const place of placesOf(marker)) this.#owners.set(place, begun)
    return null
  }

  /** @returns the command of the event when it is whole with it */
  async add(record: KurrentRecord): Promise<LogEntry | null> {
    const { stream, revision, meta, id, position } = record.recorded
    const place = `${revision.toString()} ${stream}`
    if (!this.#owners.has(place)) {
      // Its marker lies before the position after which was read.
      const found = await this.#commands.find(meta.commandId)
      if (found !== null) this.begin(found.marker)
    }
    const owner = this.#owners.get(place)
    if (owner === undefined) {
      throw new LogTransferFault(
        `Event ${id} at position ${position.toString()} has no command record; somebody has removed it. The log can ` +
          'not be moved as it is: move from a good copy.',
      )
    }
    owner.events.set(place, record)
    if (owner.events.size < placesOf(owner.marker).length) return null
    this.#forget(owner)
    return toEntry(owner)
  }

  #forget(begun: Begun): void {
    this.#begun.delete(begun.marker.commandId)
    for (const place of placesOf(begun.marker))
      if (this.#owners.get(place) === begun) this.#owners.delete(place)
  }
}

const recordsAfter = async function* (
  { connection, names }: OpenedKurrent,
  after: Position,
  end: Position,
): AsyncGenerator<ServerRecord> {
  let cursor = after
  for (;;) {
    const { records, atEnd } = await logPage(connection, cursor, [names.events, names.commands], PAGE)
    for (const record of records) {
      cursor = positionOf(record)
      if (cursor > end) return
      yield record
    }
    if (atEnd) return
  }
}

/**
 * Opens a log in KurrentDB for moving it elsewhere, as it is at this moment; servers may go on appending. Positions
 * are those of KurrentDB; there is no chain of the whole log to compare, but those of the streams are, event by event.
 *
 * @throws KurrentFault when address, user or server will not do; StoreUnavailable when it cannot be reached
 */
export const openKurrentLogSource = async (
  address: string,
  options: KurrentEventStoreOptions = {},
): Promise<LogSnapshot> => {
  const opened = await reachKurrent(address, options)
  const { connection, names } = opened
  const commands = createKurrentCommands(connection, names, createKurrentReader(connection, names))
  const end = await endOfLog(connection)
  const entries = async function* (after: Position): AsyncGenerator<LogEntry> {
    const gathering = new Gathering(commands)
    const check = createHashCheck()
    const entryWith = (record: ServerRecord): Promise<LogEntry | null> | LogEntry | null => {
      if (record.streamId.startsWith(names.commands)) return gathering.begin(readMarker(record))
      const event = fromServer(record, names)
      check(event)
      return gathering.add(event)
    }
    for await (const record of recordsAfter(opened, after, end)) {
      const entry = await entryWith(record)
      if (entry !== null) yield entry
    }
  }
  return { end: () => Promise.resolve(null), entries, close: () => connection.close() }
}
