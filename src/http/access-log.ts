import type { FastifyInstance } from 'fastify'

import type { Logger } from '../log.js'

/** Health and figures are asked every few seconds, which says nothing about use. */
const quiet = new Set(['/healthz', '/readyz', '/metrics'])

/** Logs each request when its answer is out: never its body, its query string or its headers. */
export const accessLog = (app: FastifyInstance, logger: Logger): void => {
  app.addHook('onResponse', (request, reply, done) => {
    const [path = ''] = request.url.split('?')
    const entry = {
      requestId: request.id,
      method: request.method,
      path,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime * 10) / 10,
      remote: request.ip,
    }
    if (quiet.has(path)) logger.debug(entry, 'request')
    else logger.info(entry, 'request')
    done()
  })
}
