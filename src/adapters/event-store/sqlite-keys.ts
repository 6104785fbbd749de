import type Database from 'libsql'

import type { FoundEvent } from '../../eventsourcing/log-verification.js'
import type { Report } from '../../eventsourcing/verification-report.js'
import { isDerived } from './prepared-batch.js'

const SETTLED = '(SELECT position FROM head)'

/** Keys, how many there must be, and how many lead where they should. What is not settled needs none. */
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
]

/** Whether every stream and every command that is settled is found, where it is. */
export const checkKeys = (database: Database.Database, report: Report): void => {
  for (const [table, ...counting] of KEYS) {
    const [keys, ...counts] = [`SELECT count(*) AS n FROM ${table}`, ...counting].map(
      (sql) => (database.prepare(sql).get() as { n: number }).n,
    )
    if (counts.every((count) => count === keys)) continue
    report('TABLES_ALTERED', null, `Table ${table} does not lead to each of its events or commands`)
  }
}

/** Checks that each event whose id is not derived is found by it, where it is, and no other. */
export const createForeignKeyCheck = (database: Database.Database, report: Report) => {
  const place = database.prepare<[string]>('SELECT position FROM foreign_event WHERE id = ?')
  let events = 0
  let isRight = true
  return {
    accept: ({ id, position }: FoundEvent): void => {
      if (isDerived(id)) return
      events += 1
      const key = place.get(id) as { position: number } | undefined
      isRight &&= key?.position === position
    },
    finish: (): void => {
      const keys = database.prepare('SELECT count(*) AS n FROM foreign_event').get() as { n: number }
      if (isRight && keys.n === events) return
      report('TABLES_ALTERED', null, 'Table foreign_event does not lead to each event that needs it')
    },
  }
}
