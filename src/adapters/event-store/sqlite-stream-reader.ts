import { setImmediate as turn } from 'node:timers/promises'

import type Database from 'libsql'

import type { Content, Recorded, Revision } from '../../eventsourcing/event-store.js'
import { EVENT_ROW, type EventRow, toRecorded } from './sqlite-record.js'
import type { Unsettled } from './sqlite-tail.js'

/** Streams are read in pages, so that a long one neither fills the memory nor holds up the process. */
const PAGE = 500

/** Positions of a stream's settled events. Parameters: stream, revision, most. */
const settledPlaces = (comparison: '>=' | '<=', order: 'ASC' | 'DESC'): string =>
  'SELECT position FROM stream_event WHERE stream_id = (SELECT id FROM stream WHERE name = ?) ' +
  `AND revision ${comparison} ? ORDER BY revision ${order} LIMIT ?`

/**
 * Positions of a stream's other events: those that are known, and those after everything that is known, whoever wrote
 * them. Parameters: known positions as JSON, end of what is known, stream.
 */
const UNSETTLED_PLACES =
  'SELECT value FROM json_each(?) UNION ALL ' +
  'SELECT position FROM event WHERE position > ? AND stream_id = (SELECT id FROM stream WHERE name = ?)'

/**
 * What events say, as one row: making a row for each takes three times as long as finding them. All are JSON as it is
 * stored.
 */
const contentsOf = (places: string, condition = ''): string =>
  'SELECT group_concat(content) AS contents ' +
  `FROM (SELECT content FROM event WHERE position IN (${places}) ${condition})`

interface ContentsRow {
  readonly contents: string | null
}

const toContents = ({ contents }: ContentsRow): readonly Content[] =>
  contents === null ? [] : (JSON.parse(`[${contents}]`) as readonly Content[])

type Page = readonly EventRow[]

/**
 * Reads one stream in revision order. Within a stream positions grow with revisions, so what is settled comes before
 * what is not. Both are looked up in one turn: what the tail has when the first look begins, it has at the second.
 */
export const createSqliteStreamReader = (database: Database.Database, tail: () => Unsettled) => {
  const settled = (comparison: '>=' | '<=', order: 'ASC' | 'DESC') =>
    database.prepare<[string, number, number]>(
      `SELECT ${EVENT_ROW} WHERE e.position IN (${settledPlaces(comparison, order)}) ORDER BY e.position ${order}`,
    )
  const others = (comparison: '>=' | '<=', order: 'ASC' | 'DESC') =>
    database.prepare<[string, number, string, number, number]>(
      `SELECT ${EVENT_ROW} WHERE e.position IN (${UNSETTLED_PLACES}) AND e.revision ${comparison} ? ` +
        `ORDER BY e.position ${order} LIMIT ?`,
    )
  const settledForwards = settled('>=', 'ASC')
  const settledBack = settled('<=', 'DESC')
  const unsettledForwards = others('>=', 'ASC')
  const unsettledBack = others('<=', 'DESC')
  const settledContents = database.prepare<[string, number, number]>(
    contentsOf(settledPlaces('>=', 'ASC'), 'ORDER BY position'),
  )
  const unsettledContents = database.prepare<[string, number, string, number]>(
    contentsOf(UNSETTLED_PLACES, 'AND revision >= ? ORDER BY position'),
  )

  const known = (stream: string): [positions: string, end: number, stream: string] => {
    const unsettled = tail()
    return [JSON.stringify(unsettled.positionsOf(stream)), unsettled.end, stream]
  }

  const forwards = (stream: string, from: number, most: number): Page => {
    const first = settledForwards.all(stream, from, most) as EventRow[]
    if (first.length === most) return first
    const next = (first.at(-1)?.revision ?? from - 1) + 1
    return [...first, ...(unsettledForwards.all(...known(stream), next, most - first.length) as EventRow[])]
  }

  const backwards = (stream: string, from: number, most: number): Page => {
    const last = unsettledBack.all(...known(stream), from, most) as EventRow[]
    if (last.length === most) return last
    const next = (last.at(-1)?.revision ?? from + 1) - 1
    return [...last, ...(settledBack.all(stream, next, most - last.length) as EventRow[])]
  }

  const readStream = async function* (
    stream: string,
    options: { readonly from?: Revision; readonly backwards?: boolean; readonly max?: number } = {},
  ): AsyncGenerator<Recorded> {
    const isBack = options.backwards ?? false
    let from = Number(options.from ?? (isBack ? Number.MAX_SAFE_INTEGER : 0))
    let left = options.max ?? Number.MAX_SAFE_INTEGER
    while (left > 0) {
      const page = Math.min(PAGE, left)
      const rows = (isBack ? backwards : forwards)(stream, from, page)
      for (const row of rows) yield toRecorded(row)
      const last = rows.at(-1)
      if (last === undefined || rows.length < page) return
      left -= rows.length
      // Others get their turn between two pages.
      await turn()
      from = last.revision + (isBack ? -1 : 1)
    }
  }

  const readContents = async function* (
    stream: string,
    revision: Revision,
  ): AsyncGenerator<readonly Content[]> {
    for (let from = Number(revision); ; from += PAGE) {
      const page = toContents(settledContents.get(stream, from, PAGE) as ContentsRow)
      if (page.length < PAGE) {
        // Looked up before anybody has a turn, in which it could be settled; few, for a writer leaves few unsettled.
        const rest = unsettledContents.get(...known(stream), from + page.length) as ContentsRow
        yield [...page, ...toContents(rest)]
        return
      }
      yield page
      // Others get their turn between two pages.
      await turn()
    }
  }

  return { readStream, readContents }
}
