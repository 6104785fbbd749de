import {
  GraphQLError,
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLString,
} from 'graphql'
import pino from 'pino'

import { createGraphqlServer, type GraphqlLimits } from '../../src/http/apollo.js'
import type { RequestContext } from '../../src/http/faults.js'
import { createHttpServer, type HttpServer, type HttpServerOptions } from '../../src/http/server.js'

/** A door that a resolver waits at until the test opens it. */
export const door = () => {
  let open: () => void = () => undefined
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { open, opened }
}

/** What the resolvers below did, in order. */
export interface Doings {
  readonly log: string[]
  /** Called when `slow` is being answered; resolves when it may answer. */
  slow: () => Promise<void>
}

const team = (number: number) => ({ name: `Team ${number}` })

const Team: GraphQLObjectType = new GraphQLObjectType({
  name: 'Team',
  fields: () => ({
    name: { type: GraphQLString },
    later: {
      type: GraphQLString,
      resolve: ({ name }: { name: string }) => Promise.resolve(`${name}, later`),
    },
    broken: {
      type: GraphQLString,
      resolve: () => {
        throw new Error('connect ECONNREFUSED db.internal:5432')
      },
    },
    neighbours: {
      type: new GraphQLList(Team),
      args: { first: { type: GraphQLInt } },
      resolve: (_team, { first }: { first?: number }) =>
        Array.from({ length: first ?? 2 }, (_, index) => team(index)),
    },
  }),
})

export const sampleSchema = (doings: Doings): GraphQLSchema =>
  new GraphQLSchema({
    query: new GraphQLObjectType({
      name: 'Query',
      fields: {
        hello: {
          type: GraphQLString,
          args: { name: { type: GraphQLString } },
          resolve: (_root, { name }: { name?: string }) => `Hello ${name ?? 'all'}`,
        },
        double: {
          type: GraphQLInt,
          args: { of: { type: new GraphQLNonNull(GraphQLInt) } },
          resolve: (_root, { of }: { of: number }) => of * 2,
        },
        team: { type: Team, resolve: () => team(1) },
        must: { type: new GraphQLNonNull(GraphQLString), resolve: () => null },
        whoAsks: {
          type: GraphQLString,
          resolve: (_root, _args, context: RequestContext) => context.requestId,
        },
        refused: {
          type: GraphQLString,
          resolve: () => {
            throw new GraphQLError('Give a name', { extensions: { code: 'BAD_USER_INPUT' } })
          },
        },
        slow: {
          type: GraphQLString,
          resolve: async () => {
            await doings.slow()
            return 'done'
          },
        },
      },
    }),
    mutation: new GraphQLObjectType({
      name: 'Mutation',
      fields: {
        note: {
          type: GraphQLString,
          args: { text: { type: GraphQLString }, turns: { type: GraphQLInt } },
          resolve: async (_root, { text, turns }: { text: string; turns?: number }) => {
            for (let turn = 0; turn < (turns ?? 0); turn += 1) await Promise.resolve()
            doings.log.push(text)
            return text
          },
        },
        fail: {
          type: GraphQLString,
          resolve: () => {
            throw new Error('connect ECONNREFUSED db.internal:5432')
          },
        },
      },
    }),
  })

export interface Sample {
  readonly url: string
  readonly server: HttpServer
  readonly doings: Doings
  /** Entries of the log so far. */
  readonly entries: () => Record<string, unknown>[]
}

const started: HttpServer[] = []

/** Starts a server of the sample schema on any free port. */
export const startSample = async (
  options: Partial<
    Pick<HttpServerOptions<RequestContext>, 'readiness' | 'onClose' | 'routes' | 'temporary'>
  > & {
    readonly limits?: Partial<GraphqlLimits>
    readonly shutdownMs?: number
    readonly host?: string
    readonly port?: number
  } = {},
): Promise<Sample> => {
  const lines: string[] = []
  const logger = pino({ level: 'debug', base: null }, { write: (line: string) => lines.push(line) })
  const doings: Doings = { log: [], slow: () => Promise.resolve() }
  const graphql = createGraphqlServer<RequestContext>({
    schema: sampleSchema(doings),
    logger,
    ...(options.limits === undefined ? {} : { limits: options.limits }),
    ...(options.temporary === undefined ? {} : { temporary: options.temporary }),
  })
  await graphql.start()
  const server = createHttpServer<RequestContext>({
    config: {
      host: options.host ?? '127.0.0.1',
      port: options.port ?? 0,
      shutdownMs: options.shutdownMs ?? 5_000,
    },
    logger,
    readiness: options.readiness ?? (() => ({ ready: true })),
    graphql: { server: graphql, context: (request) => Promise.resolve({ requestId: request.id }) },
    ...(options.onClose === undefined ? {} : { onClose: options.onClose }),
    ...(options.routes === undefined ? {} : { routes: options.routes }),
    ...(options.temporary === undefined ? {} : { temporary: options.temporary }),
  })
  started.push(server)
  const url = await server.listen()
  return {
    url,
    server,
    doings,
    entries: () => lines.map((line) => JSON.parse(line) as Record<string, unknown>),
  }
}

export const closeSamples = async (): Promise<void> => {
  await Promise.all(started.splice(0).map((server) => server.close()))
}

export const ask = (url: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })

export interface Answer {
  readonly data?: Record<string, unknown> | null
  readonly errors?: readonly { readonly message: string; readonly extensions: Record<string, unknown> }[]
}

export const answerOf = async (response: Response): Promise<Answer> => (await response.json()) as Answer
