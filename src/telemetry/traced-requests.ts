import type { ApolloServerPlugin } from '@apollo/server'
import { SpanKind, SpanStatusCode, trace, ROOT_CONTEXT, type Span, type Tracer } from '@opentelemetry/api'
import type { FastifyInstance, FastifyRequest } from 'fastify'

import type { ApiContext } from '../api/context.js'
import type { MakeContext } from './telemetry.js'
import { contextBelow, traceparentOf } from './trace-context.js'

/** Asked every few seconds, and of no interest to anybody who reads traces. */
const quiet = new Set(['/healthz', '/readyz', '/metrics'])

type Waiting = NonNullable<ApiContext['waiting']>

/** Spans of what people ask: the request, its GraphQL operation, and its waits for the read side. */
export const traceRequests = (tracer: Tracer) => {
  const ofRequest = new WeakMap<FastifyRequest, Span>()
  /** The span under which a context works. By a part of it: contexts are copied on their way to resolvers. */
  const above = new WeakMap<Waiting, Span>()

  /** A span for each wait, below the operation that waits. */
  const waitBelow = (request: Span): Waiting => {
    const waiting: Waiting = (position) => {
      const span = tracer.startSpan(
        'read side wait',
        { attributes: { 'waymark.position': position.toString() } },
        trace.setSpan(ROOT_CONTEXT, above.get(waiting) ?? request),
      )
      return (outcome) => {
        span.setAttribute('waymark.wait.outcome', outcome)
        span.end()
      }
    }
    return waiting
  }

  const routes = (app: FastifyInstance): void => {
    app.addHook('onRequest', (request, _reply, done) => {
      const route = request.routeOptions.url ?? 'none'
      if (!quiet.has(route)) {
        const header = request.headers['traceparent']
        const attributes = { 'http.request.method': request.method, 'http.route': route }
        const options = { kind: SpanKind.SERVER, attributes }
        const caller = contextBelow(typeof header === 'string' ? header : undefined)
        ofRequest.set(request, tracer.startSpan(`${request.method} ${route}`, options, caller))
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
      const waiting = waitBelow(span)
      above.set(waiting, span)
      return { ...made, traceparent: traceparentOf(span), waiting }
    }

  const plugin: ApolloServerPlugin<ApiContext> = {
    requestDidStart: () => {
      let operation: Span | undefined
      return Promise.resolve({
        didResolveOperation: ({ operation: asked, operationName, contextValue: { waiting } }) => {
          const request = waiting && above.get(waiting)
          if (asked === undefined || waiting === undefined || request === undefined) return Promise.resolve()
          operation = tracer.startSpan(
            asked.operation,
            {
              attributes: {
                'graphql.operation.type': asked.operation,
                ...(operationName === null ? {} : { 'graphql.operation.name': operationName }),
              },
            },
            trace.setSpan(ROOT_CONTEXT, request),
          )
          above.set(waiting, operation)
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
