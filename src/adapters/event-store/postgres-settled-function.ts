/** Its name; another text gets another number. */
export const SETTLED_FUNCTION = 'append_settled_1'

/** What the function takes, in order. Lists are lines: no stored text has a line feed, and none is empty. */
const PARAMETERS = [
  'known_chain text',
  'known_check text',
  'new_chain text',
  'new_check text',
  'newest bigint',
  'event_count bigint',
  'command_count bigint',
  'stream_ids text',
  'stream_names text',
  'event_ids text',
  'event_streams text',
  'event_revisions text',
  'event_types text',
  'event_schemas text',
  'event_times text',
  'event_data text',
  'event_metas text',
  'payload_hashes text',
  'stream_hashes text',
  'chain_hashes text',
  'command_ids text',
  'request_hashes text',
  'command_results text',
  'command_positions text',
  'check_hashes text',
]

/** How many parameters the function has. */
export const SETTLED_PARAMETER_COUNT = PARAMETERS.length

/** What the function answers. */
export const WRITTEN = 0
/** The log does not end where the caller settled its group: nothing was written. */
export const ELSEWHERE = 1
/** A command, a stream or an event of the group is in the log already: nothing was written. */
export const TAKEN = 2

const columns = (...lists: readonly string[]): string =>
  `ROWS FROM (${lists.map((list) => `string_to_table(${list}, E'\\n')`).join(', ')}) WITH ORDINALITY`

/**
 * Writes a group that its caller has settled: which revisions, which positions, which hashes. It does so only where
 * the log ends with the two hashes on which the caller settled it. These bind everything recorded before, so that
 * nobody else can have written anything of which the caller does not know. What the hashes cannot tell, whether a
 * command is remembered already, the unique indexes do.
 */
export const settledFunction = (name: string, schema: string, lock: bigint, channel: string): string => `
CREATE FUNCTION ${schema}.${name}(${PARAMETERS.join(', ')})
RETURNS int LANGUAGE plpgsql VOLATILE AS $append$
DECLARE
  before bigint;
  commands_before bigint;
BEGIN
  PERFORM pg_advisory_xact_lock(${lock});
  UPDATE ${schema}.head AS h SET position = h.position + event_count, chain = decode(new_chain, 'hex'),
    recorded_at = newest, commands = h.commands + command_count, command_chain = decode(new_check, 'hex')
  WHERE h.chain = decode(known_chain, 'hex') AND h.command_chain = decode(known_check, 'hex')
  RETURNING h.position - event_count, h.commands - command_count INTO before, commands_before;
  IF NOT FOUND THEN
    RETURN ${ELSEWHERE};
  END IF;
  INSERT INTO ${schema}.command (sequence, id, request_hash, result, position, check_hash)
  SELECT commands_before + t.n, t.id, t.request, t.result, t.reached::bigint, decode(t.check_hash, 'hex')
  FROM ${columns('command_ids', 'request_hashes', 'command_results', 'command_positions', 'check_hashes')}
    AS t(id, request, result, reached, check_hash, n);
  IF stream_ids <> '' THEN
    INSERT INTO ${schema}.stream (id, name, category)
    SELECT t.id::bigint, t.name, split_part(t.name, '-', 1)
    FROM ${columns('stream_ids', 'stream_names')} AS t(id, name, n);
  END IF;
  IF event_count > 0 THEN
    INSERT INTO ${schema}.event (position, id, stream_id, revision, type, schema, recorded_at, data, meta,
      payload_hash, stream_previous, chain)
    SELECT before + t.n, t.id, t.stream::bigint, t.revision::bigint, t.type, t.schema::bigint, t.recorded::bigint,
      t.data, t.meta, decode(t.payload, 'hex'), decode(t.previous, 'hex'), decode(t.chain, 'hex')
    FROM ${columns(
      ...['event_ids', 'event_streams', 'event_revisions', 'event_types', 'event_schemas', 'event_times'],
      ...['event_data', 'event_metas', 'payload_hashes', 'stream_hashes', 'chain_hashes'],
    )} AS t(id, stream, revision, type, schema, recorded, data, meta, payload, previous, chain, n);
    PERFORM pg_notify('${channel}', (before + event_count)::text);
  END IF;
  RETURN ${WRITTEN};
EXCEPTION WHEN unique_violation THEN
  RETURN ${TAKEN};
END
$append$`
