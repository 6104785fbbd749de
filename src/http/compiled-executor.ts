import type { ApolloServerOptionsWithGateway } from '@apollo/server'
import { execute, GraphQLError, type DocumentNode, type ExecutionResult, type GraphQLSchema } from 'graphql'
import { compileQuery, isCompiledQuery } from 'graphql-jit'
import { LRUCache } from 'lru-cache'

export interface Execution {
  readonly document: DocumentNode
  /** Names the document; equal for equal text. */
  readonly queryHash: string
  readonly operationName: string | null
  readonly context: unknown
  readonly variables: Record<string, unknown>
}

export type Executor = (execution: Execution) => Promise<ExecutionResult>

type Compiled = (
  context: unknown,
  variables: Record<string, unknown>,
) => Promise<ExecutionResult> | ExecutionResult

/** What is known of an operation: met once, compiled, or one that the compiler does not take. */
type Known = 'met' | 'interpreted' | Compiled

/** Null when the compiler does not take the operation; it throws when there is no such operation. */
const compile = (
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null,
): Compiled | null => {
  try {
    const compiled = compileQuery(schema, document, operationName ?? undefined)
    if (!isCompiledQuery(compiled)) return null
    return (context, variables) => compiled.query({}, context, variables)
  } catch (error) {
    if (error instanceof GraphQLError) return null
    throw error
  }
}

/** An error of compiled code as graphql-js would have made it: of its own class, with extensions, able to change. */
const asGraphqlError = (error: GraphQLError): GraphQLError => {
  const { message, path, originalError, locations } = error
  const same = new GraphQLError(message, { path: path ?? null, originalError: originalError ?? null })
  return locations === undefined
    ? same
    : Object.defineProperty(same, 'locations', { value: locations, enumerable: true })
}

/**
 * Carries operations out, faster from the second time on: what is asked again is compiled to code.
 *
 * What is asked once is interpreted, because compiling costs more than it saves; so is what the compiler does not
 * take. At most `remembered` operations are kept. Errors in variables are always told by graphql-js, so that they
 * read the same whether an operation was compiled or not; nothing has been carried out by then.
 */
export const compiledExecutor = (schema: GraphQLSchema, remembered = 500): Executor => {
  const known = new LRUCache<string, Known>({ max: remembered })

  const interpret = ({ document, operationName, context, variables }: Execution) =>
    execute({
      schema,
      document,
      rootValue: {},
      contextValue: context,
      variableValues: variables,
      operationName,
      options: { maxCoercionErrors: 10 },
    })

  const lookUp = ({ document, queryHash, operationName }: Execution): Known | undefined => {
    const key = `${queryHash} ${operationName ?? ''}`
    const found = known.get(key)
    if (found === undefined) known.set(key, 'met')
    if (found !== 'met') return found
    const compiled = compile(schema, document, operationName) ?? 'interpreted'
    known.set(key, compiled)
    return compiled
  }

  return async (execution) => {
    const found = lookUp(execution)
    if (typeof found !== 'function') return interpret(execution)
    const result = await found(execution.context, execution.variables)
    if (!('data' in result)) return interpret(execution)
    return result.errors === undefined ? result : { ...result, errors: result.errors.map(asGraphqlError) }
  }
}

/** Makes Apollo carry operations out with an executor of ours: a gateway is the place where it lets one in. */
export const gatewayOf = (
  schema: GraphQLSchema,
  executor: Executor,
): ApolloServerOptionsWithGateway<object>['gateway'] => ({
  load: () =>
    Promise.resolve({
      // The name that was asked for: Apollo's own `operationName` is null when the document has no such operation.
      executor: ({ document, queryHash, context, request }) =>
        executor({
          document,
          queryHash,
          operationName: request.operationName ?? null,
          context,
          variables: request.variables ?? {},
        }),
    }),
  onSchemaLoadOrUpdate: (callback) => {
    callback({ apiSchema: schema, coreSupergraphSdl: '' })
    return () => undefined
  },
  stop: () => Promise.resolve(),
})
