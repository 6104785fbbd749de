import type { ClientBase } from 'pg'

import type { Report } from '../../eventsourcing/verification-report.js'
import { functionsOf, quoted } from './postgres-schema.js'

/** What a schema of a log consists of, a line for each part, as this release makes it. */
const expectedParts = (schema: string): readonly string[] => [
  'column command.check_hash bytea not null',
  'column command.id text not null',
  'column command.position bigint not null',
  'column command.request_hash text not null',
  'column command.result text not null',
  'column command.sequence bigint not null',
  'column event.chain bytea not null',
  'column event.data text not null',
  'column event.id text not null',
  'column event.meta text not null',
  'column event.payload_hash bytea not null',
  'column event.position bigint not null',
  'column event.recorded_at bigint not null',
  'column event.revision bigint not null',
  'column event.schema bigint not null',
  'column event.stream_id bigint not null',
  'column event.stream_previous bytea not null',
  'column event.type text not null',
  'column head.chain bytea not null',
  'column head.command_chain bytea not null',
  'column head.commands bigint not null',
  'column head.format integer not null',
  'column head.id integer not null',
  'column head.position bigint not null',
  'column head.recorded_at bigint not null',
  'column stream.category text not null',
  'column stream.id bigint not null',
  'column stream.name text not null',
  'constraint head CHECK ((id = 1))',
  `index CREATE UNIQUE INDEX command_id_key ON ${schema}.command USING btree (id)`,
  `index CREATE UNIQUE INDEX command_pkey ON ${schema}.command USING btree (sequence)`,
  `index CREATE UNIQUE INDEX event_id ON ${schema}.event USING btree (id) WHERE (substr(id, 15, 1) <> '5'::text)`,
  `index CREATE UNIQUE INDEX event_pkey ON ${schema}.event USING btree ("position")`,
  `index CREATE UNIQUE INDEX event_stream ON ${schema}.event USING btree (stream_id, revision)`,
  `index CREATE UNIQUE INDEX head_pkey ON ${schema}.head USING btree (id)`,
  `index CREATE UNIQUE INDEX stream_name_key ON ${schema}.stream USING btree (name)`,
  `index CREATE UNIQUE INDEX stream_pkey ON ${schema}.stream USING btree (id)`,
]

const PARTS = `
WITH tables AS (
  SELECT oid, relname FROM pg_class WHERE relnamespace = to_regnamespace($1) AND relkind IN ('r', 'p', 'v', 'm', 'f')
)
SELECT format('column %s.%s %s%s', t.relname, a.attname, format_type(a.atttypid, a.atttypmod),
  CASE WHEN a.attnotnull THEN ' not null' ELSE '' END) AS part
FROM tables t JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
UNION ALL SELECT format('index %s', pg_get_indexdef(i.indexrelid)) FROM tables t JOIN pg_index i ON i.indrelid = t.oid
UNION ALL SELECT format('constraint %s %s', t.relname, pg_get_constraintdef(c.oid))
  FROM tables t JOIN pg_constraint c ON c.conrelid = t.oid AND c.contype NOT IN ('p', 'u', 'n')
UNION ALL SELECT format('trigger %s', pg_get_triggerdef(g.oid)) FROM tables t JOIN pg_trigger g ON g.tgrelid = t.oid
UNION ALL SELECT format('rule %s', pg_get_ruledef(r.oid)) FROM tables t JOIN pg_rewrite r ON r.ev_class = t.oid
UNION ALL SELECT format('policy %s of %s', p.polname, t.relname) FROM tables t JOIN pg_policy p ON p.polrelid = t.oid`

/** Reports tables, indexes, triggers and the functions that append where they are not as this release makes them. */
export const checkStructure = async (client: ClientBase, schema: string, report: Report): Promise<void> => {
  const name = quoted(schema)
  const { rows } = await client.query<{ part: string }>(PARTS, [name])
  const found = new Set(rows.map(({ part }) => part))
  const shown = await client.query<{ name: string }>('SELECT quote_ident($1) AS name', [schema])
  for (const part of expectedParts(shown.rows[0]?.name ?? name)) {
    if (!found.delete(part)) report('TABLES_ALTERED', null, `Not as it was made: ${part}`)
  }
  for (const part of found) report('TABLES_ALTERED', null, `Does not belong here: ${part}`)
  const functions = await client.query<{ name: string; source: string }>(
    'SELECT proname AS name, prosrc AS source FROM pg_proc WHERE pronamespace = to_regnamespace($1)',
    [name],
  )
  const sources = new Map(functions.rows.map(({ name: found, source }) => [found, source]))
  for (const [made, text] of functionsOf(schema)) {
    const source = sources.get(made) ?? ''
    if (source === '' || !text.includes(source)) {
      report('TABLES_ALTERED', null, `The function ${made} is not as it was made`)
    }
  }
}
