import type { FastifyInstance } from 'fastify'

export type Readiness =
  | { readonly ready: true }
  /** `reason` says in a sentence what is awaited; `details` are figures of it, such as positions. */
  | { readonly ready: false; readonly reason: string; readonly details?: Readonly<Record<string, unknown>> }

/** `/healthz`: the process lives. `/readyz`: it can answer with what was recorded. */
export const healthRoutes = (app: FastifyInstance, readiness: () => Readiness | Promise<Readiness>): void => {
  app.get('/healthz', (_request, reply) =>
    reply.header('cache-control', 'no-store').send({ status: 'alive' }),
  )
  app.get('/readyz', async (_request, reply) => {
    const found = await readiness()
    reply.header('cache-control', 'no-store')
    if (found.ready) return reply.send({ status: 'ready' })
    return reply
      .code(503)
      .header('retry-after', '1')
      .send({ status: 'not ready', reason: found.reason, ...found.details })
  })
}
