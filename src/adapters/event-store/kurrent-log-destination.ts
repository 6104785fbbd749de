import { canonicalJson, CanonicalJsonFault } from '../../eventsourcing/canonical-json.js'
import { LogTransferFault, type LogEntry, type OpenLogDestination } from '../../eventsourcing/log-transfer.js'
import { createKurrentAppender, type KurrentParts } from './kurrent-appender.js'
import { createKurrentCommands, type CommandMarker, type KurrentCommands } from './kurrent-commands.js'
import { createKurrentReader } from './kurrent-reader.js'
import { reachKurrent, type KurrentEventStoreOptions } from './kurrentdb.js'
import { AppendFault, prepareBatch, type PreparedBatch } from './prepared-batch.js'

const faultOf = ({ batch, position }: LogEntry, what: string): LogTransferFault =>
  new LogTransferFault(
    `Command ${batch.commandId}, which ends at position ${position.toString()} of its log, ${what}. What came before it ` +
      `is recorded, it and what comes after it is not. Move into a cluster (or with a streamPrefix) that is empty, or ` +
      `holds the beginning of the same log and nothing else`,
  )

const prepare = (entry: LogEntry): PreparedBatch => {
  try {
    return prepareBatch(entry.batch)
  } catch (error) {
    if (!(error instanceof AppendFault || error instanceof CanonicalJsonFault)) throw error
    throw faultOf(entry, `cannot be recorded: ${error.message}`)
  }
}

/** Whether the command that is there wrote what the one that arrives did. */
const isSame = ({ result, writes }: CommandMarker, batch: PreparedBatch): boolean =>
  canonicalJson(result) === batch.result &&
  writes.length === batch.writes.length &&
  batch.writes.every(({ stream, expected, events }, index) => {
    const known = writes[index]
    const first = typeof expected === 'bigint' ? expected + 1n : 0n
    return (
      known !== undefined &&
      known.stream === stream &&
      known.first === first &&
      known.events === events.length &&
      known.lastId === events.at(-1)?.id
    )
  })

const receiveOne = async (
  entry: LogEntry,
  appender: ReturnType<typeof createKurrentAppender>,
  commands: KurrentCommands,
): Promise<number> => {
  const batch = prepare(entry)
  try {
    const outcome = await appender.append(batch, entry.recordedAt)
    switch (outcome.kind) {
      case 'appended':
        return 1
      case 'replayed': {
        const known = await commands.find(batch.commandId)
        if (known !== null && isSame(known.marker, batch)) return 0
        throw faultOf(entry, 'is in this log with another result or other events')
      }
      case 'command-reused':
        throw faultOf(entry, 'is in this log with another request')
      case 'conflict': {
        const found =
          outcome.actual === null ? 'does not exist' : `ends at revision ${outcome.actual.toString()}`
        throw faultOf(entry, `does not fit to stream ${outcome.stream}, which ${found} here`)
      }
    }
  } catch (error) {
    if (error instanceof AppendFault) throw faultOf(entry, `cannot be recorded: ${error.message}`)
    throw error
  }
}

/**
 * Opens a cluster to take the log of another store: command by command, each in a transaction of its own, with ids,
 * metadata and the times at which they were recorded first. A group is not one transaction: servers limit its size. So
 * an entry that does not fit leaves those before it recorded; a repetition passes over them.
 *
 * @throws KurrentFault, StoreUnavailable as `openKurrentEventStore` does
 */
export const openKurrentLogDestination = async (
  address: string,
  options: KurrentEventStoreOptions = {},
): Promise<OpenLogDestination> => {
  const { connection, names, server } = await reachKurrent(address, options)
  const reader = createKurrentReader(connection, names)
  const commands = createKurrentCommands(connection, names, reader)
  const parts: KurrentParts = { connection, names, reader, commands, way: server.way }
  const appender = createKurrentAppender(parts)
  return {
    receive: async (entries) => {
      let received = 0
      for (const entry of entries) received += await receiveOne(entry, appender, commands)
      return received
    },
    close: () => connection.close(),
  }
}
