import type Database from 'libsql'

import type { Report } from '../../eventsourcing/verification-report.js'

/** Keys, how many there must be up to a position, and how many lead where they should. */
const KEYS: readonly (readonly [table: string, expected: string, right: string])[] = [
  [
    'stream_event',
    'SELECT count(*) AS n FROM event WHERE position <= ?',
    'SELECT count(*) AS n FROM stream_event k JOIN event e USING (position, stream_id, revision) ' +
      'WHERE position <= ?',
  ],
  [
    'command_key',
    'SELECT count(sequence) + (SELECT count(*) FROM eventless_command) AS n FROM event WHERE position <= ?',
    'SELECT count(*) AS n FROM command_key k ' +
      'LEFT JOIN event e ON e.position = k.position AND e.sequence = k.sequence AND e.command = k.command ' +
      'LEFT JOIN eventless_command q ON q.sequence = k.sequence AND q.position = k.position ' +
      'AND q.command = k.command WHERE e.position <= ? OR q.sequence IS NOT NULL',
  ],
]

/** Whether every stream and every command that is settled is found, where it is. */
export const checkKeys = (database: Database.Database, settled: number, report: Report): void => {
  for (const [table, expected, right] of KEYS) {
    const keys = database.prepare(`SELECT count(*) AS n FROM ${table}`).get() as { n: number }
    const counts = [expected, right].map(
      (sql) => (database.prepare<[number]>(sql).get(settled) as { n: number }).n,
    )
    if (counts.every((count) => count === keys.n)) continue
    report('TABLES_ALTERED', null, `Table ${table} does not lead to each of its events or commands`)
  }
}
