/** Its name; another text gets another number. */
export const SETTLED_FUNCTION = 'append_settled_1'

/** What it takes, in order. Lists are lines, row after row: no stored text has a line feed, and none is empty. */
const PARAMETERS = [
  'known_chain text',
  'known_check text',
  'new_chain text',
  'new_check text',
  'newest bigint',
  'stream_lines text',
  'event_lines text',
  'command_lines text',
]

/** Lines of a stream that the group begins: its number and name. */
const STREAM = 2
/**
 * Lines of an event: id, number of the stream, revision, type, schema, time, data, meta, and the hashes of its payload,
 * of its stream before it, and of the log.
 */
const EVENT = 11
/** Lines of a command: id, hash of the request, result, position, check. */
const COMMAND = 5

/** What the function answers. */
export const WRITTEN = 0
/** The log does not end where the caller settled its group: nothing was written. */
export const ELSEWHERE = 1
/** A command, a stream or an event of the group is in the log already: nothing was written. */
export const TAKEN = 2

const lines = (list: string): string => `string_to_array(${list}, E'\\n')`

/** A row for each so many lines; `o` is what stands before it. */
const rows = (list: string, size: number): string =>
  `generate_series(0, cardinality(${list}) - 1, ${size}) AS o`

/**
 * Writes a group that its caller has settled: which revisions, which positions, which hashes. It does so only where
 * the log ends with the two hashes on which the caller settled it. These bind everything recorded before, so that
 * nobody else can have written anything of which the caller does not know. What the hashes cannot tell, whether a
 * command is remembered already, the unique indexes do.
 *
 * The lists are kept as variables: there PostgreSQL finds an element without counting those before it.
 */
export const settledFunction = (name: string, schema: string, lock: bigint, channel: string): string => `
CREATE FUNCTION ${schema}.${name}(${PARAMETERS.join(', ')})
RETURNS int LANGUAGE plpgsql VOLATILE AS $append$
DECLARE
  s text[] := ${lines('stream_lines')};
  e text[] := ${lines('event_lines')};
  c text[] := ${lines('command_lines')};
  event_count bigint := cardinality(e) / ${EVENT};
  command_count bigint := cardinality(c) / ${COMMAND};
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
  SELECT commands_before + 1 + o / ${COMMAND}, c[o + 1], c[o + 2], c[o + 3], c[o + 4]::bigint, decode(c[o + 5], 'hex')
  FROM ${rows('c', COMMAND)};
  IF stream_lines <> '' THEN
    INSERT INTO ${schema}.stream (id, name, category)
    SELECT s[o + 1]::bigint, s[o + 2], split_part(s[o + 2], '-', 1) FROM ${rows('s', STREAM)};
  END IF;
  IF event_count > 0 THEN
    INSERT INTO ${schema}.event (position, id, stream_id, revision, type, schema, recorded_at, data, meta,
      payload_hash, stream_previous, chain)
    SELECT before + 1 + o / ${EVENT}, e[o + 1], e[o + 2]::bigint, e[o + 3]::bigint, e[o + 4], e[o + 5]::bigint,
      e[o + 6]::bigint, e[o + 7], e[o + 8], decode(e[o + 9], 'hex'), decode(e[o + 10], 'hex'), decode(e[o + 11], 'hex')
    FROM ${rows('e', EVENT)};
    PERFORM pg_notify('${channel}', (before + event_count)::text);
  END IF;
  RETURN ${WRITTEN};
EXCEPTION WHEN unique_violation THEN
  RETURN ${TAKEN};
END
$append$`
