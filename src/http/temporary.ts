import type { GraphQLFormattedError } from 'graphql'

/** A fault that passes: the same request may be sent again. */
export interface TemporaryFault {
  /** Why, in a word that stays the same, such as DISK_FULL. */
  readonly reason: string
}

/** Tells a fault that passes from all others; null for those. Injected, because only adapters know their drivers. */
export type Temporary = (error: unknown) => TemporaryFault | null

/** The code of every answer to a request that met such a fault. */
export const UNAVAILABLE = 'STORE_UNAVAILABLE'

/** When to ask again, in seconds. */
export const RETRY_AFTER_SECONDS = 1

/** What callers are told. It names no host and no file. */
export const unavailableMessage =
  'Waymark cannot use its store just now. Send the request again in a moment; a mutation with the same ' +
  'idempotencyKey as before: it is then recorded once, whatever became of it now.'

/** What programs are told beside the message. */
export const unavailableExtensions = ({ reason }: TemporaryFault) => ({
  code: UNAVAILABLE,
  reason,
  retryable: true,
  retryAfterSeconds: RETRY_AFTER_SECONDS,
})

const isUnavailable = ({ extensions }: GraphQLFormattedError): boolean => extensions?.['code'] === UNAVAILABLE

/** Whether an answer holds nothing but the news that the store is away: then its status says so too. */
export const tellsOnlyUnavailable = (result: {
  readonly data?: Readonly<Record<string, unknown>> | null | undefined
  readonly errors?: readonly GraphQLFormattedError[] | undefined
}): boolean => {
  const { data, errors = [] } = result
  const isEmpty = data === null || data === undefined || Object.values(data).every((field) => field === null)
  return isEmpty && errors.length > 0 && errors.every(isUnavailable)
}
