import type { ApolloServer } from '@apollo/server'
import { fastifyApolloHandler } from '@as-integrations/fastify'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

import { explorerPolicy, explorerRoutes } from './explorer.js'
import type { RequestContext } from './faults.js'
import { problem } from './problems.js'

export interface GraphqlEndpoint<Context extends RequestContext> {
  /** Started. */
  readonly server: ApolloServer<Context>
  readonly context: (request: FastifyRequest) => Promise<Context>
}

/** What a browser sends when a person opens an address; programs that read JSON name it or take anything. */
const asksForPage = (request: FastifyRequest): boolean =>
  (request.headers.accept ?? '').includes('text/html') && !request.url.includes('query=')

const sendExplorer = (reply: FastifyReply, page: string) =>
  reply
    .type('text/html; charset=utf-8')
    .header('content-security-policy', explorerPolicy)
    .header('cache-control', 'no-cache')
    .header('vary', 'accept')
    .send(page)

/** The API at /graphql; a person who opens it in a browser gets the explorer. */
export const graphqlRoute = <Context extends RequestContext>(
  app: FastifyInstance,
  { server, context }: GraphqlEndpoint<Context>,
): void => {
  const explorer = explorerRoutes(app)
  const answer = fastifyApolloHandler(server, { context: (request) => context(request) })
  app.get(
    '/graphql',
    {
      onRequest: (request, reply, next) => {
        if (asksForPage(request)) sendExplorer(reply, explorer.page())
        else next()
      },
    },
    answer,
  )
  app.post('/graphql', answer)
  app.route({
    method: ['PUT', 'PATCH', 'DELETE', 'OPTIONS'],
    url: '/graphql',
    handler: (request, reply) =>
      reply
        .code(405)
        .header('allow', 'GET, POST')
        .send(problem('METHOD_NOT_ALLOWED', 'Use POST, or GET for a query.', request.id)),
  })
}
