import type { Pool, QueryArrayConfig } from 'pg'

import type {
  CommandRecord,
  Content,
  EventStore,
  Meta,
  Position,
  ReadAllOptions,
  ReadAllPage,
  Recorded,
  Revision,
} from '../../eventsourcing/event-store.js'
import type { Json } from '../../eventsourcing/json.js'
import { postgresUnavailable } from '../postgres-unavailable.js'
import { quoted } from './postgres-schema.js'
import { isName } from './prepared-batch.js'

/** Streams are read in pages, so that a long one does not fill the memory. */
const STREAM_PAGE = 500
/** How many events a filtered page looks at, so that a rare category does not hold up the database. */
const SCAN = 10_000
/** Names no revision that a stream can have. */
const LAST = (2n ** 63n - 1n).toString()

type EventRow = [
  position: string,
  id: string,
  stream: string,
  revision: string,
  type: string,
  schema: string,
  recordedAt: string,
  data: string,
  meta: string,
]

/** The events of a page of a stream in one row; null when there are none. */
type ContentsRow = [types: string | null, schemas: string | null, data: string | null]

type CommandRow = [id: string, requestHash: string, result: string, position: string]

/** Every column comes as text and is read here: that takes half as long as the general way. */
const asText = { getTypeParser: () => (value: string) => value }

/** Remembers what it made of one text, until another comes. */
const lastOf = <Value>(read: (text: string) => Value): ((text: string) => Value) => {
  let last: { readonly text: string; readonly value: Value } | undefined
  return (text) => {
    if (last?.text !== text) last = { text, value: read(text) }
    return last.value
  }
}

/** Turns the rows of a page into events. Those of one command have its metadata and its moment in common. */
const recordedFrom = (): ((row: EventRow) => Recorded) => {
  const metaOf = lastOf((text) => JSON.parse(text) as Meta)
  const momentOf = lastOf((text) => new Date(Number(text)))
  return (row) => ({
    id: row[1],
    type: row[4],
    schema: Number(row[5]),
    data: JSON.parse(row[7]) as Json,
    meta: metaOf(row[8]),
    position: BigInt(row[0]),
    stream: row[2],
    revision: BigInt(row[3]),
    recordedAt: momentOf(row[6]),
  })
}

const toContents = ([types, schemas, data]: ContentsRow): readonly Content[] => {
  if (types === null || schemas === null || data === null) return []
  const versions = schemas.split(',')
  const values = JSON.parse(`[${data}]`) as readonly Json[]
  return types
    .split('\n')
    .map((type, index) => ({ type, schema: Number(versions[index]), data: values[index] ?? null }))
}

const toCommand = ([commandId, requestHash, result, position]: CommandRow): CommandRecord => ({
  commandId,
  requestHash,
  result: JSON.parse(result) as Json,
  position: BigInt(position),
})

const statementsOf = (schema: string) => {
  const columns =
    'SELECT e.position, e.id, s.name, e.revision, e.type, e.schema, e.recorded_at, e.data, e.meta ' +
    `FROM ${schema}.event e JOIN ${schema}.stream s ON s.id = e.stream_id`
  const ofStream = `WHERE e.stream_id = (SELECT n.id FROM ${schema}.stream n WHERE n.name = $1)`
  return {
    head: `SELECT position FROM ${schema}.head`,
    all: `${columns} WHERE e.position > $1 ORDER BY e.position LIMIT $2`,
    some:
      `${columns} WHERE e.position > $1 AND e.position <= $2 ` +
      `AND s.category = ANY (string_to_array($3, E'\\n')) ORDER BY e.position LIMIT $4`,
    forwards: `${columns} ${ofStream} AND e.revision >= $2 ORDER BY e.revision LIMIT $3`,
    back: `${columns} ${ofStream} AND e.revision <= $2 ORDER BY e.revision DESC LIMIT $3`,
    // One row instead of hundreds: making them takes longer than finding them. No type has a line feed.
    contents:
      `SELECT string_agg(type, E'\\n'), string_agg(schema::text, ','), string_agg(data, ',') FROM (` +
      `SELECT e.type, e.schema, e.data FROM ${schema}.event e ${ofStream} AND e.revision >= $2 ` +
      'ORDER BY e.revision LIMIT $3) AS page',
    commands:
      `SELECT c.id, c.request_hash, c.result, c.position FROM ${schema}.command c ` +
      `WHERE c.id = ANY (string_to_array($1, E'\\n'))`,
  }
}

type Statement = keyof ReturnType<typeof statementsOf>

export type PostgresReader = Pick<EventStore, 'head' | 'readAll' | 'readStream' | 'readContents'> & {
  /** Those of the commands that are in the log. */
  readonly commands: (ids: readonly string[]) => Promise<readonly CommandRecord[]>
}

/** Reads the log in position order, or one stream in revision order. */
export const createPostgresReader = (pool: Pool, schema: string): PostgresReader => {
  const statements = statementsOf(quoted(schema))

  const ask = async <Row extends (string | null)[]>(
    statement: Statement,
    ...values: readonly string[]
  ): Promise<readonly Row[]> => {
    const query: QueryArrayConfig = {
      name: `${statement}_${schema}`,
      text: statements[statement],
      values: [...values],
      rowMode: 'array',
      types: asText,
    }
    try {
      const { rows } = await pool.query<Row>(query)
      return rows
    } catch (error) {
      throw postgresUnavailable(error) ?? error
    }
  }

  const head = async (): Promise<Position> => {
    const [row] = await ask<[string]>('head')
    if (row === undefined) throw new Error('The log has lost its head row; run verify')
    return BigInt(row[0])
  }

  const readSome = async (
    after: Position,
    categories: readonly string[],
    max: number,
  ): Promise<ReadAllPage> => {
    const end = await head()
    const seen = after + BigInt(Math.max(SCAN, max))
    const last = end < seen ? end : seen
    const wanted = categories.filter(isName).join('\n')
    const rows = await ask<EventRow>('some', `${after}`, `${last}`, wanted, `${max}`)
    const full = rows.length === max ? rows.at(-1)?.[0] : undefined
    const next = full === undefined ? last : BigInt(full)
    return { events: rows.map(recordedFrom()), next: next > after ? next : after }
  }

  const readAll = async (after: Position, { categories, max }: ReadAllOptions): Promise<ReadAllPage> => {
    if (max < 1) return { events: [], next: after }
    if (categories !== undefined) return readSome(after, categories, max)
    const rows = await ask<EventRow>('all', `${after}`, `${max}`)
    const last = rows.at(-1)
    return { events: rows.map(recordedFrom()), next: last === undefined ? after : BigInt(last[0]) }
  }

  const readStream = async function* (
    stream: string,
    options: { readonly from?: Revision; readonly backwards?: boolean; readonly max?: number } = {},
  ): AsyncGenerator<Recorded> {
    if (!isName(stream)) return
    const { backwards = false, max = Number.MAX_SAFE_INTEGER } = options
    let from = options.from?.toString() ?? (backwards ? LAST : '0')
    let left = max
    const toRecorded = recordedFrom()
    while (left > 0) {
      const page = Math.min(STREAM_PAGE, left)
      const rows = await ask<EventRow>(backwards ? 'back' : 'forwards', stream, from, `${page}`)
      for (const row of rows) yield toRecorded(row)
      const last = rows.at(-1)
      if (last === undefined || rows.length < page) return
      left -= rows.length
      from = (BigInt(last[3]) + (backwards ? -1n : 1n)).toString()
    }
  }

  const readContents = async function* (
    stream: string,
    revision: Revision,
  ): AsyncGenerator<readonly Content[]> {
    if (!isName(stream)) return
    for (let from = revision; ; from += BigInt(STREAM_PAGE)) {
      const [row] = await ask<ContentsRow>('contents', stream, `${from}`, `${STREAM_PAGE}`)
      const page = row === undefined ? [] : toContents(row)
      yield page
      if (page.length < STREAM_PAGE) return
    }
  }

  const commands = async (ids: readonly string[]): Promise<readonly CommandRecord[]> =>
    (await ask<CommandRow>('commands', ids.join('\n'))).map(toCommand)

  return { head, readAll, readStream, readContents, commands }
}
