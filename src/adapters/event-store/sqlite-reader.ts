import type Database from 'libsql'

import type { Position, ReadAllOptions, ReadAllPage } from '../../eventsourcing/event-store.js'
import { EVENT_ROW, type EventRow, toRecorded } from './sqlite-record.js'

/** How many events a filtered page looks at, so that a rare category does not hold up the process. */
const SCAN = 10_000

/** Reads the log in position order. */
export const createSqliteReader = (database: Database.Database, head: () => number) => {
  const all = database.prepare<[number, number]>(
    `SELECT ${EVENT_ROW} WHERE e.position > ? ORDER BY e.position LIMIT ?`,
  )
  const some = database.prepare<[number, number, string, number]>(
    `SELECT ${EVENT_ROW} WHERE e.position > ? AND e.position <= ? ` +
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
