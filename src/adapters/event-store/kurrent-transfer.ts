import { LogTransferFault, type LogEntry, type OpenLogDestination } from '../../eventsourcing/log-transfer.js'
import { createKurrentAppender } from './kurrent-appender.js'
import { createKurrentCommands } from './kurrent-commands.js'
import { createKurrentReader } from './kurrent-reader.js'
import { KurrentTransferLedger } from './kurrent-transfer-ledger.js'
import { reachKurrent, type KurrentEventStoreOptions } from './kurrentdb.js'
import { prepareBatch } from './prepared-batch.js'
import { settleEntry } from './transfer-settlement.js'

/**
 * Opens a log in KurrentDB that takes entries from elsewhere. Each command is one transaction of the server. A group
 * is checked whole before its first command is recorded; when the connection breaks within it, its first commands are
 * there, and repeating it goes on behind them. No server may use the log meanwhile.
 *
 * @throws KurrentFault when address, user or server will not do; StoreUnavailable when it cannot be reached
 */
export const openKurrentLogDestination = async (
  address: string,
  options: KurrentEventStoreOptions = {},
): Promise<OpenLogDestination> => {
  const { connection, names, server } = await reachKurrent(address, options)
  const reader = createKurrentReader(connection, names)
  const commands = createKurrentCommands(connection, names, reader)
  const appender = createKurrentAppender({ connection, names, reader, commands, way: server.way })

  const missing = async (entries: readonly LogEntry[]): Promise<readonly LogEntry[]> => {
    const ledger = new KurrentTransferLedger(reader, commands)
    await ledger.prepare(entries)
    return entries.filter((entry) => {
      const settled = settleEntry(entry, ledger)
      if (settled !== null) ledger.enter(settled)
      return settled !== null
    })
  }

  return {
    receive: async (entries) => {
      const fresh = await missing(entries)
      for (const { batch, recordedAt } of fresh) {
        const { kind } = await appender.append(prepareBatch(batch), recordedAt)
        if (kind === 'appended') continue
        throw new LogTransferFault(
          `Command ${batch.commandId} was answered with ${kind}: somebody else writes to this log. Stop the servers ` +
            'that use it, and move into an empty one.',
        )
      }
      return fresh.length
    },
    close: () => connection.close(),
  }
}
