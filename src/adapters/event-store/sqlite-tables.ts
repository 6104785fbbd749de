import type Database from 'libsql'

import { GENESIS } from '../../eventsourcing/hash-chain.js'
import { CHAIN } from './sqlite-record.js'

/** Version of the tables and of the hash layout; in the head row. */
export const FORMAT = 3

/** Marks the file as a log of events (`PRAGMA application_id`). */
export const APPLICATION_ID = 0x574d4b31

/**
 * The tables, statement by statement as SQLite keeps them, so that `verify` can compare.
 *
 * A commit appends to `event` and touches nothing else, because each page that it changes costs a durable command more
 * than all of its hashes: the record of a command stands in the row of its last event, and the ways to find a stream or
 * a command (`stream_event`, `command_key`) and the head row follow later, for many commands at once. What has them is
 * settled; the head row says up to where.
 *
 * What no query looks for is in the texts of `sqlite-record.ts`. Ids that are derived from a command id need no key:
 * command ids are unique. All others are told by the version digit of the UUID and are in `foreign_event`.
 */
export const SCHEMA: Readonly<Record<string, string>> = {
  stream: `CREATE TABLE stream (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  category TEXT NOT NULL
) STRICT`,
  event: `CREATE TABLE event (
  position INTEGER PRIMARY KEY,
  stream_id INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  command TEXT,
  sequence INTEGER,
  content TEXT NOT NULL,
  record TEXT NOT NULL
) STRICT`,
  foreign_event: `CREATE TABLE foreign_event (
  id TEXT PRIMARY KEY,
  position INTEGER NOT NULL
) STRICT, WITHOUT ROWID`,
  eventless_command: `CREATE TABLE eventless_command (
  sequence INTEGER PRIMARY KEY,
  command TEXT NOT NULL,
  request_hash TEXT NOT NULL,
  result TEXT NOT NULL,
  position INTEGER NOT NULL,
  check_hash TEXT NOT NULL
) STRICT`,
  stream_event: `CREATE TABLE stream_event (
  stream_id INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  position INTEGER NOT NULL,
  PRIMARY KEY (stream_id, revision)
) STRICT, WITHOUT ROWID`,
  command_key: `CREATE TABLE command_key (
  command TEXT PRIMARY KEY,
  sequence INTEGER NOT NULL,
  position INTEGER NOT NULL
) STRICT, WITHOUT ROWID`,
  head: `CREATE TABLE head (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  format INTEGER NOT NULL,
  position INTEGER NOT NULL,
  chain TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  commands INTEGER NOT NULL,
  command_chain TEXT NOT NULL
) STRICT`,
}

/** Makes the tables, within the open transaction. */
export const createTables = (database: Database.Database): void => {
  for (const statement of Object.values(SCHEMA)) database.exec(statement)
  database.prepare('INSERT INTO head VALUES (1, ?, 0, ?, 0, 0, ?)').run(FORMAT, GENESIS, GENESIS)
  database.exec(`PRAGMA application_id = ${String(APPLICATION_ID)}`)
}

const LAST_EVENT = 'SELECT position, sequence, record FROM event ORDER BY position DESC LIMIT 1'
const LAST_EVENTLESS = 'SELECT * FROM eventless_command ORDER BY sequence DESC LIMIT 1'

/** The record of a command without events, as `StoredCommand` names its parts. */
export const EVENTLESS_COLUMNS =
  'command AS id, sequence, request_hash AS requestHash, result, position, check_hash AS "check"'

/** Where the log ends, settled or not: one row like the head, and the sequence of the last command without events. */
export const STORED_END = `SELECT coalesce(e.position, 0) AS position, coalesce(e.record ->> 'chain', '${GENESIS}') AS chain,
  coalesce(e.record ->> 'recordedAt', 0) AS recorded_at, max(coalesce(e.sequence, 0), coalesce(q.sequence, 0)) AS commands,
  CASE WHEN coalesce(e.sequence, 0) > coalesce(q.sequence, 0) THEN e.record ->> 'check'
    ELSE coalesce(q.check_hash, '${GENESIS}') END AS command_chain,
  coalesce(q.sequence, 0) AS eventless
FROM (SELECT 1) LEFT JOIN (${LAST_EVENT}) e LEFT JOIN (${LAST_EVENTLESS}) q`

/**
 * Whether the log ends with the event of a chain hash and with the command without events of a sequence: then nobody
 * has written since.
 */
export const endsAt = (chain: string, eventless: string): string =>
  `coalesce((SELECT ${CHAIN} FROM event ORDER BY position DESC LIMIT 1), '${GENESIS}') = ${chain} ` +
  `AND coalesce((SELECT max(sequence) FROM eventless_command), 0) = ${eventless}`

/** Whether none of a list of command ids is settled. */
export const noneSettled = (ids: string): string =>
  `NOT EXISTS (SELECT 1 FROM command_key WHERE command IN ${ids})`

const UNSETTLED = 'FROM event WHERE position > (SELECT position FROM head)'

/** A row when something is stored that is not settled. */
export const UNSETTLED_ROW = `SELECT 1 FROM head JOIN (${STORED_END}) s ON s.position <> head.position OR s.commands <> head.commands`

/** Settles everything that is stored, in one transaction. In order of the keys: neighbours share pages. */
export const SETTLE = `BEGIN IMMEDIATE;
INSERT OR ROLLBACK INTO stream_event SELECT stream_id, revision, position ${UNSETTLED} ORDER BY stream_id, revision;
INSERT OR ROLLBACK INTO command_key SELECT command, sequence, position ${UNSETTLED} AND command IS NOT NULL
  ORDER BY command;
UPDATE OR ROLLBACK head SET (position, chain, recorded_at, commands, command_chain) =
  (SELECT position, chain, recorded_at, commands, command_chain FROM (${STORED_END}));
COMMIT`
