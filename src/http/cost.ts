import type { ApolloServerPlugin } from '@apollo/server'
import { GraphQLError } from 'graphql'
import {
  fieldExtensionsEstimator,
  getComplexity,
  simpleEstimator,
  type ComplexityEstimator,
} from 'graphql-query-complexity'

const sizeOf = (args: Readonly<Record<string, unknown>>): number | null => {
  const size = args['first'] ?? args['last']
  return typeof size === 'number' ? Math.max(size, 1) : null
}

/** A page costs what one of its rows costs, times the rows that were asked for. */
export const pageEstimator: ComplexityEstimator = ({ args, childComplexity }) => {
  const size = sizeOf(args)
  return size === null ? undefined : 1 + size * Math.max(childComplexity, 1)
}

const tooExpensive = (maximum: number, cost: number): GraphQLError =>
  new GraphQLError(
    `This query costs ${cost} and at most ${maximum} is allowed. Ask for smaller pages or fewer fields, or split it into several queries.`,
    { extensions: { code: 'QUERY_TOO_EXPENSIVE', cost, maximum, http: { status: 400 } } },
  )

/**
 * Refuses queries before they are carried out when they could return too much.
 *
 * A field costs 1, or what its `complexity` extension says; a field with `first` or `last` multiplies what lies
 * below it.
 */
export const costPlugin = ({ maximum }: { readonly maximum: number }): ApolloServerPlugin => ({
  requestDidStart: () =>
    Promise.resolve({
      didResolveOperation: ({ schema, document, request, operationName }) => {
        const cost = getComplexity({
          schema,
          query: document,
          variables: request.variables ?? {},
          ...(operationName === null ? {} : { operationName }),
          estimators: [fieldExtensionsEstimator(), pageEstimator, simpleEstimator({ defaultComplexity: 1 })],
        })
        if (cost > maximum) throw tooExpensive(maximum, cost)
        return Promise.resolve()
      },
    }),
})
