import { StoreUnavailable } from '../../eventsourcing/store-unavailable.js'
import { isErrorLike } from '../error-like.js'
import { postgresUnavailable } from '../postgres-unavailable.js'

/** The database cannot serve as a log of events; the message says why and what to do. No password is in it. */
export class PostgresLogFault extends Error {
  override readonly name = 'PostgresLogFault'
}

const SETTING = 'WAYMARK_EVENT_STORE'

interface Address {
  readonly host: string
  readonly user: string
  readonly database: string
}

/** Whether the parts of an address can be told apart and read. */
const isReadable = (url: string): boolean => {
  try {
    const { username, password, pathname } = new URL(url)
    for (const part of [username, password, pathname]) decodeURIComponent(part)
    return true
  } catch {
    return false
  }
}

/** What an address names, without its password. */
export const addressOf = (url: string): Address => {
  if (!isReadable(url)) {
    throw new PostgresLogFault(
      `${SETTING} is no address of PostgreSQL. It looks like postgresql://user:password@host:5432/database; special ` +
        'characters in user or password are percent-encoded: @ as %40, / as %2F, % as %25.',
    )
  }
  const { host, username, pathname, protocol } = new URL(url)
  if (protocol !== 'postgresql:' && protocol !== 'postgres:') {
    throw new PostgresLogFault(`${SETTING} begins with ${protocol}//, not with postgresql://`)
  }
  const user = decodeURIComponent(username)
  return {
    host: host === '' ? 'this machine' : host,
    user: user === '' ? 'the user of the process' : user,
    database: decodeURIComponent(pathname.slice(1)) || user,
  }
}

type Remedy = (address: Address, message: string) => string

/** What keeps a log from being opened, by SQLSTATE, and what helps. */
const remedies: Readonly<Record<string, Remedy>> = {
  '28P01': ({ host, user }) =>
    `${host} refuses the password of ${user}. Correct user and password in ${SETTING}.`,
  '28000': ({ host, user }, message) =>
    `${host} does not let ${user} in (${message}). Correct ${SETTING}, or pg_hba.conf on the server.`,
  '3D000': ({ host, database }) =>
    `There is no database "${database}" at ${host}. Create it, or correct ${SETTING}.`,
  '42501': ({ user, database }, message) =>
    `${user} has not the rights that the log of events needs (${message}). As the owner of the database: ` +
    `GRANT CREATE ON DATABASE "${database}" TO "${user}"; or name another user in ${SETTING}.`,
  '25006': ({ host }) =>
    `${host} only lets read (it may be a replica). Name the primary server in ${SETTING}.`,
  '53300': ({ host }) =>
    `${host} has no connection left. Raise max_connections there, or let fewer servers use it (${SETTING}).`,
}

/** Why a log could not be opened, for people. */
export const openingFault = (error: unknown, url: string): Error => {
  if (error instanceof PostgresLogFault) return error
  const address = addressOf(url)
  const message = isErrorLike(error) ? error.message : String(error)
  const code = isErrorLike(error) && typeof error.code === 'string' ? error.code : ''
  const remedy = remedies[code]
  if (remedy !== undefined) return new PostgresLogFault(remedy(address, message), { cause: error })
  if (postgresUnavailable(error) === null) return error instanceof Error ? error : new Error(message)
  const reason = code === '' ? message : code
  return new PostgresLogFault(
    `No PostgreSQL answers at ${address.host} (${reason}). Start it, or correct ${SETTING}.`,
    { cause: error },
  )
}

/** What an append threw. Whoever asked for it cannot know whether it was recorded. */
export const appendFault = (error: unknown): unknown => {
  const unavailable = postgresUnavailable(error)
  if (unavailable === null) return error
  const message = `${unavailable.message}. Whether the command was recorded is not known; sending it again with the same key is safe.`
  return new StoreUnavailable(unavailable.reason, message, { cause: error })
}
