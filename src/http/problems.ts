import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'

import type { Logger } from '../log.js'
import {
  RETRY_AFTER_SECONDS,
  unavailableExtensions,
  unavailableMessage,
  type Temporary,
} from './temporary.js'

/** What went wrong outside GraphQL, in the shape of a GraphQL answer, so that clients read errors in one way. */
export const problem = (code: string, message: string, requestId: string) => ({
  errors: [{ message, extensions: { code, requestId } }],
})

const Known = z.object({
  statusCode: z.number().int().min(400).max(499),
  message: z.string(),
  code: z.string().optional(),
})

const messages: Readonly<Record<number, { readonly code: string; readonly message: string }>> = {
  400: { code: 'BAD_REQUEST', message: 'The request is not well-formed. Send JSON with a field "query".' },
  413: {
    code: 'PAYLOAD_TOO_LARGE',
    message: 'The request is too large. Send it in several smaller ones, of 2 MB at most.',
  },
  415: {
    code: 'UNSUPPORTED_MEDIA_TYPE',
    message: 'Send the request with the header content-type: application/json.',
  },
}

const onError =
  (logger: Logger, temporary: Temporary) =>
  (error: unknown, request: FastifyRequest, reply: FastifyReply) => {
    const known = Known.safeParse(error)
    if (known.success) {
      const { statusCode, message } = known.data
      const told = messages[statusCode] ?? { code: 'BAD_REQUEST', message }
      return reply.code(statusCode).send(problem(told.code, told.message, request.id))
    }
    const passing = temporary(error)
    if (passing !== null) {
      logger.warn({ requestId: request.id, err: error }, 'A request found the store unavailable')
      const extensions = { ...unavailableExtensions(passing), requestId: request.id }
      return reply
        .code(503)
        .header('retry-after', String(RETRY_AFTER_SECONDS))
        .send({ errors: [{ message: unavailableMessage, extensions }] })
    }
    logger.error({ requestId: request.id, err: error }, 'A request failed')
    const told = 'Something went wrong on our side. Try again; if it persists, report the requestId.'
    return reply.code(500).send(problem('INTERNAL', told, request.id))
  }

/** Answers requests that fail, or that nothing answers, with JSON and the request id. */
export const answerProblems = (app: FastifyInstance, logger: Logger, temporary: Temporary): void => {
  app.setErrorHandler(onError(logger, temporary))
  app.setNotFoundHandler((request, reply) =>
    reply
      .code(404)
      .send(problem('NOT_FOUND', 'There is nothing at this address. The API is at /graphql.', request.id)),
  )
}
