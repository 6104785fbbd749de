import type Database from 'libsql'

import type {
  Meta,
  Position,
  ReadAllOptions,
  ReadAllPage,
  Recorded,
} from '../../eventsourcing/event-store.js'
import type { Json } from '../../eventsourcing/json.js'

/** Columns of `EventRow`. */
export const COLUMNS =
  'e.position, e.id, s.name AS stream, e.revision, e.type, e.schema, e.recorded_at, e.data, e.meta ' +
  'FROM event e JOIN stream s ON s.id = e.stream_id'

/** How many events a filtered page looks at, so that a rare category does not hold up the process. */
const SCAN = 10_000

/** An event as it is read. */
export interface EventRow {
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

export const toRecorded = (row: EventRow): Recorded => ({
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

/** Reads the log in position order. */
export const createSqliteReader = (database: Database.Database, head: () => number) => {
  const all = database.prepare<[number, number]>(
    `SELECT ${COLUMNS} WHERE e.position > ? ORDER BY e.position LIMIT ?`,
  )
  const some = database.prepare<[number, number, string, number]>(
    `SELECT ${COLUMNS} WHERE e.position > ? AND e.position <= ? ` +
      'AND s.category IN (SELECT value FROM json_each(?)) ORDER BY e.position LIMIT ?',
  )

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

  return { readAll }
}
