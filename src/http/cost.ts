import type { ApolloServerPlugin } from '@apollo/server'
import {
  getVariableValues,
  GraphQLError,
  Kind,
  type ArgumentNode,
  type DirectiveNode,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  visit,
} from 'graphql'
import {
  fieldExtensionsEstimator,
  getComplexity,
  simpleEstimator,
  type ComplexityEstimator,
} from 'graphql-query-complexity'
import { LRUCache } from 'lru-cache'

const sizeOf = (args: Readonly<Record<string, unknown>>): number | null => {
  const size = args['first'] ?? args['last']
  return typeof size === 'number' ? Math.max(size, 1) : null
}

/** A page costs what one of its rows costs, times the rows that were asked for. */
export const pageEstimator: ComplexityEstimator = ({ args, childComplexity }) => {
  const size = sizeOf(args)
  return size === null ? undefined : 1 + size * Math.max(childComplexity, 1)
}

const refusal = (message: string, details: Readonly<Record<string, number>>): GraphQLError =>
  new GraphQLError(`${message} Ask for smaller pages or fewer fields, or split it into several queries.`, {
    extensions: { code: 'QUERY_TOO_EXPENSIVE', ...details, http: { status: 400 } },
  })

/** @throws {GraphQLError} when the fields are too many even to count */
const costOf = (
  schema: GraphQLSchema,
  query: DocumentNode,
  operationName: string | null,
  variables: Variables,
) => {
  try {
    return getComplexity({
      schema,
      query,
      variables,
      ...(operationName === null ? {} : { operationName }),
      estimators: [fieldExtensionsEstimator(), pageEstimator, simpleEstimator({ defaultComplexity: 1 })],
    })
  } catch (error) {
    if (error instanceof GraphQLError) throw refusal('This query has too many fields.', {})
    throw error
  }
}

type Variables = Record<string, unknown>

/** Variables that do not fit their types are refused when the operation is carried out, and told in detail there. */
const variablesFit = (
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  variables: Variables,
): boolean =>
  getVariableValues(schema, operation.variableDefinitions ?? [], variables, { maxErrors: 1 }).errors ===
  undefined

const hasVariable = ({ arguments: given = [] }: { readonly arguments?: readonly ArgumentNode[] }): boolean =>
  given.some(({ value }) => value.kind === Kind.VARIABLE)

/** Whether other variables may give another cost: only sizes of pages and conditions on fields can. */
const costVaries = (document: DocumentNode): boolean => {
  let varies = false
  visit(document, {
    Directive: (node: DirectiveNode) => {
      varies ||= hasVariable(node)
    },
    Argument: ({ name, value }) => {
      varies ||= (name.value === 'first' || name.value === 'last') && value.kind === Kind.VARIABLE
    },
  })
  return varies
}

/** Most operations whose cost is remembered. */
const remembered = 500

/**
 * Refuses queries before they are carried out when they could return too much.
 *
 * A field costs 1, or what its `complexity` extension says; a field with `first` or `last` multiplies what lies
 * below it. A cost that no variable changes is worked out once: a batch of readings is large to look through.
 */
export const costPlugin = ({ maximum }: { readonly maximum: number }): ApolloServerPlugin => {
  const known = new LRUCache<string, number>({ max: remembered })
  const check = (cost: number): void => {
    if (cost <= maximum) return
    throw refusal(`This query costs ${cost} and at most ${maximum} is allowed.`, { cost, maximum })
  }
  return {
    requestDidStart: () =>
      Promise.resolve({
        didResolveOperation: ({ schema, document, operation, operationName, queryHash, request }) => {
          const key = `${queryHash} ${operationName ?? ''}`
          const before = known.get(key)
          if (before !== undefined) {
            check(before)
            return Promise.resolve()
          }
          const variables: Variables = request.variables ?? {}
          if (operation === undefined || !variablesFit(schema, operation, variables)) return Promise.resolve()
          const cost = costOf(schema, document, operationName, variables)
          if (!costVaries(document)) known.set(key, cost)
          check(cost)
          return Promise.resolve()
        },
      }),
  }
}
