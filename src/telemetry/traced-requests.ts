import type { ApolloServerPlugin } from '@apollo/server'
import { SpanKind, SpanStatusCode, trace, ROOT_CONTEXT, type Span, type Tracer } from '@opentelemetry/api'
import type { FastifyInstance, FastifyRequest } from 'fastify'

import type { ApiContext, Reads } from '../api/context.js'
import type { MakeContext } from './telemetry.js'
import { contextBelow, traceparentOf } from './trace-context.js'

/** Asked every few seconds, and of no interest to anybody who reads traces. */
const quiet = new Set(['/healthz', '/readyz', '/metrics'])

/** Spans of what people ask: the request, its GraphQL operation, and its waits for the read side. */
export const traceRequests = (tracer: Tracer) => {
  const ofRequest = new WeakMap<FastifyRequest, Span>()
  /** By the reads of a context: contexts themselves are copied on their way to resolvers. */
  const ofReads = new WeakMap<Reads, Span>()

  const waiting = (reads: Reads, above: () => Span | undefined): Reads => ({
    client: () => reads.client(),
    status: () => reads.status(),
    rebuild: (onProgress) => reads.rebuild(onProgress),
    waitUntil: async (position, timeoutMs) => {
      const span = above()
      const attributes = { 'waymark.position': position.toString() }
      const wait = tracer.startSpan(
        'read side wait',
        { attributes },
        span === undefined ? ROOT_CONTEXT : trace.setSpan(ROOT_CONTEXT, span),
      )
      const outcome = await reads.waitUntil(position, timeoutMs)
      wait.setAttribute('waymark.wait.outcome', outcome)
      wait.end()
      return outcome
    },
  })

  const routes = (app: FastifyInstance): void => {
    app.addHook('onRequest', (request, _reply, done) => {
      const route = request.routeOptions.url ?? 'none'
      if (!quiet.has(route)) {
        const header = request.headers['traceparent']
        const attributes = { 'http.request.method': request.method, 'http.route': route }
        const options = { kind: SpanKind.SERVER, attributes }
        const above = contextBelow(typeof header === 'string' ? header : undefined)
        ofRequest.set(request, tracer.startSpan(`${request.method} ${route}`, options, above))
      }
      done()
    })
    app.addHook('onResponse', (request, reply, done) => {
      const span = ofRequest.get(request)
      span?.setAttribute('http.response.status_code', reply.statusCode)
      if (reply.statusCode >= 500) span?.setStatus({ code: SpanStatusCode.ERROR })
      span?.end()
      done()
    })
  }

  const context =
    (make: MakeContext): MakeContext =>
    (request) => {
      const made = make(request)
      const span = ofRequest.get(request)
      if (span === undefined) return made
      const reads: Reads = waiting(made.reads, () => ofReads.get(reads))
      ofReads.set(reads, span)
      return { ...made, traceparent: traceparentOf(span), reads }
    }

  const plugin: ApolloServerPlugin<ApiContext> = {
    requestDidStart: () => {
      let operation: Span | undefined
      return Promise.resolve({
        didResolveOperation: ({ operation: asked, operationName, contextValue }) => {
          const above = ofReads.get(contextValue.reads)
          if (asked === undefined || above === undefined) return Promise.resolve()
          operation = tracer.startSpan(
            asked.operation,
            {
              attributes: {
                'graphql.operation.type': asked.operation,
                ...(operationName === null ? {} : { 'graphql.operation.name': operationName }),
              },
            },
            trace.setSpan(ROOT_CONTEXT, above),
          )
          ofReads.set(contextValue.reads, operation)
          return Promise.resolve()
        },
        willSendResponse: ({ response }) => {
          const { body } = response
          if (body.kind === 'single' && (body.singleResult.errors?.length ?? 0) > 0)
            operation?.setStatus({ code: SpanStatusCode.ERROR })
          operation?.end()
          return Promise.resolve()
        },
      })
    },
  }

  return { routes, context, plugin }
}
