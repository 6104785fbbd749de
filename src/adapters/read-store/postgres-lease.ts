import { setTimeout as pause } from 'node:timers/promises'
import type { Client } from 'pg'
import { openSession, SILENT_MS, type Session } from './postgres-session.js'

/** How often the server hears from a holder, in milliseconds. */
const BEAT_MS = 1_000
/** A batch of rows that takes longer will not end any more, in milliseconds. */
const LONGEST_BATCH_MS = 20_000
/** How soon somebody takes over when the one who held it is gone, in milliseconds. */
const TRY_MS = 300

/** First number of the advisory locks on a schema: the second is a hash of its name. */
export const LOCKS = {
  lead: 1_463_899_457,
  use: 1_463_899_458,
  make: 1_463_899_459,
  rebuild: 1_463_899_460,
} as const

/**
 * The server ends a session that is silent by itself: nobody has to compare clocks. Rows are always found by an index,
 * whatever the statistics of a table that was empty a moment ago say.
 */
const settings: Readonly<Record<string, string>> = {
  idle_session_timeout: `${SILENT_MS}`,
  idle_in_transaction_session_timeout: `${SILENT_MS}`,
  lock_timeout: '10s',
  plan_cache_mode: 'force_custom_plan',
  enable_hashjoin: 'off',
  enable_mergejoin: 'off',
  enable_seqscan: 'off',
  jit: 'off',
}

/** The right to write the rows of one schema, and the one session through which they may be written. */
export interface Lease {
  readonly schema: string
  /** Whatever goes through it was written while the lease was held: the lock ends with this very session. */
  readonly client: Client
  /** Aborted when the session has ended, for whatever reason. */
  readonly lost: AbortSignal
  /** Does one piece of work with the client after the other. */
  readonly inTurn: Session['inTurn']
  /** Bears that one statement takes long, such as an index of a large table. */
  patiently<Result>(work: () => Promise<Result>): Promise<Result>
  /** Gives it back. Safe to call twice, and without a connection. */
  release(): Promise<void>
}

/** Beats until the session ends; what is not answered in time ends it from this side. */
const keepBeating = ({ client, lost, inTurn, busyFor, cut }: Session, isPatient: () => boolean): void => {
  let beating = false
  const beat = async (): Promise<void> => {
    beating = true
    await inTurn(() => client.query('SELECT 1')).catch(() => undefined)
    beating = false
  }
  const timer = setInterval(() => {
    const busy = busyFor()
    if (busy === null) void beat()
    else if (busy > (beating ? SILENT_MS : LONGEST_BATCH_MS) && !isPatient()) cut()
  }, BEAT_MS)
  lost.addEventListener('abort', () => clearInterval(timer))
}

/** Whether a session got an advisory lock that nobody else has. */
const isTaken = async (client: Client, schema: string): Promise<boolean> => {
  const sql = 'SELECT pg_try_advisory_lock($1, hashtext($2)) AS taken'
  const { rows } = await client.query<{ taken: boolean }>(sql, [LOCKS.lead, schema])
  return rows[0]?.taken === true
}

/** Tries until the lock is there, or it is not worth it any more. */
const waitFor = async (
  { client, lost, inTime }: Session,
  schema: string,
  signal: AbortSignal,
): Promise<boolean> => {
  const over = AbortSignal.any([signal, lost])
  for (;;) {
    if (await inTime(() => isTaken(client, schema))) return true
    if (over.aborted) return false
    await pause(TRY_MS, undefined, { signal: over }).catch(() => undefined)
  }
}

const leaseOf = (session: Session, schema: string): Lease => {
  const { client, lost, inTurn, end: release } = session
  let patience = 0
  keepBeating(session, () => patience > 0)
  const patiently: Lease['patiently'] = async (work) => {
    patience += 1
    try {
      return await work()
    } finally {
      patience -= 1
    }
  }
  return { schema, client, lost, inTurn, patiently, release }
}

/**
 * Takes the right to write the rows of a schema, as soon as no other session has it.
 *
 * It is an advisory lock of a session. A process that is killed loses it at once, one that is stopped or cut off
 * when the server has heard nothing for some seconds.
 *
 * @param signal ends the waiting; aborted before, there is one try
 * @param onConnected told when there is a connection, on which to wait
 * @returns null when it was not to be had in that time
 * @throws what the driver throws when there is no connection
 */
export const takeLease = async (
  url: string,
  schema: string,
  signal: AbortSignal,
  onConnected: () => void = () => undefined,
): Promise<Lease | null> => {
  const application = `waymark rows ${process.pid}`
  const session = await openSession(url, { application, settings, pipeline: true })
  try {
    await session.inTime(() => session.client.query(`SET search_path = "${schema}"`))
    onConnected()
    if (await waitFor(session, schema, signal)) return leaseOf(session, schema)
  } catch (cause) {
    await session.end()
    throw cause
  }
  await session.end()
  return null
}
