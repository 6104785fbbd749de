import { unwrapResolverError } from '@apollo/server/errors'
import type { ApolloServerPlugin } from '@apollo/server'
import { GraphQLError, type GraphQLFormattedError } from 'graphql'

import type { Logger } from '../log.js'
import {
  RETRY_AFTER_SECONDS,
  tellsOnlyUnavailable,
  unavailableExtensions,
  unavailableMessage,
  type Temporary,
} from './temporary.js'

/** What every context of a request carries. */
export interface RequestContext {
  readonly requestId: string
}

const UNEXPECTED = 'INTERNAL_SERVER_ERROR'

/** What a caller may read: an error that was made for callers. Everything else is a fault of ours. */
const isForCallers = (formatted: GraphQLFormattedError, error: unknown): boolean => {
  const code = formatted.extensions?.['code']
  return typeof code === 'string' && code !== UNEXPECTED && unwrapResolverError(error) instanceof GraphQLError
}

/** Hides the message of a fault: it may name hosts, files or people. The log has it. */
export const maskFaults =
  (temporary: Temporary) =>
  (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    if (isForCallers(formatted, error)) return formatted
    const { locations, path } = formatted
    const passing = temporary(unwrapResolverError(error))
    return {
      message:
        passing === null
          ? 'Something went wrong on our side. Try again; if it persists, report the requestId.'
          : unavailableMessage,
      ...(locations === undefined ? {} : { locations }),
      ...(path === undefined ? {} : { path }),
      extensions: passing === null ? { code: 'INTERNAL' } : unavailableExtensions(passing),
    }
  }

const isFault = (error: GraphQLError): boolean =>
  !(unwrapResolverError(error) instanceof GraphQLError) ||
  (error.path !== undefined &&
    [undefined, UNEXPECTED].includes(error.extensions['code'] as string | undefined))

/**
 * Logs faults with all that is known of them, and puts the request id into every error of the answer. An answer that
 * tells of an unavailable store and of nothing else has status 503, which proxies and clients know how to repeat.
 */
export const faultPlugin = (logger: Logger, temporary: Temporary): ApolloServerPlugin<RequestContext> => ({
  requestDidStart: () =>
    Promise.resolve({
      didEncounterErrors: ({ errors, contextValue, operationName }) => {
        for (const error of errors.filter(isFault)) {
          const err = unwrapResolverError(error)
          const fields = { requestId: contextValue.requestId, operationName, path: error.path, err }
          if (temporary(err) === null) logger.error(fields, 'A request failed')
          else logger.warn(fields, 'A request found the store unavailable')
        }
        return Promise.resolve()
      },
      willSendResponse: ({ response, contextValue }) => {
        if (response.body.kind !== 'single') return Promise.resolve()
        const { singleResult } = response.body
        if (tellsOnlyUnavailable(singleResult)) {
          response.http.status = 503
          response.http.headers.set('retry-after', String(RETRY_AFTER_SECONDS))
        }
        if (singleResult.errors !== undefined)
          singleResult.errors = singleResult.errors.map((error) => ({
            ...error,
            extensions: { ...error.extensions, requestId: contextValue.requestId },
          }))
        return Promise.resolve()
      },
    }),
})
