import { Socket } from 'node:net'
import { Client } from 'pg'

const CONNECT_MS = 5_000
/** How long a farewell may take, in milliseconds. */
const FAREWELL_MS = 1_000
/** A network that is gone is noticed after about so long, in milliseconds. */
export const SILENT_MS = 8_000

/** How every session is, whatever a database or a role has as its settings: dates are read by the driver in one form. */
const everySession: Readonly<Record<string, string>> = {
  DateStyle: 'ISO',
  default_transaction_isolation: 'read committed',
  statement_timeout: '0',
}

/** By these the server notices a network that is gone even while it works; not every system knows all of them. */
const whereKnown: Readonly<Record<string, string>> = {
  client_connection_check_interval: `${SILENT_MS / 2}`,
  tcp_keepalives_idle: '2',
  tcp_keepalives_interval: '2',
  tcp_keepalives_count: '3',
  tcp_user_timeout: `${SILENT_MS}`,
}

/** One connection with what belongs to it: settings, locks, subscriptions. All of it ends with the connection. */
export interface Session {
  readonly client: Client
  /** Aborted when it has ended, for whatever reason. */
  readonly lost: AbortSignal
  /** Does one piece of work after the other: the driver wants one statement at a time. */
  readonly inTurn: <Result>(work: () => Promise<Result>) => Promise<Result>
  /** For how long the piece of work in hand has gone on, in milliseconds; null when there is none. */
  readonly busyFor: () => number | null
  /** Does work that is over soon where there is a network; where there is none, ends the session instead of waiting. */
  readonly inTime: <Result>(work: () => Promise<Result>) => Promise<Result>
  /** Ends it at once, without a word to a server that may not hear. */
  readonly cut: () => void
  /** Ends it in good order. Safe to call twice, and without a network. */
  readonly end: () => Promise<void>
}

const createTurns = (): Pick<Session, 'inTurn' | 'busyFor'> => {
  let last: Promise<unknown> = Promise.resolve()
  let since: number | null = null
  return {
    inTurn: (work) => {
      const done = last.then(() => {
        since = performance.now()
        return work()
      })
      last = done
        .catch(() => undefined)
        .finally(() => {
          since = null
        })
      return done
    },
    busyFor: () => (since === null ? null : performance.now() - since),
  }
}

const set = ([name, value]: readonly [string, string]): string => `SET ${name} = '${value}'`

/** Gives a session settings besides those that every one has. */
export const setUp = (client: Client, settings: Readonly<Record<string, string>> = {}): Promise<unknown> =>
  client.query(
    Object.entries({ ...everySession, ...settings })
      .map(set)
      .join('; '),
  )

export interface SessionOptions {
  readonly application: string
  readonly settings: Readonly<Record<string, string>>
  /** How long connecting may take, in milliseconds. */
  readonly connectMs?: number
  /** How long any answer may take, in milliseconds; absent: whoever asks sees to it with `inTime`. */
  readonly answerMs?: number
  /** Sends what is asked before the answer to what was asked before it. */
  readonly pipeline?: boolean
}

/**
 * Connects, with settings for this session.
 *
 * @throws what the driver throws when there is no connection
 */
export const openSession = async (
  url: string,
  { application, settings, connectMs = CONNECT_MS, answerMs, pipeline = false }: SessionOptions,
): Promise<Session> => {
  const socket = new Socket()
  const client = new Client({
    connectionString: url,
    application_name: application,
    connectionTimeoutMillis: connectMs,
    pipeline,
    ...(answerMs !== undefined && { query_timeout: answerMs }),
    keepAlive: true,
    keepAliveInitialDelayMillis: SILENT_MS,
    stream: () => socket,
  })
  const losing = new AbortController()
  client.on('error', () => losing.abort())
  client.on('end', () => losing.abort())
  const cut = (): void => {
    losing.abort()
    socket.destroy()
  }
  const end = async (): Promise<void> => {
    losing.abort()
    const late = setTimeout(() => socket.destroy(), FAREWELL_MS)
    await client.end().catch(() => undefined)
    clearTimeout(late)
    socket.destroy()
  }
  const inTime: Session['inTime'] = (work) => {
    const late = setTimeout(cut, SILENT_MS)
    return work().finally(() => clearTimeout(late))
  }
  try {
    await client.connect()
    await inTime(() => setUp(client, settings))
    for (const setting of Object.entries(whereKnown))
      await inTime(() => client.query(set(setting))).catch(() => undefined)
  } catch (cause) {
    await end()
    throw cause
  }
  return { client, lost: losing.signal, ...createTurns(), inTime, cut, end }
}
