import type Database from 'libsql'

import {
  createCommandVerifier,
  createEventVerifier,
  type FoundEvent,
  type FoundHead,
} from '../../eventsourcing/log-verification.js'
import { categoryOf } from '../../eventsourcing/stream-name.js'
import {
  checkReadSides,
  createFindings,
  type Report,
  type VerificationReport,
  type VerifyOptions,
} from '../../eventsourcing/verification-report.js'
import { GENESIS } from '../../eventsourcing/hash-chain.js'
import { EMPTY_HEAD, type StoredCommand } from './ledger.js'
import { commandsAfter } from './sqlite-commands.js'
import { EventFileFault, openForReading, otherFormat } from './sqlite-database.js'
import { type FoundRow, readFoundCommand, readFoundEvent } from './sqlite-found.js'
import { checkKeys, createForeignKeyCheck } from './sqlite-keys.js'
import { APPLICATION_ID, FORMAT, SCHEMA } from './sqlite-tables.js'

export type { VerificationReport }

const PAGE = 1_000

/** Before the first position and the first sequence, whatever was made of them. */
const BEGINNING = { position: Number.MIN_SAFE_INTEGER, sequence: Number.MIN_SAFE_INTEGER }

/** Runs a part of the verification; a file so damaged that SQLite refuses to read on is a finding. */
const guarded = (what: string, report: Report, part: () => void): void => {
  try {
    part()
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    report('FILE_DAMAGED', null, `Cannot read ${what}: ${reason}`)
  }
}

const checkFile = (database: Database.Database, report: Report): void => {
  const rows = database.prepare('PRAGMA integrity_check(100)').all() as { integrity_check: string }[]
  for (const { integrity_check: message } of rows) {
    if (message !== 'ok') report('FILE_DAMAGED', null, `SQLite finds: ${message}`)
  }
}

const checkTables = (database: Database.Database, report: Report): void => {
  const rows = database
    .prepare('SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name')
    .all() as { name: string; sql: string }[]
  const found = new Map(rows.map(({ name, sql }) => [name, sql]))
  for (const [name, sql] of Object.entries(SCHEMA)) {
    if (found.get(name) !== sql)
      report('TABLES_ALTERED', null, `Table or index ${name} is not as it was made`)
    found.delete(name)
  }
  for (const name of found.keys()) report('TABLES_ALTERED', null, `${name} does not belong here`)
  const id = database.prepare('PRAGMA application_id').get() as { application_id: number } | undefined
  if (id?.application_id !== APPLICATION_ID) report('TABLES_ALTERED', null, 'The application id was altered')
}

const hasTable = (database: Database.Database, name: string): boolean =>
  database.prepare<[string]>('SELECT 1 FROM sqlite_schema WHERE name = ?').get(name) !== undefined

const formatOf = (database: Database.Database): number => {
  try {
    const head = database.prepare('SELECT format FROM head').get() as { format: number } | undefined
    return head?.format ?? FORMAT
  } catch {
    // Damaged: what follows says how.
    return FORMAT
  }
}

/** A log of another release is not damaged: all that is said of it is what to do. */
const hasOtherFormat = (database: Database.Database, report: Report): boolean => {
  const format = formatOf(database)
  if (format !== FORMAT) report('HEAD_DISAGREES', null, `The log ${otherFormat(format)}`)
  return format !== FORMAT
}

const headOf = (database: Database.Database, report: Report): FoundHead => {
  const row = database
    .prepare(
      'SELECT format, position, chain, recorded_at AS recordedAt, commands, command_chain AS commandChain FROM head',
    )
    .get() as (FoundHead & { readonly format: number }) | undefined
  if (row === undefined) {
    report('HEAD_DISAGREES', null, 'The head row is gone')
    return EMPTY_HEAD
  }
  return row
}

type EventVerifier = ReturnType<typeof createEventVerifier>
type CommandVerifier = ReturnType<typeof createCommandVerifier>

interface EventChecks {
  readonly verifier: EventVerifier
  /** null where the table is gone, which is reported elsewhere. */
  readonly foreignKeys: ReturnType<typeof createForeignKeyCheck> | null
  readonly head: FoundHead
  readonly report: Report
}

/** The head row says where the log was settled last; more may come after that. */
const checkHead = (event: FoundEvent, head: FoundHead, report: Report): void => {
  if (event.position !== head.position) return
  if (event.chain === head.chain && event.recordedAt === head.recordedAt) return
  report('HEAD_DISAGREES', event.position, 'The head row says that another event stands here')
}

const checkEvents = (
  database: Database.Database,
  { verifier, foreignKeys, head, report }: EventChecks,
  options: VerifyOptions,
): void => {
  const page = database.prepare<[number, number]>(
    "SELECT e.position, coalesce(s.name, '') AS stream, e.revision, e.content, e.record, " +
      'e.sequence IS NULL AS isWithin, (e.command IS NULL) <> (e.sequence IS NULL) AS isTorn FROM event e LEFT JOIN stream s ON s.id = e.stream_id ' +
      'WHERE e.position > ? ORDER BY e.position LIMIT ?',
  )
  let after = BEGINNING.position
  let isWithin = 0
  for (;;) {
    const rows = page.all(after, PAGE) as FoundRow[]
    for (const row of rows) {
      const { event, isAsWritten } = readFoundEvent(row)
      if (!isAsWritten) {
        report('NOT_CANONICAL', row.position, 'The row is not as this store writes it')
      }
      verifier.accept(event, isAsWritten)
      foreignKeys?.accept(event)
      checkHead(event, head, report)
      isWithin = row.isWithin
    }
    const last = rows.at(-1)
    if (last === undefined) break
    after = last.position
    options.progress?.(verifier.counts().events)
  }
  if (head.position === 0 && head.chain !== GENESIS) {
    report('HEAD_DISAGREES', 0, 'The head row has a hash, but no position')
  }
  if (isWithin === 1) report('COMMANDS_MISSING', after, 'The last event belongs to no command')
  if (verifier.counts().head < head.position) verifier.finish(head)
}

const checkStreams = (database: Database.Database, verifier: EventVerifier, report: Report): void => {
  const page = database.prepare<[number, number]>(
    'SELECT id, name, category FROM stream WHERE id > ? ORDER BY id LIMIT ?',
  )
  let after = BEGINNING.position
  for (;;) {
    const rows = page.all(after, PAGE) as { id: number; name: string; category: string }[]
    for (const { id, name, category } of rows) {
      after = id
      if (category !== categoryOf(name))
        report('STREAM_DISAGREES', null, `Stream ${name} has another category`)
      if (!verifier.hasStream(name)) report('STREAM_DISAGREES', null, `Stream ${name} has no events`)
    }
    if (rows.length === 0) return
  }
}

/**
 * What must be with the head row's number of commands: all that recorded up to its position, none that recorded after
 * it, and its hash is that of the last. Commands without events at that position may be on either side.
 */
const createHeadCheck = ({ position, commands, commandChain }: FoundHead, report: Report) => {
  let isAgreed = true
  let last = 0
  const disagree = (at: number): void => {
    if (isAgreed)
      report('HEAD_DISAGREES', at, `The head row counts ${commands} commands, which does not fit here`)
    isAgreed = false
  }
  if (commands === 0 && commandChain !== GENESIS) disagree(0)
  return (command: StoredCommand): void => {
    const isBefore = command.position < position || (command.position === position && last < position)
    if (isBefore && command.sequence > commands) disagree(command.position)
    if (command.position > position && command.sequence <= commands) disagree(command.position)
    if (command.sequence === commands && command.check !== commandChain) disagree(command.position)
    last = command.position
  }
}

const checkCommands = (
  database: Database.Database,
  { verifier, head, end }: { verifier: CommandVerifier; head: FoundHead; end: number },
  report: Report,
): void => {
  const checkAgainstHead = createHeadCheck(head, report)
  for (const row of commandsAfter(database, BEGINNING, readFoundCommand)) {
    verifier.accept(row, { position: end })
    checkAgainstHead(row)
  }
  if (verifier.last() < head.commands) verifier.finish(head)
}

const open = (file: string, report: Report): Database.Database | null => {
  try {
    return openForReading(file)
  } catch (error) {
    if (!(error instanceof EventFileFault)) throw error
    report('FILE_DAMAGED', null, error.message)
    return null
  }
}

/**
 * Reads a whole log without writing to it, as it is at one moment, and reports everything that is not as it was
 * recorded. Works beside a running server. Needs memory for one page of events and one hash for each stream.
 *
 * What it cannot tell: whether somebody who can write the file replaced the whole log and recomputed every hash.
 * Against that only the chain hash helps that was noted down elsewhere.
 */
export const verifySqliteLog = (file: string, options: VerifyOptions = {}): VerificationReport => {
  const { findings, report, more } = createFindings()
  const events = createEventVerifier(report)
  const commands = createCommandVerifier(report)
  const database = open(file, report)
  if (database !== null && !hasOtherFormat(database, report)) {
    guarded('the tables', report, () => {
      database.exec('BEGIN')
      checkFile(database, report)
      checkTables(database, report)
    })
    guarded('the events', report, () => {
      const head = headOf(database, report)
      const foreignKeys = hasTable(database, 'foreign_event') ? createForeignKeyCheck(database, report) : null
      checkEvents(database, { verifier: events, foreignKeys, head, report }, options)
      foreignKeys?.finish()
      checkStreams(database, events, report)
    })
    guarded('the command records', report, () => {
      const head = headOf(database, () => undefined)
      checkCommands(database, { verifier: commands, head, end: events.counts().head }, report)
      if (findings.length === 0) checkKeys(database, report)
    })
    if (database.inTransaction) database.exec('ROLLBACK')
  }
  database?.close()
  const { head, chain, ...counts } = events.counts()
  checkReadSides(options.checkpoints ?? [], head, report)
  return { ...counts, commands: commands.count(), head: BigInt(head), chain, findings, more: more() }
}
