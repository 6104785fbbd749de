import fastify, { type FastifyInstance } from 'fastify'

import type { Config } from '../config.js'
import type { Logger } from '../log.js'
import { accessLog } from './access-log.js'
import type { RequestContext } from './faults.js'
import { graphqlRoute, type GraphqlEndpoint } from './graphql-route.js'
import { standardHeaders } from './headers.js'
import { healthRoutes, type Readiness } from './health.js'
import { ListenFailure, listenFailure } from './listen-failure.js'
import { answerProblems } from './problems.js'
import { requestIdOf } from './request-id.js'
import type { Temporary } from './temporary.js'

/** What 1,000 readings with every field filled need, with room to spare. */
const BODY_LIMIT = 2 * 1024 * 1024

export interface HttpServerOptions<Context extends RequestContext> {
  readonly config: Pick<Config, 'host' | 'port' | 'shutdownMs'>
  readonly logger: Logger
  readonly readiness: () => Readiness | Promise<Readiness>
  readonly graphql: GraphqlEndpoint<Context>
  /** Which faults pass; none when absent. */
  readonly temporary?: Temporary
  /** Further addresses, such as pictures. */
  readonly routes?: (app: FastifyInstance) => void
  /** After the last answer is out and before `close` returns: close stores and workers here. */
  readonly onClose?: () => Promise<void>
}

export interface HttpServer {
  /**
   * Starts to accept connections.
   *
   * @returns the address, such as http://127.0.0.1:4000
   * @throws {ListenFailure} when the host or the port cannot be used
   */
  listen(): Promise<string>
  /** Stops accepting, lets requests in flight finish within the time of the settings, then closes the rest. Once. */
  close(): Promise<void>
}

/** Connections that fall idle while the server closes are closed; when time is up, all are. */
const closeConnections = (app: FastifyInstance, graceMs: number): (() => void) => {
  const idle = setInterval(() => {
    app.server.closeIdleConnections()
  }, 50)
  const limit = setTimeout(() => {
    app.server.closeAllConnections()
  }, graceMs)
  return () => {
    clearInterval(idle)
    clearTimeout(limit)
  }
}

const addressOf = (app: FastifyInstance, host: string): string => {
  const bound = app.server.address()
  if (bound === null || typeof bound === 'string') throw new ListenFailure('The server has no address.')
  return `http://${host.includes(':') ? `[${host}]` : host}:${bound.port}`
}

/** The server around the API: GraphQL and its explorer, health, limits, logs and an orderly end. */
export const createHttpServer = <Context extends RequestContext>(
  options: HttpServerOptions<Context>,
): HttpServer => {
  const { config, logger, graphql } = options
  const app = fastify({
    genReqId: requestIdOf,
    requestIdHeader: false,
    bodyLimit: BODY_LIMIT,
    trustProxy: false,
    routerOptions: { maxParamLength: 200 },
  })
  standardHeaders(app)
  accessLog(app, logger)
  answerProblems(app, logger, options.temporary ?? (() => null))
  healthRoutes(app, options.readiness)
  graphqlRoute(app, graphql)
  options.routes?.(app)

  const stop = async () => {
    const finish = closeConnections(app, config.shutdownMs)
    try {
      await app.close()
    } finally {
      finish()
      await graphql.server.stop()
      await options.onClose?.()
    }
  }
  let stopping: Promise<void> | undefined
  return {
    listen: async () => {
      try {
        await app.listen({ host: config.host, port: config.port })
      } catch (error) {
        throw listenFailure(error, config)
      }
      return addressOf(app, config.host)
    },
    close: () => (stopping ??= stop()),
  }
}
