import type { Position } from '../../eventsourcing/event-store.js'
import { CheckpointMoved, type RowOperation, type RowWriter } from '../../eventsourcing/projection.js'
import { postgresUnavailable } from '../postgres-unavailable.js'
import type { Lease } from './postgres-lease.js'
import { rowStatementsFor, type RowStatement } from './postgres-row-statements.js'
import { readPostgresSchema, type ReadSchema } from './read-schema.js'

/** Name of the row of `Checkpoint` that says where the rows stand. */
export const CHECKPOINT = 'read-side'

/** On which everyone hears how far rows are: `<schema> <position>`. */
export const CHANNEL = 'waymark_read_side'

export interface PostgresRowWriter extends RowWriter {
  /** Writes out what these operations are as statements, should they be applied next. */
  prepare(operations: readonly RowOperation[]): void
  /** Creates the indexes that were left for the end, one by one. */
  createIndexes(): Promise<void>
  /** Creates the indexes that are still missing, and marks the build complete. */
  complete(at: Date): Promise<void>
}

export interface PostgresRowWriterOptions {
  readonly lease: Lease
  readonly schema?: ReadSchema
  /** Told of each position once its rows can be read. */
  readonly onApplied?: (position: Position) => void
  /** Told when the database has all that is to be applied, and this process nothing to do until it answers. */
  readonly onSent?: () => void
}

/** Classes of SQLSTATE that speak of the rows: data, constraints, what is not there. */
const REFUSALS = /^(22|23|42)/

const isRefusal = (cause: unknown): boolean =>
  cause instanceof TypeError ||
  (cause instanceof Error && 'severity' in cause && 'code' in cause && REFUSALS.test(String(cause.code)))

const isDuplicate = (cause: unknown): boolean =>
  cause instanceof Error && 'code' in cause && cause.code === '23505'

interface WaitingIndex {
  readonly model: string
  readonly firstColumn: string
  readonly sql: string
}

const waitingIndexes = async (
  { client, schema: name }: Lease,
  schema: ReadSchema,
): Promise<WaitingIndex[]> => {
  const { rows } = await client.query<{ indexname: string }>(
    'SELECT indexname FROM pg_indexes WHERE schemaname = $1',
    [name],
  )
  const present = new Set(rows.map(({ indexname }) => indexname))
  return [...schema.tables.values()].flatMap(({ model, indexes }) =>
    indexes
      .filter((index) => !present.has(index.name))
      .map((index) => ({
        model,
        firstColumn: index.columns[0] ?? '',
        sql: schema.createIndexes.get(index.name) ?? '',
      })),
  )
}

const NONE: readonly WaitingIndex[] = []

/** The indexes without which an operation would have to look at every row. */
const neededFor = (
  operation: RowOperation,
  schema: ReadSchema,
  waiting: readonly WaitingIndex[],
): readonly WaitingIndex[] => {
  if (operation.op === 'upsert') return NONE
  const shape = schema.tables.get(operation.table)
  const searched =
    shape?.columns.filter(({ field }) => field in operation.where).map(({ column }) => column) ?? []
  if (shape?.primaryKey.every((column) => searched.includes(column)) === true) return []
  return waiting.filter(
    ({ model, firstColumn }) => model === operation.table && searched.includes(firstColumn),
  )
}

/**
 * Writes rows through the session of a lease, and through no other: a writer that has lost the lease cannot write any
 * more, whatever it believes. Whoever loses it gets CheckpointMoved.
 */
export const openPostgresRowWriter = async (
  options: PostgresRowWriterOptions,
): Promise<PostgresRowWriter> => {
  const { lease, schema = readPostgresSchema(), onApplied, onSent } = options
  const { client } = lease
  const statementsFor = rowStatementsFor(lease.schema, schema)
  const lost = (cause?: unknown): CheckpointMoved =>
    new CheckpointMoved(`This process no longer writes ${lease.schema}: its session has ended`, { cause })

  const isLost = (): boolean => lease.lost.aborted
  const held = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    if (isLost()) throw lost()
    try {
      return await lease.inTurn(work)
    } catch (cause) {
      const isGone = isLost() || postgresUnavailable(cause)?.reason === 'CONNECTION'
      if (!isGone) throw cause
      await lease.release()
      throw lost(cause)
    }
  }

  const readCheckpoint = async (): Promise<Position> => {
    const { rows } = await client.query<{ position: string }>(
      'SELECT position FROM checkpoint WHERE name = $1',
      [CHECKPOINT],
    )
    const [row] = rows
    if (row === undefined) throw new Error(`${lease.schema} has no checkpoint`)
    return BigInt(row.position)
  }

  let prepared: {
    readonly operations: readonly RowOperation[]
    readonly statements: readonly RowStatement[]
  } | null = null
  /** Whether rows that are said to be fresh were so until now. */
  let trusting = true
  let known = await held(readCheckpoint)
  let waiting = await held(() => waitingIndexes(lease, schema))

  const createIndexes = async (those: readonly WaitingIndex[]): Promise<void> => {
    for (const index of those) await client.query(index.sql)
    waiting = waiting.filter((index) => !those.includes(index))
  }

  const inTransaction = async (begin: string, work: (begun: unknown) => Promise<void>): Promise<void> => {
    try {
      await work(await client.query(begin))
    } catch (cause) {
      await client.query('ROLLBACK').catch(() => undefined)
      waiting = await waitingIndexes(lease, schema).catch(() => waiting)
      throw cause
    }
  }

  /**
   * The checkpoint first: whoever else were to write would wait here, or find it moved. Rows that nobody reads yet
   * need not wait for the disk, for they can be made again. Those that serve must: after a crash of the database
   * they would show less than their readers were already told.
   */
  const claim = (position: Position): string =>
    `BEGIN; UPDATE checkpoint SET position = ${position} WHERE name = '${CHECKPOINT}' AND position = ${known}` +
    (waiting.length > 0 ? '; SET LOCAL synchronous_commit = off' : '')

  /**
   * While the database works on one statement, the next is written out and sent. When one fails, those behind it in the
   * transaction do nothing, the last one included.
   */
  const sendTogether = async (operations: readonly RowOperation[], last: string): Promise<void> => {
    const answers: Promise<unknown>[] = []
    try {
      const ready = prepared?.operations === operations ? prepared.statements : null
      prepared = null
      for (const { values, ...statement } of ready ?? statementsFor(operations, trusting))
        answers.push(client.query({ ...statement, values: [...values] }))
      answers.push(client.query(last))
      onSent?.()
      await Promise.all(answers)
    } catch (cause) {
      await Promise.allSettled(answers)
      throw cause
    }
  }

  const applyOnce = async (operations: readonly RowOperation[], position: Position): Promise<void> => {
    if (position < known) throw new Error(`The checkpoint cannot go back from ${known} to ${position}`)
    await inTransaction(claim(position), async (begun) => {
      if (movedOf(begun) !== 1)
        throw new CheckpointMoved(`Another writer has moved the checkpoint of ${lease.schema} from ${known}`)
      if (waiting.length > 0)
        for (const operation of operations) {
          const needed = neededFor(operation, schema, waiting)
          // Nearly none needs any: the next event is not put off for it.
          if (needed.length > 0) await lease.patiently(() => createIndexes(needed))
        }
      await sendTogether(operations, `SELECT pg_notify('${CHANNEL}', '${lease.schema} ${position}'); COMMIT`)
    })
    known = position
    onApplied?.(position)
  }

  const apply = async (operations: readonly RowOperation[], position: Position): Promise<void> => {
    try {
      await applyOnce(operations, position)
    } catch (cause) {
      if (!trusting || !isDuplicate(cause)) throw cause
      trusting = false
      await applyOnce(operations, position)
    }
  }

  const complete = async (at: Date): Promise<void> => {
    // A rough picture is enough until the server makes a better one: of many rows a fine one takes longer than indexes.
    await inTransaction('BEGIN; SET LOCAL default_statistics_target = 20', async () => {
      await createIndexes(waiting)
      for (const { name } of schema.tables.values()) await client.query(`ANALYZE "${name}"`)
      await client.query('UPDATE generation SET completed_at = $1 WHERE completed_at IS NULL', [at])
      await client.query(`SELECT pg_notify('${CHANNEL}', '${lease.schema} ${known}'); COMMIT`)
    })
  }

  return {
    apply: (operations, position) => held(() => apply(operations, position)),
    prepare: (operations) => {
      prepared = { operations, statements: [...statementsFor(operations, trusting)] }
    },
    checkpoint: () => held(async () => (known = await readCheckpoint())),
    isRefusal,
    createIndexes: () =>
      held(() =>
        lease.patiently(async () => {
          for (const index of [...waiting]) await createIndexes([index])
        }),
      ),
    complete: (at) => held(() => lease.patiently(() => complete(at))),
    close: () => lease.release(),
  }
}

/** Rows changed by the second statement of a pair that was sent together. */
const movedOf = (results: unknown): number | null => {
  const second: unknown = Array.isArray(results) ? results[1] : null
  if (typeof second !== 'object' || second === null || !('rowCount' in second)) return null
  return typeof second.rowCount === 'number' ? second.rowCount : null
}
