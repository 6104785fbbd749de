import type { Client } from 'pg'

import { streamHash } from '../../eventsourcing/hash-chain.js'
import type { LogEntry } from '../../eventsourcing/log-transfer.js'
import type { Head } from './ledger.js'
import { LookedUpLedger } from './looked-up-ledger.js'
import { quoted } from './postgres-schema.js'

interface EndRow {
  readonly name: string
  readonly id: string
  readonly revision: string
  readonly type: string
  readonly schema: string
  readonly payload_hash: string
  readonly stream_previous: string
}

interface CommandRow {
  readonly sequence: string
  readonly id: string
  readonly request_hash: string
  readonly result: string
  readonly position: string
  readonly check_hash: string
}

interface EventRow {
  readonly position: string
  readonly id: string
  readonly stream: string
  readonly type: string
  readonly schema: string
  readonly payload_hash: string
}

const statementsOf = (schema: string) => ({
  ends:
    `SELECT s.name, e.id, e.revision, e.type, e.schema, encode(e.payload_hash, 'hex') AS payload_hash, ` +
    `encode(e.stream_previous, 'hex') AS stream_previous FROM ${schema}.stream s CROSS JOIN LATERAL ` +
    `(SELECT l.* FROM ${schema}.event l WHERE l.stream_id = s.id ORDER BY l.revision DESC LIMIT 1) e ` +
    'WHERE s.name = ANY ($1)',
  commands:
    `SELECT sequence, id, request_hash, result, position, encode(check_hash, 'hex') AS check_hash ` +
    `FROM ${schema}.command WHERE id = ANY ($1)`,
  foreign: `SELECT id FROM ${schema}.event WHERE id = ANY ($1) AND substr(id, 15, 1) <> '5'`,
  events:
    `SELECT e.position, e.id, s.name AS stream, e.type, e.schema, encode(e.payload_hash, 'hex') AS payload_hash ` +
    `FROM ${schema}.event e JOIN ${schema}.stream s ON s.id = e.stream_id WHERE e.position = ANY ($1)`,
})

const eventsOf = ({ batch }: LogEntry) => batch.writes.flatMap(({ events }) => events)

/**
 * A log in PostgreSQL as a group of entries sees it: what concerns them is looked up beforehand. What is kept from
 * one group to the next is right as long as nobody else writes.
 */
export class PostgresTransferLedger extends LookedUpLedger {
  readonly #client: Client
  readonly #statements

  constructor(client: Client, schema: string) {
    super()
    this.#client = client
    this.#statements = statementsOf(quoted(schema))
  }

  override async prepare(entries: readonly LogEntry[]): Promise<void> {
    this.commands.clear()
    this.foreignIds.clear()
    this.events.clear()
    await this.#lookForCommands(entries)
    await this.#lookForStreams(entries.flatMap(({ batch }) => batch.writes.map(({ stream }) => stream)))
    const foreign = entries.flatMap((entry) =>
      eventsOf(entry).flatMap(({ id }) => (id[14] === '5' ? [] : [id])),
    )
    if (foreign.length === 0) return
    const { rows } = await this.#client.query<{ id: string }>(this.#statements.foreign, [foreign])
    for (const { id } of rows) this.foreignIds.add(id)
  }

  async #lookForCommands(entries: readonly LogEntry[]): Promise<void> {
    const lengths = new Map(entries.map((entry) => [entry.batch.commandId, eventsOf(entry).length]))
    const { rows } = await this.#client.query<CommandRow>(this.#statements.commands, [[...lengths.keys()]])
    const positions: number[] = []
    for (const { id, sequence, request_hash: requestHash, result, position, check_hash: check } of rows) {
      const last = Number(position)
      this.commands.set(id, { id, sequence: Number(sequence), requestHash, result, position: last, check })
      for (let back = 0; back < (lengths.get(id) ?? 0); back += 1) positions.push(last - back)
    }
    if (positions.length === 0) return
    const found = await this.#client.query<EventRow>(this.#statements.events, [positions])
    for (const { position, id, stream, type, schema, payload_hash: payloadHash } of found.rows) {
      this.events.set(Number(position), { id, stream, type, schema: Number(schema), payloadHash })
    }
  }

  async #lookForStreams(names: readonly string[]): Promise<void> {
    const unknown = [...new Set(names)].filter((name) => !this.streams.has(name))
    if (unknown.length === 0) return
    for (const name of unknown) this.streams.set(name, null)
    const { rows } = await this.#client.query<EndRow>(this.#statements.ends, [unknown])
    for (const { name: stream, id, type, stream_previous, payload_hash, ...row } of rows) {
      const revision = Number(row.revision)
      const header = { stream, revision, id, type, schema: Number(row.schema), position: 0, recordedAt: 0 }
      this.streams.set(stream, { revision, hash: streamHash(stream_previous, payload_hash, header) })
    }
  }

  /** The group was not recorded: begins anew from what is stored. */
  forget(head: Head): void {
    this.streams.clear()
    this.head = head
  }
}
