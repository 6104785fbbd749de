import { StoreUnavailable, type Unavailability } from '../eventsourcing/store-unavailable.js'
import { isErrorLike } from './error-like.js'

/** Primary result codes of SQLite that say something of the disk or of others, nothing of what was asked. */
const reasons: readonly (readonly [code: string, reason: Unavailability, meaning: string])[] = [
  ['SQLITE_FULL', 'DISK_FULL', 'the disk is full'],
  ['SQLITE_IOERR', 'DEVICE', 'the disk refuses to read or write'],
  ['SQLITE_CANTOPEN', 'DEVICE', 'the file cannot be opened'],
  ['SQLITE_READONLY', 'DEVICE', 'the disk is read-only'],
  ['SQLITE_BUSY', 'BUSY', 'another process holds the file'],
  ['SQLITE_LOCKED', 'BUSY', 'another connection holds the file'],
]

/**
 * What SQLite threw, when the disk or another process is the reason; null when it is anything else.
 *
 * @param what names the file for people, such as «The log of events»
 */
export const sqliteUnavailable = (error: unknown, what: string): StoreUnavailable | null => {
  if (!isErrorLike(error)) return null
  const code = String(error.code)
  const found = reasons.find(([primary]) => code === primary || code.startsWith(`${primary}_`))
  if (found === undefined) return null
  const [, reason, meaning] = found
  return new StoreUnavailable(reason, `${what} cannot be used just now: ${meaning} (${code})`, {
    cause: error,
  })
}
