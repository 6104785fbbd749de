/** Its name; another text gets another number. */
export const APPEND_FUNCTION = 'append_3'

/** What the function takes, in order. Lists of texts are lines: no stored text has a line feed. */
const PARAMETERS = [
  'now_at bigint',
  'stream_names text',
  'stream_labels text',
  'command_ids text',
  'command_labels text',
  'request_hashes text',
  'command_results text',
  'expectation_ends int[]',
  'event_ends int[]',
  'recorded_ats bigint[]',
  'expected_streams int[]',
  'expected_revisions bigint[]',
  'event_streams int[]',
  'event_schemas bigint[]',
  'event_labels text',
  'event_ids text',
  'event_types text',
  'event_data text',
  'event_metas text',
  'payload_hashes text',
  'foreign_ids text',
]

/** How many parameters the function has. */
export const PARAMETER_COUNT = PARAMETERS.length

const GENESIS = `repeat('0', 64)`

const sha = (text: string): string => `encode(sha256(convert_to(${text}, 'UTF8')), 'hex')`

const lines = (list: string): string => `string_to_array(${list}, E'\\n')`

/**
 * Writes a group of commands as one transaction. Whoever calls it waits first for the lock of the log, so that
 * positions are given in the order of commits: without a gap, and never one below another that is visible already.
 *
 * Of each command it tells what became of it: 0 appended, 1 known, 2 an expectation does not hold, 3 an event id is
 * taken. None of these hinders the others. What stands in the tables is looked up for all of them at once before the
 * loop, and written for all of them at once behind it; the loop itself touches no table.
 *
 * It takes nothing on trust but the texts: where log and streams end is looked up, and every hash is computed here. To
 * a caller that goes on from there it tells where the log ended before and ends now, the highest number of a stream,
 * and of each stream that the group names its number, revision and end.
 */
export const appendFunction = (name: string, schema: string, lock: bigint, channel: string): string => `
CREATE FUNCTION ${schema}.${name}(${PARAMETERS.join(', ')})
RETURNS json LANGUAGE plpgsql VOLATILE AS $append$
DECLARE
  names text[] := ${lines('stream_names')};
  labels text[] := ${lines('stream_labels')};
  ids text[] := ${lines('command_ids')};
  asked text[] := ${lines('command_labels')};
  requests text[] := ${lines('request_hashes')};
  results text[] := ${lines('command_results')};
  tails text[] := ${lines('event_labels')};
  foreigners text[] := ${lines('foreign_ids')};
  new_ids text[] := ${lines('event_ids')};
  types text[] := ${lines('event_types')};
  data text[] := ${lines('event_data')};
  metas text[] := ${lines('event_metas')};
  payloads text[] := ${lines('payload_hashes')};
  found record;
  taken text[];
  stream_keys bigint[] := '{}';
  revisions bigint[] := '{}';
  ends text[] := '{}';
  head ${schema}.head%ROWTYPE;
  last_chain text;
  last_check text;
  last_key bigint;
  first_expectation int := 1;
  first_event int := 1;
  actual bigint;
  newest bigint;
  stream int;
  label text;
  entered int := 0;
  remembered int := 0;
  outcomes int[] := array_fill(0, ARRAY[cardinality(ids)]);
  details bigint[] := array_fill(0::bigint, ARRAY[cardinality(ids)]);
  actuals bigint[] := array_fill(-1::bigint, ARRAY[cardinality(ids)]);
  reached bigint[] := array_fill(NULL::bigint, ARRAY[cardinality(event_streams)]);
  new_keys bigint[] := '{}';
  new_names text[] := '{}';
  e_index int[] := '{}';
  e_recorded bigint[] := '{}';
  e_previous text[] := '{}';
  e_chain text[] := '{}';
  c_index int[] := '{}';
  c_check text[] := '{}';
  before bigint;
  commands_before bigint;
BEGIN
  PERFORM pg_advisory_xact_lock(${lock});
  SELECT h.* INTO STRICT head FROM ${schema}.head AS h;
  last_chain := encode(head.chain, 'hex');
  last_check := encode(head.command_chain, 'hex');
  before := head.position;
  commands_before := head.commands;
  newest := head.recorded_at;

  FOR found IN
    SELECT t.n FROM unnest(ids) WITH ORDINALITY AS t(id, n) JOIN ${schema}.command c ON c.id = t.id
  LOOP
    outcomes[found.n] := 1;
  END LOOP;

  IF cardinality(foreigners) > 0 THEN
    SELECT array_agg(e.id) INTO taken FROM unnest(foreigners) AS t(id)
    JOIN ${schema}.event e ON e.id = t.id AND substr(e.id, 15, 1) <> '5';
  END IF;

  SELECT coalesce(max(known_stream.id), 0) INTO last_key FROM ${schema}.stream AS known_stream;
  FOR found IN
    SELECT t.n, s.id AS key, coalesce(e.revision, -1) AS reached, CASE WHEN e.revision IS NULL THEN ${GENESIS}
      ELSE ${sha(
        `encode(e.stream_previous, 'hex') || E'\\n' || encode(e.payload_hash, 'hex') || E'\\n[' || t.label || ',' ` +
          `|| e.revision || ',' || to_json(e.id) || ',' || to_json(e.type) || ',' || e.schema || ']'`,
      )} END AS hash
    FROM unnest(names, labels) WITH ORDINALITY AS t(name, label, n)
    LEFT JOIN ${schema}.stream s ON s.name = t.name
    LEFT JOIN LATERAL (
      SELECT l.revision, l.id, l.type, l.schema, l.stream_previous, l.payload_hash FROM ${schema}.event l
      WHERE l.stream_id = s.id ORDER BY l.revision DESC LIMIT 1
    ) e ON true
  LOOP
    stream_keys[found.n] := found.key;
    revisions[found.n] := found.reached;
    ends[found.n] := found.hash;
  END LOOP;

  FOR i IN 1 .. cardinality(ids) LOOP
    IF outcomes[i] = 0 THEN
      FOR x IN first_expectation .. expectation_ends[i] LOOP
        CONTINUE WHEN expected_revisions[x] = revisions[expected_streams[x]];
        actual := revisions[expected_streams[x]];
        CONTINUE WHEN expected_revisions[x] = -3 OR (expected_revisions[x] = -2 AND actual >= 0);
        outcomes[i] := 2;
        details[i] := x;
        actuals[i] := actual;
        EXIT;
      END LOOP;
    END IF;
    IF taken IS NOT NULL AND outcomes[i] = 0 THEN
      FOR k IN first_event .. event_ends[i] LOOP
        CONTINUE WHEN NOT new_ids[k] = ANY (taken);
        outcomes[i] := 3;
        details[i] := k;
        EXIT;
      END LOOP;
    END IF;
    IF outcomes[i] = 0 THEN
      IF event_ends[i] >= first_event THEN
        newest := greatest(newest, coalesce(recorded_ats[i], now_at));
      END IF;
      FOR k IN first_event .. event_ends[i] LOOP
        stream := event_streams[k];
        reached[k] := revisions[stream] + 1;
        revisions[stream] := reached[k];
        label := labels[stream] || ',' || reached[k] || tails[k];
        entered := entered + 1;
        last_chain := ${sha(
          `last_chain || E'\\n' || payloads[k] || E'\\n[' || before + entered || ',' || label || ',' || newest || ']'`,
        )};
        e_index[entered] := k;
        e_recorded[entered] := newest;
        e_previous[entered] := ends[stream];
        e_chain[entered] := last_chain;
        ends[stream] := ${sha(`ends[stream] || E'\\n' || payloads[k] || E'\\n[' || label || ']'`)};
      END LOOP;
      details[i] := before + entered;
      remembered := remembered + 1;
      last_check := ${sha(
        `last_check || E'\\n[' || commands_before + remembered || ',' || asked[i] || ',' || details[i] ` +
          `|| E']\\n' || results[i]`,
      )};
      c_index[remembered] := i;
      c_check[remembered] := last_check;
    END IF;
    first_expectation := expectation_ends[i] + 1;
    first_event := event_ends[i] + 1;
  END LOOP;

  IF entered > 0 THEN
    FOR s IN 1 .. cardinality(names) LOOP
      IF stream_keys[s] IS NULL AND revisions[s] >= 0 THEN
        last_key := last_key + 1;
        stream_keys[s] := last_key;
        new_keys := array_append(new_keys, last_key);
        new_names := array_append(new_names, names[s]);
      END IF;
    END LOOP;
    IF cardinality(new_keys) > 0 THEN
      INSERT INTO ${schema}.stream (id, name, category)
      SELECT t.id, t.name, split_part(t.name, '-', 1) FROM unnest(new_keys, new_names) AS t(id, name);
    END IF;
    INSERT INTO ${schema}.event (position, id, stream_id, revision, type, schema, recorded_at, data, meta,
      payload_hash, stream_previous, chain)
    SELECT before + t.n, new_ids[t.k], stream_keys[event_streams[t.k]], reached[t.k], types[t.k], event_schemas[t.k],
      t.recorded, data[t.k], metas[t.k], decode(payloads[t.k], 'hex'), decode(t.previous, 'hex'),
      decode(t.chain, 'hex')
    FROM unnest(e_index, e_recorded, e_previous, e_chain)
      WITH ORDINALITY AS t(k, recorded, previous, chain, n);
    PERFORM pg_notify('${channel}', (before + entered)::text);
  END IF;
  IF remembered > 0 THEN
    INSERT INTO ${schema}.command (sequence, id, request_hash, result, position, check_hash)
    SELECT commands_before + t.n, ids[t.i], requests[t.i], results[t.i], details[t.i],
      decode(t.check_hash, 'hex')
    FROM unnest(c_index, c_check) WITH ORDINALITY AS t(i, check_hash, n);
    UPDATE ${schema}.head AS h SET position = before + entered,
      chain = decode(last_chain, 'hex'), recorded_at = newest, commands = commands_before + remembered,
      command_chain = decode(last_check, 'hex');
  END IF;
  RETURN json_build_array(outcomes, details, actuals, reached, json_build_object(
    'before', json_build_array(encode(head.chain, 'hex'), encode(head.command_chain, 'hex')),
    'head', json_build_array(before + entered, last_chain, newest, commands_before + remembered, last_check),
    'lastKey', last_key, 'keys', stream_keys, 'revisions', revisions, 'ends', ends));
END
$append$`
