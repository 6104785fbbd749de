import { Pool } from 'pg'

import { createAppendBell, subscribeWith } from '../../src/adapters/event-store/subscription.js'
import type { EventStore, Meta, Recorded } from '../../src/eventsourcing/event-store.js'
import type { Json } from '../../src/eventsourcing/json.js'

interface Row {
  readonly position: string
  readonly stream: string
  readonly id: string
  readonly data: Json
  readonly meta: Meta
}

const recorded = ({ position, stream, id, data, meta }: Row): Recorded => ({
  ...{ id, type: 'SomethingHappened', schema: 1, data, meta, stream },
  position: BigInt(position),
  revision: 0n,
  recordedAt: new Date(0),
})

/** Makes each commit that touches a table take between 0 and 10 ms, after everything else of its transaction. */
export const lateCommits = (table: string): readonly string[] => [
  `CREATE FUNCTION public.take_time() RETURNS trigger LANGUAGE plpgsql AS
    'BEGIN PERFORM pg_sleep(random() * 0.01); RETURN NULL; END'`,
  `CREATE CONSTRAINT TRIGGER late AFTER INSERT ON ${table} DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION public.take_time()`,
]

/**
 * How one would write it without thinking of commits: positions come from a sequence, at the insert, and a reader asks
 * for what comes after the highest that it has seen. A transaction that took its position early and commits late is
 * never read. Kept so that the test of such commits is seen to find it.
 */
export const openNaiveStore = async (url: string) => {
  const pool = new Pool({ connectionString: url, max: 16 })
  const statements = [
    'CREATE TABLE naive (position bigserial PRIMARY KEY, stream text, id text, data json, meta json)',
    ...lateCommits('naive'),
  ]
  for (const statement of statements) await pool.query(statement)
  const bell = createAppendBell()

  const append: EventStore['append'] = async ({ writes }) => {
    for (const { stream, events } of writes) {
      for (const { id, data, meta } of events) {
        await pool.query('INSERT INTO naive (stream, id, data, meta) VALUES ($1, $2, $3, $4)', [
          ...[stream, id, JSON.stringify(data), JSON.stringify(meta)],
        ])
      }
    }
    bell.ring()
    return { kind: 'appended', position: 0n, revisions: [] }
  }
  const head: EventStore['head'] = async () => {
    const { rows } = await pool.query<{ last: string }>(
      'SELECT coalesce(max(position), 0) AS last FROM naive',
    )
    return BigInt(rows[0]?.last ?? 0)
  }
  const readAll: EventStore['readAll'] = async (after, { max }) => {
    const text = 'SELECT * FROM naive WHERE position > $1 ORDER BY position LIMIT $2'
    const { rows } = await pool.query<Row>(text, [after.toString(), max])
    const events = rows.map(recorded)
    return { events, next: events.at(-1)?.position ?? after }
  }
  const subscribe: EventStore['subscribe'] = (after, options) =>
    subscribeWith({ readAll, head }, bell, after, options)
  return { append, subscribe, close: () => pool.end() }
}
