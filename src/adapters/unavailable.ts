import { StoreUnavailable, type Unavailability } from '../eventsourcing/store-unavailable.js'
import { postgresUnavailable } from './postgres-unavailable.js'
import { sqliteUnavailable } from './sqlite-unavailable.js'

/** Codes of Prisma for a database that is away, does not answer, or has no connection left. */
const prismaCodes: Readonly<Record<string, Unavailability>> = {
  P1001: 'CONNECTION',
  P1002: 'TIMEOUT',
  P1008: 'TIMEOUT',
  P1017: 'CONNECTION',
  P2024: 'TIMEOUT',
  P2028: 'TIMEOUT',
  P2034: 'BUSY',
  P2037: 'CONNECTION',
}

/** An error of a driver as Prisma's adapters hand it on. */
interface AdapterCause {
  readonly kind?: unknown
  readonly code?: unknown
  readonly originalCode?: unknown
  readonly message?: unknown
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

/** The SQLSTATE inside, told as the driver would have told it. */
const fromAdapter = (cause: AdapterCause): StoreUnavailable | null => {
  const code = cause.originalCode ?? cause.code
  if (typeof code !== 'string') return null
  const error = Object.assign(new Error(String(cause.message)), { code })
  return (
    postgresUnavailable(Object.assign(error, { severity: 'ERROR' })) ??
    sqliteUnavailable(error, 'The read side')
  )
}

const own = (error: unknown): StoreUnavailable | null => {
  if (error instanceof StoreUnavailable) return error
  const known = sqliteUnavailable(error, 'A file of Waymark') ?? postgresUnavailable(error)
  if (known !== null || !isObject(error)) return known
  const code = 'code' in error && typeof error.code === 'string' ? prismaCodes[error.code] : undefined
  if (code !== undefined)
    return new StoreUnavailable(code, 'The database of the read side cannot be used just now', {
      cause: error,
    })
  return 'kind' in error ? fromAdapter(error) : null
}

/** What an error was made from, in the forms of Node, of GraphQL and of Prisma. */
const within = (error: unknown): readonly unknown[] => {
  if (!isObject(error)) return []
  const meta = 'meta' in error && isObject(error.meta) ? error.meta : {}
  return [
    ...('cause' in error ? [error.cause] : []),
    ...('originalError' in error ? [error.originalError] : []),
    ...('driverAdapterError' in meta ? [meta.driverAdapterError] : []),
  ]
}

/** How deep causes are followed. */
const DEPTH = 5

const behind = (error: unknown, depth: number): StoreUnavailable | null => {
  const known = own(error)
  if (known !== null || depth === 0) return known
  for (const inner of within(error)) {
    const found = behind(inner, depth - 1)
    if (found !== null) return found
  }
  return null
}

/**
 * The unavailable store behind an error, whoever threw it and however often it was wrapped; null when the error is
 * about anything else.
 */
export const unavailableBehind = (error: unknown): StoreUnavailable | null => behind(error, DEPTH)
