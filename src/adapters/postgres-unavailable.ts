import { StoreUnavailable, type Unavailability } from '../eventsourcing/store-unavailable.js'
import { isErrorLike, type ErrorLike } from './error-like.js'

/** SQLSTATE classes and codes, the longest that fits first. */
const states: readonly (readonly [prefix: string, reason: Unavailability])[] = [
  ['53100', 'DISK_FULL'],
  ['53', 'CONNECTION'],
  ['08', 'CONNECTION'],
  // Shut down, crashed, starting up, or no longer the primary.
  ['57P', 'CONNECTION'],
  ['25006', 'CONNECTION'],
  ['57014', 'TIMEOUT'],
  ['25P03', 'TIMEOUT'],
  ['58', 'DEVICE'],
  ['55P03', 'BUSY'],
  ['40001', 'BUSY'],
  ['40P01', 'BUSY'],
]

const sockets: Readonly<Record<string, Unavailability>> = {
  ECONNREFUSED: 'CONNECTION',
  ECONNRESET: 'CONNECTION',
  EPIPE: 'CONNECTION',
  EHOSTUNREACH: 'CONNECTION',
  ENETUNREACH: 'CONNECTION',
  EHOSTDOWN: 'CONNECTION',
  ENOTFOUND: 'CONNECTION',
  EAI_AGAIN: 'CONNECTION',
  ENOENT: 'CONNECTION',
  ETIMEDOUT: 'TIMEOUT',
}

/** What the driver says when an answer did not come in the time that it was given. */
const SILENCE = 'Query read timeout'

/** Whether a connection was left without an answer: it lives in name only. */
export const isSilence = (error: unknown): boolean => isErrorLike(error) && error.message === SILENCE

/** What the driver says without a code. */
const sayings: readonly (readonly [pattern: RegExp, reason: Unavailability])[] = [
  [/^timeout expired$|^timeout exceeded when trying to connect$|^Query read timeout$/, 'TIMEOUT'],
  [/^Connection terminated|^Client has encountered a connection error|^Client was closed/, 'CONNECTION'],
  [/^Cannot use a pool after calling end/, 'CLOSED'],
]

const meanings: Readonly<Record<Unavailability, string>> = {
  DISK_FULL: 'its disk is full',
  DEVICE: 'its disk refuses to read or write',
  CONNECTION: 'there is no connection',
  TIMEOUT: 'it does not answer in time',
  BUSY: 'others hold what is needed',
  CLOSED: 'it is being closed',
}

const reasonOf = (error: ErrorLike): Unavailability | undefined => {
  const code = typeof error.code === 'string' ? error.code : ''
  if ('severity' in error) return states.find(([prefix]) => code.startsWith(prefix))?.[1]
  return sockets[code] ?? sayings.find(([pattern]) => pattern.test(error.message))?.[1]
}

/**
 * What the client of PostgreSQL threw, when connection, server or disk are the reason; null when it is anything else.
 * Neither host nor password is in the message.
 */
export const postgresUnavailable = (error: unknown): StoreUnavailable | null => {
  if (!isErrorLike(error)) return null
  // Both addresses of a host name were tried.
  const parts: readonly unknown[] = 'errors' in error && Array.isArray(error.errors) ? error.errors : [error]
  for (const part of parts) {
    const reason = isErrorLike(part) ? reasonOf(part) : undefined
    if (reason === undefined) continue
    const message = `PostgreSQL cannot be used just now: ${meanings[reason]}`
    return new StoreUnavailable(reason, message, { cause: error })
  }
  return null
}
