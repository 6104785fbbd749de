import { setImmediate as turn } from 'node:timers/promises'

import Database from 'libsql'
import type { Position } from '../../eventsourcing/event-store.js'
import { CheckpointMoved, type RowOperation, type RowWriter } from '../../eventsourcing/projection.js'
import { readManifest } from './generation-manifest.js'
import { readSqliteSchema, type ReadSchema } from './read-schema.js'
import { createRowFold } from './row-fold.js'
import { rowStatements, type RowStatements } from './row-statements.js'

/** Name of the row of `Checkpoint` that says where the rows stand. */
export const CHECKPOINT = 'read-side'

const BUSY_TIMEOUT_MS = 5000
/** Pages of the write-ahead log after which a commit folds it in: 16 MB. Afterwards `createRowFold` comes before it. */
const FOLD_PAGES = 4000

export interface SqliteRowWriter extends RowWriter {
  /** Creates the indexes that were left for the end, one by one, and folds the write-ahead log in. Takes seconds. */
  createIndexes(): Promise<void>
  /** Creates the indexes that were left for the end, and marks the build complete. */
  complete(at: Date): Promise<void>
}

export interface RowWriterOptions {
  /** Recorded in a new file. */
  readonly generation: string
  readonly startedAt: Date
  readonly schema?: ReadSchema
}

const create = (
  db: Database.Database,
  schema: ReadSchema,
  { generation, startedAt }: RowWriterOptions,
): void => {
  for (const statement of schema.createTables) db.exec(statement)
  // Unique indexes say what may be in a row, so they are there from the start; the others can wait.
  for (const { indexes } of schema.tables.values()) {
    for (const { name, unique } of indexes) if (unique) db.exec(schema.createIndexes.get(name) ?? '')
  }
  const rows = rowStatements(db, schema)
  rows.upsert('Checkpoint', [{ name: CHECKPOINT, position: 0n }])
  rows.upsert('Generation', [{ name: generation, startedAt }])
}

/** The driver works synchronously; what it throws becomes a rejection. */
const promised = <Result>(work: () => Result): Promise<Result> => new Promise((resolve) => resolve(work()))

/** All or nothing, in one write transaction. */
const transaction = (db: Database.Database, work: () => void): void => {
  db.exec('BEGIN IMMEDIATE')
  try {
    work()
    db.exec('COMMIT')
  } catch (cause) {
    if (db.inTransaction) db.exec('ROLLBACK')
    throw cause
  }
}

const open = (file: string, schema: ReadSchema, options: RowWriterOptions): Database.Database => {
  const db = new Database(file, { timeout: BUSY_TIMEOUT_MS })
  // A lost tail of the write-ahead log takes the checkpoint with it: rows are made again from the event log, so
  // waiting for the disk at every commit would buy nothing.
  db.exec('PRAGMA journal_mode = WAL')
  db.exec('PRAGMA synchronous = NORMAL')
  db.exec('PRAGMA cache_size = -65536')
  if (readManifest(db) === null) transaction(db, () => create(db, schema, options))
  return db
}

/** Codes of SQLite that speak of the rows; others, such as a full disk or a lock, of the file. */
const REFUSALS = /^SQLITE_(CONSTRAINT|MISMATCH|TOOBIG|RANGE|ERROR)/

const isRefusal = (cause: unknown): boolean =>
  cause instanceof TypeError ||
  (cause instanceof Error && 'code' in cause && REFUSALS.test(String(cause.code)))

interface WaitingIndex {
  readonly table: string
  readonly firstColumn: string
  readonly sql: string
}

const waitingIndexes = (db: Database.Database, schema: ReadSchema): readonly WaitingIndex[] => {
  const rows = db.prepare("SELECT name FROM sqlite_master WHERE type = 'index'").raw().all()
  const present = new Set(rows.flat())
  return [...schema.tables.values()].flatMap(({ model: table, indexes }) =>
    indexes
      .filter(({ name }) => !present.has(name))
      .map(({ name, columns }) => ({
        table,
        firstColumn: columns[0] ?? '',
        sql: schema.createIndexes.get(name) ?? '',
      })),
  )
}

const applyToTable = (rows: RowStatements, table: string, operations: readonly RowOperation[]): void => {
  let upserts = []
  for (const operation of operations) {
    if (operation.op === 'upsert') {
      upserts.push(operation.row)
      continue
    }
    rows.upsert(table, upserts)
    upserts = []
    if (operation.op === 'update') rows.update(operation)
    else rows.delete(operation)
  }
  rows.upsert(table, upserts)
}

/** Tables do not refer to each other, so their operations may part company; within a table order is kept. */
const byTable = (operations: readonly RowOperation[]): ReadonlyMap<string, RowOperation[]> => {
  const tables = new Map<string, RowOperation[]>()
  for (const operation of operations) {
    const known = tables.get(operation.table)
    if (known === undefined) tables.set(operation.table, [operation])
    else known.push(operation)
  }
  return tables
}

/**
 * Opens the file of a generation for writing, and creates its tables when it is new. Indexes are created when the
 * build is complete, or as soon as an update or delete would have to search without them: 1.6 times faster than
 * keeping them up row by row. One writer a file: another that moved the checkpoint meanwhile makes `apply` throw.
 */
export const openSqliteRowWriter = (file: string, options: RowWriterOptions): SqliteRowWriter => {
  const schema = options.schema ?? readSqliteSchema()
  const db = open(file, schema, options)
  const rows = rowStatements(db, schema)
  const readCheckpoint = db.prepare('SELECT position FROM checkpoint WHERE name = ?').raw().safeIntegers()
  const moveCheckpoint = db.prepare('UPDATE checkpoint SET position = ? WHERE name = ? AND position = ?')
  const checkpoint = (): Position => {
    const [position] = readCheckpoint.all([CHECKPOINT]).flat()
    if (typeof position !== 'bigint') throw new Error(`${file} has no checkpoint`)
    return position
  }
  let known = checkpoint()
  let waiting = waitingIndexes(db, schema)
  db.exec(`PRAGMA wal_autocheckpoint = ${FOLD_PAGES}`)
  const fold = createRowFold(file, db, { schema, busyTimeoutMs: BUSY_TIMEOUT_MS })

  const createIndexes = (those: (index: WaitingIndex) => boolean): void => {
    for (const index of waiting) if (those(index)) db.exec(index.sql)
    waiting = waiting.filter((index) => !those(index))
  }

  const createIndexesFor = (operation: RowOperation): void => {
    if (waiting.length === 0 || operation.op === 'upsert') return
    const shape = schema.tables.get(operation.table)
    const searched =
      shape?.columns.filter(({ field }) => field in operation.where).map(({ column }) => column) ?? []
    if (shape?.primaryKey.every((column) => searched.includes(column)) === true) return
    createIndexes(({ table, firstColumn }) => table === operation.table && searched.includes(firstColumn))
  }

  const inTransaction = (work: () => void): void => {
    try {
      transaction(db, work)
    } catch (cause) {
      waiting = waitingIndexes(db, schema)
      throw cause
    }
  }

  return {
    apply: (operations, position) =>
      promised(() => {
        if (position < known) throw new Error(`The checkpoint cannot go back from ${known} to ${position}`)
        inTransaction(() => {
          operations.forEach(createIndexesFor)
          for (const [table, ofTable] of byTable(operations)) applyToTable(rows, table, ofTable)
          const { changes } = moveCheckpoint.run([position, CHECKPOINT, known])
          if (changes !== 1)
            throw new CheckpointMoved(`Another writer has moved the checkpoint of ${file} from ${known}`)
        })
        known = position
        if (waiting.length === 0) fold.wrote(operations)
      }),
    checkpoint: () => promised(() => (known = checkpoint())),
    isRefusal,
    createIndexes: async () => {
      // One at a time, so that the write-ahead log never holds them all.
      for (const next of [...waiting]) {
        createIndexes((index) => index === next)
        await turn()
      }
      db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
    },
    complete: (at) =>
      promised(() => {
        inTransaction(() => {
          createIndexes(() => true)
          const set = { completedAt: at }
          rows.update({ op: 'update', table: 'Generation', where: { completedAt: null }, set })
        })
      }),
    close: async () => {
      await fold.close()
      if (db.open) db.close()
    },
  }
}
