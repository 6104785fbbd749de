import type { Client } from 'pg'

import { LogTransferFault, type LogEntry, type OpenLogDestination } from '../../eventsourcing/log-transfer.js'
import type { Entry, Head } from './ledger.js'
import { connect, connectionSettings, insistOnDurability, PATIENCE } from './postgres-connections.js'
import { openingFault } from './postgres-fault.js'
import type { GroupItem } from './postgres-group.js'
import { readPostgresHead } from './postgres-log-source.js'
import { DEFAULT_SCHEMA, lockOf, prepareLog } from './postgres-schema.js'
import { PostgresTransferLedger } from './postgres-transfer-ledger.js'
import { callAppend } from './postgres-writer.js'
import { settleEntry } from './transfer-settlement.js'

/** A command may have recorded very much, and nobody waits at a screen. */
const TRANSFER_PATIENCE = { ...PATIENCE, lock: 60_000, statement: 600_000, answer: 620_000 }

const isSame = (one: Head, other: Head): boolean =>
  one.chain === other.chain && one.commandChain === other.commandChain

const requireUntouched = (stored: Head, known: Head): void => {
  if (isSame(stored, known)) return
  throw new LogTransferFault(
    'Somebody else has written to this log while it was being moved. Stop the servers that use it; the log is no ' +
      'copy of the other any more, so move into an empty database.',
  )
}

/** What goes to the database of an entry: the texts and expectations that it was settled with. */
const toItem = ({ batch, recordedAt }: LogEntry, { command, events }: Entry): GroupItem => {
  let next = 0
  const writes = batch.writes.map(({ stream, expected, events: written }) => {
    const own = events.slice(next, next + written.length)
    next += written.length
    return { stream, expected, events: own }
  })
  const { id: commandId, requestHash, result } = command
  return {
    batch: { commandId, requestHash, result, writes, checks: [] },
    ...(recordedAt !== null && { recordedAt }),
  }
}

/**
 * Opens a log in PostgreSQL that takes entries from elsewhere, and makes its tables when they are missing. Each group
 * is one transaction; what is in the database after it must have the hashes that were computed here, else it is given
 * up. Whatever `receive` has answered is on the server's disk. No server may use the log meanwhile.
 *
 * @throws PostgresLogFault when the database cannot serve as a log of events
 */
export const openPostgresLogDestination = async (
  url: string,
  schema = DEFAULT_SCHEMA,
): Promise<OpenLogDestination> => {
  const settings = connectionSettings(url, TRANSFER_PATIENCE)
  const opening = async (): Promise<Client> => {
    await prepareLog(settings, schema)
    const client = await connect(settings)
    await insistOnDurability(client)
    return client
  }
  const client = await opening().catch((error: unknown) => {
    throw openingFault(error, url)
  })
  const ledger = new PostgresTransferLedger(client, schema)
  let known = await readPostgresHead(client, schema)
  ledger.forget(known)

  const enter = async (entries: readonly LogEntry[]): Promise<number> => {
    const items: GroupItem[] = []
    await ledger.prepare(entries)
    for (const entry of entries) {
      const settled = settleEntry(entry, ledger)
      if (settled === null) continue
      ledger.enter(settled)
      items.push(toItem(entry, settled))
    }
    if (items.length > 0) await callAppend(client, schema, items, new Date(0))
    return items.length
  }

  const receive = async (entries: readonly LogEntry[]): Promise<number> => {
    await client.query('BEGIN')
    try {
      await client.query('SELECT pg_advisory_xact_lock($1)', [lockOf(schema).toString()])
      requireUntouched(await readPostgresHead(client, schema), known)
      const recorded = await enter(entries)
      if (!isSame(await readPostgresHead(client, schema), ledger.head)) {
        throw new Error(
          'The database computed other hashes than this release: nothing of the group was recorded',
        )
      }
      await client.query('COMMIT')
      known = ledger.head
      return recorded
    } catch (error) {
      ledger.forget(known)
      await client.query('ROLLBACK').catch(() => undefined)
      throw error
    }
  }

  return { receive, close: () => client.end() }
}
