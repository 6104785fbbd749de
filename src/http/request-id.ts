import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/** Short, and nothing that could forge a line of a log or break out of a header. */
const SANE = /^[A-Za-z0-9._:@/+=-]{1,128}$/

/** The id under which a request appears in logs and errors: the caller's own when it is sane, else a new one. */
export const requestIdOf = (request: IncomingMessage): string => {
  const given = request.headers['x-request-id']
  return typeof given === 'string' && SANE.test(given) ? given : randomUUID()
}
