import { graphql, type GraphQLSchema } from 'graphql'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

import type { ApiContext } from '../api/context.js'
import type { LocalityAnswer, TreeAnswer } from './answers.js'
import { localityDocument, treeDocument } from './documents.js'
import { html } from './html.js'
import { localityPage } from './locality-page.js'
import { page } from './page.js'
import { treePage } from './tree-page.js'

export interface OverviewOptions {
  readonly schema: GraphQLSchema
  readonly context: (request: FastifyRequest) => ApiContext
}

const policy =
  "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"

const send = (reply: FastifyReply, status: number, text: string): FastifyReply =>
  reply
    .code(status)
    .header('content-security-policy', policy)
    .header('cache-control', 'no-cache')
    .type('text/html; charset=utf-8')
    .send(text)

const notFound = (reply: FastifyReply, what: string): FastifyReply =>
  send(
    reply,
    404,
    page(
      'Not found',
      html`<h1>${what}</h1>
        <p><a href="/">All localities</a></p>`,
    ),
  )

const noLocality = 'There is no such locality'
const noPage = 'This list has no such page'

interface Query {
  /** Several, when an address names it twice. */
  readonly after?: string | readonly string[]
}

const afterOf = ({ after }: Query): string | null => (typeof after === 'string' ? after : null)

/** The address itself asks for something that cannot be, such as a page of another list. */
class WrongAddress extends Error {
  override readonly name = 'WrongAddress'
}

const errorHandler = (error: Error, _request: FastifyRequest, reply: FastifyReply): void => {
  if (!(error instanceof WrongAddress)) throw error
  void notFound(reply, noPage)
}

/** Pages for people at `/` and `/localities/<uuid>`, made of what the API answers. */
export const overviewRoutes = (app: FastifyInstance, { schema, context }: OverviewOptions): void => {
  const ask = async <Answer>(request: FastifyRequest, source: string, variables: object): Promise<Answer> => {
    const result = await graphql({
      schema,
      source,
      variableValues: { ...variables },
      contextValue: context(request),
    })
    const error = result.errors?.[0]
    if (error?.extensions['code'] === 'BAD_USER_INPUT') throw new WrongAddress(error.message)
    if (error !== undefined) throw error
    return result.data as Answer
  }

  app.get<{ Querystring: Query }>('/', { errorHandler }, async (request, reply) => {
    const answer = await ask<TreeAnswer>(request, treeDocument, { after: afterOf(request.query) })
    return send(reply, 200, treePage(answer))
  })

  const locality = '/localities/:id'
  app.get<{ Params: { id: string }; Querystring: Query }>(
    locality,
    { errorHandler },
    async (request, reply) => {
      const { id } = request.params
      if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) return notFound(reply, noLocality)
      const after = afterOf(request.query)
      const text = localityPage(await ask<LocalityAnswer>(request, localityDocument, { id, after }))
      return text === null ? notFound(reply, noLocality) : send(reply, 200, text)
    },
  )
}
