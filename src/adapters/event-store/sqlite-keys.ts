import type Database from 'libsql'

import type { Report } from '../../eventsourcing/verification-report.js'

const SETTLED = '(SELECT position FROM head)'

/** Keys, how many there must be, and how many lead where they should. What is not settled needs none of two kinds. */
const KEYS: readonly (readonly [table: string, expected: string, right: string])[] = [
  [
    'stream_event',
    `SELECT count(*) AS n FROM event WHERE position <= ${SETTLED}`,
    'SELECT count(*) AS n FROM stream_event k JOIN event e USING (position, stream_id, revision) ' +
      `WHERE position <= ${SETTLED}`,
  ],
  [
    'command_key',
    'SELECT count(sequence) + (SELECT count(*) FROM eventless_command) AS n ' +
      `FROM event WHERE position <= ${SETTLED}`,
    'SELECT count(*) AS n FROM command_key k ' +
      'LEFT JOIN event e ON e.position = k.position AND e.sequence = k.sequence AND e.command = k.command ' +
      'LEFT JOIN eventless_command q ON q.sequence = k.sequence AND q.position = k.position ' +
      `AND q.command = k.command WHERE e.position <= ${SETTLED} OR q.sequence IS NOT NULL`,
  ],
  [
    'foreign_event',
    "SELECT count(*) AS n FROM event WHERE substr(record ->> 'id', 15, 1) <> '5'",
    "SELECT count(*) AS n FROM foreign_event k JOIN event e USING (position) WHERE k.id = e.record ->> 'id'",
  ],
]

/** Whether every stream, every command that is settled, and every id that is not derived is found, where it is. */
export const checkKeys = (database: Database.Database, report: Report): void => {
  for (const [table, ...counting] of KEYS) {
    const [keys, ...counts] = [`SELECT count(*) AS n FROM ${table}`, ...counting].map(
      (sql) => (database.prepare(sql).get() as { n: number }).n,
    )
    if (counts.every((count) => count === keys)) continue
    report('TABLES_ALTERED', null, `Table ${table} does not lead to each of its events or commands`)
  }
}
