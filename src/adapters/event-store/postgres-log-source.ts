import type { Client } from 'pg'

import type { LogSnapshot } from '../../eventsourcing/log-transfer.js'
import type { Head } from './ledger.js'
import { connect, connectionSettings, PATIENCE } from './postgres-connections.js'
import { openingFault, PostgresLogFault } from './postgres-fault.js'
import { DEFAULT_SCHEMA, quoted } from './postgres-schema.js'
import {
  commandOfRow,
  entriesOf,
  eventOfRow,
  type StoredCommandRow,
  type StoredEventRow,
} from './transfer-entries.js'

const PAGE = 1_000

type Texts = readonly string[]

/** Every column comes as text and is read here: that takes half as long as the general way. */
const asText = { getTypeParser: () => (value: string) => value }

const statementsOf = (schema: string) => ({
  head:
    "SELECT position, encode(chain, 'hex'), recorded_at, commands, encode(command_chain, 'hex') " +
    `FROM ${schema}.head`,
  commandAt: `SELECT sequence, position FROM ${schema}.command WHERE position >= $1 ORDER BY sequence LIMIT 1`,
  commands:
    `SELECT sequence, id, request_hash, result, position FROM ${schema}.command ` +
    'WHERE sequence > $1 AND sequence <= $2 ORDER BY sequence LIMIT $3',
  events:
    'SELECT e.position, s.name, e.revision, e.id, e.type, e.schema, e.recorded_at, e.data, e.meta ' +
    `FROM ${schema}.event e JOIN ${schema}.stream s ON s.id = e.stream_id ` +
    'WHERE e.position > $1 AND e.position <= $2 ORDER BY e.position LIMIT $3',
})

const toEvent = ([
  position,
  stream = '',
  revision,
  id = '',
  type = '',
  schema,
  at,
  data = '',
  meta = '',
]: Texts): StoredEventRow => ({
  position: Number(position),
  stream,
  revision: Number(revision),
  id,
  type,
  schema: Number(schema),
  recordedAt: Number(at),
  data,
  meta,
})

const toCommand = ([, id = '', requestHash = '', result = '', position]: Texts): StoredCommandRow => ({
  id,
  requestHash,
  result,
  position: Number(position),
})

/** Where a log in PostgreSQL ends. @throws PostgresLogFault when its head row is gone */
export const readPostgresHead = async (client: Client, schema: string): Promise<Head> => {
  const { rows } = await client.query<string[]>({
    text: statementsOf(quoted(schema)).head,
    rowMode: 'array',
    types: asText,
  })
  const [position, chain, recordedAt, commands, commandChain] = rows[0] ?? []
  if (chain === undefined || commandChain === undefined) {
    throw new PostgresLogFault(
      `The log of events in schema ${schema} has lost its head row. Run waymark verify.`,
    )
  }
  return {
    position: Number(position),
    chain,
    recordedAt: Number(recordedAt),
    commands: Number(commands),
    commandChain,
  }
}

const hasLog = async (client: Client, schema: string): Promise<boolean> => {
  const { rows } = await client.query<{ found: boolean }>(
    "SELECT to_regclass($1 || '.head') IS NOT NULL AS found",
    [quoted(schema)],
  )
  return rows[0]?.found === true
}

/** Rows page by page by a growing key in their first column; the next page is on its way while one is worked on. */
const pagesOf = async function* <Row>(
  client: Client,
  statement: { readonly name: string; readonly text: string },
  bounds: { readonly after: number; readonly upTo: number },
  toRow: (texts: Texts) => Row,
): AsyncGenerator<readonly Row[]> {
  const ask = (after: string): Promise<{ rows: Texts[] }> =>
    client.query<string[]>({
      ...statement,
      values: [after, bounds.upTo, PAGE],
      rowMode: 'array',
      types: asText,
    })
  let coming = ask(String(bounds.after))
  for (;;) {
    const { rows } = await coming
    const last = rows.at(-1)?.[0]
    if (last === undefined) return
    coming = ask(last)
    // Whoever stops reading does not hear of it; whoever goes on does.
    coming.catch(() => undefined)
    yield rows.map(toRow)
  }
}

const beginningAfter = async (client: Client, text: string, after: bigint) => {
  if (after === 0n) return { sequence: 0, position: 0 }
  const { rows } = await client.query<string[]>({
    text,
    values: [after.toString()],
    rowMode: 'array',
    types: asText,
  })
  const [sequence, position] = rows[0] ?? []
  return sequence === undefined ? null : { sequence: Number(sequence), position: Number(position) }
}

/**
 * Opens a log in PostgreSQL for moving it elsewhere, as it is at this moment; servers may go on appending. It is read
 * in pages of their own, so that no long transaction stands in the way of the database's housekeeping.
 *
 * @returns null when there is no log of events in the database
 * @throws PostgresLogFault when the database cannot be reached or its log not be read
 */
export const openPostgresLogSource = async (
  url: string,
  schema = DEFAULT_SCHEMA,
): Promise<LogSnapshot | null> => {
  const client = await connect(connectionSettings(url, PATIENCE)).catch((error: unknown) => {
    throw openingFault(error, url)
  })
  try {
    if (!(await hasLog(client, schema))) {
      await client.end()
      return null
    }
    const { position, chain, commands: count, commandChain } = await readPostgresHead(client, schema)
    const statements = statementsOf(quoted(schema))
    const entries = async function* (after: bigint) {
      const begin = await beginningAfter(client, statements.commandAt, after)
      if (begin === null) return
      const commands = { name: 'transfer_commands', text: statements.commands }
      const events = { name: 'transfer_events', text: statements.events }
      yield* entriesOf(
        pagesOf(client, commands, { after: begin.sequence, upTo: count }, (row) =>
          commandOfRow(toCommand(row)),
        ),
        pagesOf(client, events, { after: begin.position, upTo: position }, (row) => eventOfRow(toEvent(row))),
      )
    }
    return {
      end: () => Promise.resolve({ events: position, chain, commands: count, commandChain }),
      entries,
      close: () => client.end(),
    }
  } catch (error) {
    await client.end().catch(() => undefined)
    throw openingFault(error, url)
  }
}
