import { setImmediate as turn } from 'node:timers/promises'

import type Database from 'libsql'

import type {
  Content,
  Meta,
  Position,
  ReadAllOptions,
  ReadAllPage,
  Recorded,
  Revision,
} from '../../eventsourcing/event-store.js'
import type { Json } from '../../eventsourcing/json.js'

const COLUMNS =
  'e.position, e.id, s.name AS stream, e.revision, e.type, e.schema, e.recorded_at, e.data, e.meta ' +
  'FROM event e JOIN stream s ON s.id = e.stream_id'

/** Streams are read in pages, so that a long one neither fills the memory nor holds up the process. */
const STREAM_PAGE = 500
/** How many events a filtered page looks at, so that a rare category does not hold up the process. */
const SCAN = 10_000

/**
 * What the events of a stream say, as one row: making a row for each takes three times as long as finding them. No
 * type has a line feed, and data are JSON as it is stored.
 */
const CONTENTS =
  'SELECT group_concat(type, char(10)) AS types, group_concat(schema) AS schemas, group_concat(data) AS data ' +
  'FROM (SELECT type, schema, data FROM event WHERE stream_id = (SELECT id FROM stream WHERE name = ?) ' +
  'AND revision >= ? ORDER BY revision LIMIT ?)'

interface ContentsRow {
  readonly types: string | null
  readonly schemas: string
  readonly data: string
}

const toContents = ({ types, schemas, data }: ContentsRow): readonly Content[] => {
  if (types === null) return []
  const versions = schemas.split(',')
  const values = JSON.parse(`[${data}]`) as readonly Json[]
  return types.split('\n').map((type, index) => ({
    type,
    schema: Number(versions[index]),
    data: values[index] ?? null,
  }))
}

interface EventRow {
  readonly position: number
  readonly id: string
  readonly stream: string
  readonly revision: number
  readonly type: string
  readonly schema: number
  readonly recorded_at: number
  readonly data: string
  readonly meta: string
}

const toRecorded = (row: EventRow): Recorded => ({
  id: row.id,
  type: row.type,
  schema: row.schema,
  data: JSON.parse(row.data) as Json,
  meta: JSON.parse(row.meta) as Meta,
  position: BigInt(row.position),
  stream: row.stream,
  revision: BigInt(row.revision),
  recordedAt: new Date(row.recorded_at),
})

/** Reads the log in position order, or one stream in revision order. */
export const createSqliteReader = (database: Database.Database, head: () => number) => {
  const all = database.prepare<[number, number]>(
    `SELECT ${COLUMNS} WHERE e.position > ? ORDER BY e.position LIMIT ?`,
  )
  const some = database.prepare<[number, number, string, number]>(
    `SELECT ${COLUMNS} WHERE e.position > ? AND e.position <= ? ` +
      'AND s.category IN (SELECT value FROM json_each(?)) ORDER BY e.position LIMIT ?',
  )
  const forwards = database.prepare<[string, number, number]>(
    `SELECT ${COLUMNS} WHERE s.name = ? AND e.revision >= ? ORDER BY e.revision LIMIT ?`,
  )
  const back = database.prepare<[string, number, number]>(
    `SELECT ${COLUMNS} WHERE s.name = ? AND e.revision <= ? ORDER BY e.revision DESC LIMIT ?`,
  )

  const contents = database.prepare<[string, number, number]>(CONTENTS)

  const readSome = (after: number, categories: readonly string[], max: number): ReadAllPage => {
    const last = Math.min(head(), after + Math.max(SCAN, max))
    const rows = some.all(after, last, JSON.stringify(categories), max) as EventRow[]
    const next = rows.length === max ? (rows.at(-1)?.position ?? last) : Math.max(after, last)
    return { events: rows.map(toRecorded), next: BigInt(next) }
  }

  const readAll = (after: Position, { categories, max }: ReadAllOptions): ReadAllPage => {
    if (max < 1) return { events: [], next: after }
    if (categories !== undefined) return readSome(Number(after), categories, max)
    const rows = all.all(Number(after), max) as EventRow[]
    const last = rows.at(-1)?.position
    return { events: rows.map(toRecorded), next: last === undefined ? after : BigInt(last) }
  }

  const readStream = async function* (
    stream: string,
    options: { readonly from?: Revision; readonly backwards?: boolean; readonly max?: number } = {},
  ): AsyncGenerator<Recorded> {
    const backwards = options.backwards ?? false
    const statement = backwards ? back : forwards
    let from = Number(options.from ?? (backwards ? Number.MAX_SAFE_INTEGER : 0))
    let left = options.max ?? Number.MAX_SAFE_INTEGER
    while (left > 0) {
      const page = Math.min(STREAM_PAGE, left)
      const rows = statement.all(stream, from, page) as EventRow[]
      for (const row of rows) yield toRecorded(row)
      const last = rows.at(-1)
      if (last === undefined || rows.length < page) return
      left -= rows.length
      // Others get their turn between two pages.
      await turn()
      from = last.revision + (backwards ? -1 : 1)
    }
  }

  const readContents = async function* (
    stream: string,
    revision: Revision,
  ): AsyncGenerator<readonly Content[]> {
    for (let from = Number(revision); ; from += STREAM_PAGE) {
      const page = toContents(contents.get(stream, from, STREAM_PAGE) as ContentsRow)
      yield page
      if (page.length < STREAM_PAGE) return
      // Others get their turn between two pages.
      await turn()
    }
  }

  return { readAll, readStream, readContents }
}
