import type Database from 'libsql'

import type { Additions } from './sqlite-rows.js'

/**
 * One command with one event, as one statement: a transaction of its own that is begun, checked and committed in
 * one call of the driver instead of five. The view and its trigger belong to the connection, not to the file.
 */
const VIEW = `CREATE TEMP VIEW lone_entry AS SELECT event.*, command.id AS command, sequence, request_hash, result,
  check_hash, head.chain AS after_chain, head.command_chain AS after_command_chain
FROM event, command, head`

const TRIGGER = `CREATE TEMP TRIGGER lone_entry_insert INSTEAD OF INSERT ON lone_entry BEGIN
  UPDATE head SET position = new.position, chain = new.chain, recorded_at = new.recorded_at,
    commands = new.sequence, command_chain = new.check_hash
    WHERE chain = new.after_chain AND command_chain = new.after_command_chain;
  SELECT RAISE(ABORT, 'The log ends elsewhere') WHERE changes() <> 1;
  INSERT INTO event VALUES (new.position, new.id, new.stream_id, new.revision, new.type, new.schema,
    new.recorded_at, new.data, new.meta, new.payload_hash, new.stream_previous, new.chain);
  INSERT INTO command VALUES (new.command, new.sequence, new.request_hash, new.result, new.position,
    new.check_hash);
END`

const PARAMETERS = Array.from({ length: 19 }, () => '?').join(', ')

/**
 * Writes additions that are one command with one event of a stream that is known; false for all others, of which
 * nothing is written.
 *
 * @throws SqliteError when the log ends elsewhere than they were settled on, and when nothing could be written
 */
export const createLoneEntryWriter = (database: Database.Database): ((additions: Additions) => boolean) => {
  // Both are small and read at every append: no file is to be made for them.
  database.pragma('temp_store = MEMORY')
  database.exec(VIEW)
  database.exec(TRIGGER)
  const insert = database.prepare<[readonly (string | number)[]]>(
    `INSERT INTO lone_entry VALUES (${PARAMETERS})`,
  )
  return ({ after, streams, events, commands }) => {
    const [placed] = events
    const [command] = commands
    if (streams.length > 0 || events.length > 1 || commands.length > 1) return false
    if (placed === undefined || command === undefined) return false
    const { event, streamId } = placed
    insert.run([
      event.position,
      event.id,
      streamId,
      event.revision,
      event.type,
      event.schema,
      event.recordedAt,
      event.data,
      event.meta,
      event.payloadHash,
      event.streamPrevious,
      event.chain,
      command.id,
      command.sequence,
      command.requestHash,
      command.result,
      command.check,
      after.chain,
      after.commandChain,
    ])
    return true
  }
}
