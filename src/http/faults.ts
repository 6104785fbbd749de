import { unwrapResolverError } from '@apollo/server/errors'
import type { ApolloServerPlugin } from '@apollo/server'
import { GraphQLError, type GraphQLFormattedError } from 'graphql'

import type { Logger } from '../log.js'

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
export const maskFault = (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
  if (isForCallers(formatted, error)) return formatted
  const { locations, path } = formatted
  return {
    message: 'Something went wrong on our side. Try again; if it persists, report the requestId.',
    ...(locations === undefined ? {} : { locations }),
    ...(path === undefined ? {} : { path }),
    extensions: { code: 'INTERNAL' },
  }
}

const isFault = (error: GraphQLError): boolean =>
  !(unwrapResolverError(error) instanceof GraphQLError) ||
  (error.path !== undefined &&
    [undefined, UNEXPECTED].includes(error.extensions['code'] as string | undefined))

/** Logs faults with all that is known of them, and puts the request id into every error of the answer. */
export const faultPlugin = (logger: Logger): ApolloServerPlugin<RequestContext> => ({
  requestDidStart: () =>
    Promise.resolve({
      didEncounterErrors: ({ errors, contextValue, operationName }) => {
        for (const error of errors.filter(isFault))
          logger.error(
            {
              requestId: contextValue.requestId,
              operationName,
              path: error.path,
              err: unwrapResolverError(error),
            },
            'A request failed',
          )
        return Promise.resolve()
      },
      willSendResponse: ({ response, contextValue }) => {
        if (response.body.kind !== 'single') return Promise.resolve()
        const { errors } = response.body.singleResult
        if (errors !== undefined)
          response.body.singleResult.errors = errors.map((error) => ({
            ...error,
            extensions: { ...error.extensions, requestId: contextValue.requestId },
          }))
        return Promise.resolve()
      },
    }),
})
