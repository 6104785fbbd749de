import { ApolloServer, type ApolloServerPlugin } from '@apollo/server'
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled'
import { ApolloArmor } from '@escape.tech/graphql-armor'
import type { GraphQLSchema } from 'graphql'

import type { Logger } from '../log.js'
import { compiledExecutor, gatewayOf } from './compiled-executor.js'
import { costPlugin } from './cost.js'
import { faultPlugin, maskFaults, type RequestContext } from './faults.js'
import { statusPlugin } from './status.js'
import type { Temporary } from './temporary.js'

export interface GraphqlLimits {
  readonly depth: number
  readonly aliases: number
  readonly directives: number
  readonly tokens: number
  /** In fields, where a page multiplies what lies below it. */
  readonly cost: number
}

/** Generous for a board's dashboard, far below what would hold up others. */
export const standardLimits: GraphqlLimits = {
  depth: 12,
  aliases: 15,
  directives: 8,
  tokens: 2_000,
  cost: 20_000,
}

/** None of Apollo's own extras: they wrap each field, or would talk to servers of Apollo's. */
const withoutExtras = (): ApolloServerPlugin[] => [
  ApolloServerPluginCacheControlDisabled(),
  ApolloServerPluginInlineTraceDisabled(),
  ApolloServerPluginLandingPageDisabled(),
  ApolloServerPluginSchemaReportingDisabled(),
  ApolloServerPluginUsageReportingDisabled(),
]

const shapeLimits = (limits: GraphqlLimits) =>
  new ApolloArmor({
    maxDepth: { n: limits.depth },
    maxAliases: { n: limits.aliases, allowList: [] },
    maxDirectives: { n: limits.directives },
    // The parser itself counts tokens.
    maxTokens: { enabled: false },
    // The cost plugin knows pages; this one does not. Names may be suggested: the schema is public.
    costLimit: { enabled: false },
    blockFieldSuggestion: { enabled: false },
  }).protect()

/**
 * The GraphQL server of a schema: limited, without extras, faults masked, operations compiled.
 *
 * Start it before it is given to `createHttpServer`, which stops it.
 */
export const createGraphqlServer = <Context extends RequestContext>(options: {
  readonly schema: GraphQLSchema
  readonly logger: Logger
  readonly limits?: Partial<GraphqlLimits>
  readonly plugins?: readonly ApolloServerPlugin<Context>[]
  /** Which faults pass; none when absent. */
  readonly temporary?: Temporary
}): ApolloServer<Context> => {
  const limits = { ...standardLimits, ...options.limits }
  const shape = shapeLimits(limits)
  const temporary = options.temporary ?? (() => null)
  return new ApolloServer<Context>({
    gateway: gatewayOf(options.schema, compiledExecutor(options.schema)),
    logger: options.logger,
    plugins: [
      ...withoutExtras(),
      ...shape.plugins,
      costPlugin({ maximum: limits.cost }),
      statusPlugin(),
      faultPlugin(options.logger, temporary),
      ...(options.plugins ?? []),
    ],
    validationRules: shape.validationRules,
    parseOptions: { maxTokens: limits.tokens },
    validationOptions: { maxErrors: 10 },
    formatError: maskFaults(temporary),
    nodeEnv: 'production',
    introspection: true,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    includeStacktraceInErrorResponses: false,
    persistedQueries: false,
    stopOnTerminationSignals: false,
    apollo: {},
  })
}
