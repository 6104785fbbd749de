import type { Client } from 'pg'

import {
  createCommandVerifier,
  createEventVerifier,
  type FoundCommand,
  type FoundEvent,
  type FoundHead,
} from '../../eventsourcing/log-verification.js'
import { categoryOf } from '../../eventsourcing/stream-name.js'
import {
  checkReadSides,
  createFindings,
  type Report,
  type VerificationReport,
  type VerifyOptions,
} from '../../eventsourcing/verification-report.js'
import { connect, connectionSettings, PATIENCE } from './postgres-connections.js'
import { addressOf, openingFault } from './postgres-fault.js'
import { DEFAULT_SCHEMA, FORMAT, quoted } from './postgres-schema.js'
import { checkStructure } from './postgres-structure.js'

const PAGE = 1_000

/** Runs a part of the verification; tables so damaged that they cannot be read on are a finding. */
const guarded = async (what: string, report: Report, part: () => Promise<void>): Promise<void> => {
  try {
    await part()
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    report('FILE_DAMAGED', null, `Cannot read ${what}: ${reason}`)
  }
}

/** Numbers that PostgreSQL sends as text, because they might be larger than this language's. */
type Texts<Row> = { readonly [Key in keyof Row]: Row[Key] extends number ? string | number : Row[Key] }

const headOf = async (client: Client, schema: string, report: Report): Promise<FoundHead> => {
  const { rows } = await client.query<Texts<FoundHead & { format: number }>>(
    `SELECT format, position, encode(chain, 'hex') AS chain, recorded_at AS "recordedAt", commands,
      encode(command_chain, 'hex') AS "commandChain" FROM ${schema}.head`,
  )
  const row = rows[0]
  if (row === undefined) {
    report('HEAD_DISAGREES', null, 'The head row is gone')
    return { position: 0, chain: '', recordedAt: 0, commands: 0, commandChain: '' }
  }
  if (Number(row.format) !== FORMAT)
    report('HEAD_DISAGREES', null, `The head row has format ${Number(row.format)}`)
  const { position, chain, recordedAt, commands, commandChain } = row
  return {
    position: Number(position),
    chain,
    recordedAt: Number(recordedAt),
    commands: Number(commands),
    commandChain,
  }
}

/** Rows page by page, by a key that grows. */
const pages = async function* <Row extends Record<Key, string>, Key extends string>(
  client: Client,
  text: string,
  key: Key,
): AsyncGenerator<readonly Row[]> {
  let after = (-(2n ** 63n)).toString()
  for (;;) {
    const { rows } = await client.query<Row>(text, [after, PAGE])
    const last = rows.at(-1)
    if (last === undefined) return
    yield rows
    after = last[key]
  }
}

type EventRow = Texts<FoundEvent> & { readonly position: string }

const checkEvents = async (
  client: Client,
  schema: string,
  verifier: ReturnType<typeof createEventVerifier>,
  options: VerifyOptions,
): Promise<void> => {
  const text = `SELECT e.position, e.id, coalesce(s.name, '') AS stream, e.revision, e.type, e.schema,
      e.recorded_at AS "recordedAt", e.data, e.meta, encode(e.payload_hash, 'hex') AS "payloadHash",
      encode(e.stream_previous, 'hex') AS "streamPrevious", encode(e.chain, 'hex') AS chain
    FROM ${schema}.event e LEFT JOIN ${schema}.stream s ON s.id = e.stream_id
    WHERE e.position > $1 ORDER BY e.position LIMIT $2`
  for await (const rows of pages<EventRow, 'position'>(client, text, 'position')) {
    for (const row of rows) {
      verifier.accept({
        ...row,
        position: Number(row.position),
        revision: Number(row.revision),
        schema: Number(row.schema),
        recordedAt: Number(row.recordedAt),
      })
    }
    options.progress?.(verifier.counts().events)
  }
}

interface StreamRow {
  readonly id: string
  readonly name: string
  readonly category: string
}

const checkStreams = async (
  client: Client,
  schema: string,
  verifier: ReturnType<typeof createEventVerifier>,
  report: Report,
): Promise<void> => {
  const text = `SELECT id, name, category FROM ${schema}.stream WHERE id > $1 ORDER BY id LIMIT $2`
  for await (const rows of pages<StreamRow & Record<'id', string>, 'id'>(client, text, 'id')) {
    for (const { name, category } of rows) {
      if (category !== categoryOf(name))
        report('STREAM_DISAGREES', null, `Stream ${name} has another category`)
      if (!verifier.hasStream(name)) report('STREAM_DISAGREES', null, `Stream ${name} has no events`)
    }
  }
}

type CommandRow = Texts<FoundCommand> & { readonly sequence: string }

const checkCommands = async (
  client: Client,
  schema: string,
  verifier: ReturnType<typeof createCommandVerifier>,
  head: FoundHead,
): Promise<void> => {
  const text = `SELECT sequence, id, request_hash AS "requestHash", result, position,
      encode(check_hash, 'hex') AS "check"
    FROM ${schema}.command WHERE sequence > $1 ORDER BY sequence LIMIT $2`
  for await (const rows of pages<CommandRow, 'sequence'>(client, text, 'sequence')) {
    for (const row of rows) {
      verifier.accept({ ...row, sequence: Number(row.sequence), position: Number(row.position) }, head)
    }
  }
  verifier.finish(head)
}

/**
 * Reads a whole log in PostgreSQL without writing to it, as it is at one moment, and reports everything that is not as
 * it was recorded. Works beside running servers. What it cannot tell is the same as of a log in SQLite: whether
 * whoever may write to the database replaced all of it.
 *
 * @throws PostgresLogFault when the database cannot be reached or let in
 */
export const verifyPostgresLog = async (
  url: string,
  options: VerifyOptions & { readonly schema?: string } = {},
): Promise<VerificationReport> => {
  const name = options.schema ?? DEFAULT_SCHEMA
  const schema = quoted(name)
  const { findings, report, more } = createFindings()
  const events = createEventVerifier(report)
  const commands = createCommandVerifier(report)
  const client = await connect(connectionSettings(url, PATIENCE)).catch((error: unknown) => {
    throw openingFault(error, url)
  })
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    const { rows } = await client.query<{ found: boolean }>(
      `SELECT to_regclass($1 || '.head') IS NOT NULL AS found`,
      [schema],
    )
    if (rows[0]?.found === true) {
      const head = await headOf(client, schema, report)
      await guarded('the tables', report, () => checkStructure(client, name, report))
      await guarded('the events', report, async () => {
        await checkEvents(client, schema, events, options)
        events.finish(head)
        await checkStreams(client, schema, events, report)
      })
      await guarded('the command records', report, () => checkCommands(client, schema, commands, head))
    } else {
      const { database } = addressOf(url)
      report('FILE_DAMAGED', null, `There is no log of events in schema ${name} of database ${database}`)
    }
  } finally {
    await client.end().catch(() => undefined)
  }
  const { head, chain, ...counts } = events.counts()
  checkReadSides(options.checkpoints ?? [], head, report)
  return { ...counts, commands: commands.count(), head: BigInt(head), chain, findings, more: more() }
}
