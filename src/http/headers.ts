import type { FastifyInstance } from 'fastify'

/** A browser may do nothing with an answer but show it. The explorer page sets a policy of its own. */
const POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"

const standard: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'DENY',
  'content-security-policy': POLICY,
}

/** Headers that every answer carries, unless its route said otherwise. */
export const standardHeaders = (app: FastifyInstance): void => {
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id)
    done()
  })
  app.addHook('onSend', (_request, reply, payload, done) => {
    for (const [name, value] of Object.entries(standard))
      if (!reply.hasHeader(name)) reply.header(name, value)
    done(null, payload)
  })
}
