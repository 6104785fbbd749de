import 'zod/compile'
import 'reflect-metadata'

import type { FastifyRequest } from 'fastify'

import type { PrismaClient } from '../prisma/client/client.js'
import { unavailableBehind } from './adapters/unavailable.js'
import { specificationAt } from './api/chart/chart-picture.js'
import type { ApiContext } from './api/context.js'
import { requestContext, type ApiServices } from './api/request-context.js'
import { buildApiSchema } from './api/schema.js'
import { aggregates } from './application/aggregates.js'
import type { Config } from './config.js'
import { catalogue } from './domain/catalogue.js'
import { createCodec } from './eventsourcing/codec.js'
import { createCommandHandler, STATES_KEPT } from './eventsourcing/command-handler.js'
import type { EventStore } from './eventsourcing/event-store.js'
import type { ReadSide } from './eventsourcing/read-side.js'
import { keepRecentStates, RECENT_EVENTS, type RecentStatesOptions } from './eventsourcing/recent-states.js'
import { createStateCache } from './eventsourcing/state-cache.js'
import { keepHeapSmall } from './heap.js'
import { createGraphqlServer } from './http/apollo.js'
import { pictureRoutes } from './http/picture-routes.js'
import { createHttpServer } from './http/server.js'
import type { Logger } from './log.js'
import { overviewRoutes } from './overview/overview-routes.js'
import { createRenderer } from './rendering/renderer.js'
import { openStores, type Closers } from './stores.js'
import { readinessOf } from './telemetry/readiness.js'
import { openTelemetry } from './telemetry/telemetry.js'

export interface AppOptions {
  readonly config: Config
  readonly logger: Logger
  readonly clock?: () => Date
}

export interface App {
  /** Where it listens, such as http://127.0.0.1:4000. */
  readonly address: string
  readonly store: EventStore
  readonly readSide: ReadSide<PrismaClient>
  /** Lets requests in flight finish, then closes everything. Once. */
  close(): Promise<void>
}

/** Closes what was opened, last first, and goes on when one of them fails; the first failure is thrown at the end. */
const closeAll = async (closers: Readonly<Closers>): Promise<void> => {
  const failures: unknown[] = []
  for (const close of closers.toReversed()) {
    try {
      await close()
    } catch (error) {
      failures.push(error)
    }
  }
  if (failures.length > 0) throw failures[0]
}

/** Begins to fold what was used last. @returns what ends it */
const keepingRecentStates = (
  of: Pick<RecentStatesOptions, 'store' | 'states'>,
  logger: Logger,
): (() => Promise<void>) => {
  const ending = new AbortController()
  const { signal } = ending
  const done = keepRecentStates({ ...of, aggregates, events: RECENT_EVENTS, signal }).then(
    (folded) => logger.debug({ folded }, 'What was used last is at hand'),
    // Commands read for themselves what is not at hand, and then say what is wrong.
    (error: unknown) => logger.debug({ err: error }, 'What was used last could not be read'),
  )
  return async () => {
    ending.abort()
    await done
  }
}

/**
 * Puts Waymark together on the stores that the settings name and starts to serve.
 *
 * @throws a fault with a message for people when a store is in use or cannot be opened, or the address cannot be
 * listened on; nothing stays open then
 */
export const startApp = async (options: AppOptions): Promise<App> => {
  const { config, logger, clock: given } = options
  const clock = given ?? (() => new Date())
  keepHeapSmall()
  const closers: Closers = []
  try {
    const telemetry = await openTelemetry(config, logger)
    closers.push(() => telemetry.close())
    const codec = createCodec(catalogue)
    const { store, readSide, announce } = await openStores(
      config,
      { decode: (recorded) => codec.decode(recorded), logger, clock: given, observer: telemetry.observer },
      closers,
    )
    const observed = telemetry.store(store)
    const states = createStateCache(observed, codec, STATES_KEPT)
    const commands = telemetry.commands(createCommandHandler({ store: observed, codec, states }))
    telemetry.watch({ store, readSide, quarantined: () => readSide.client().quarantinedEvent.count() })
    const renderer = telemetry.renderer(createRenderer())
    closers.push(() => renderer.close())

    let address = ''
    const services: ApiServices = {
      commands,
      reads: readSide,
      clock,
      publicUrl: () => config.publicUrl ?? address,
    }
    const context = telemetry.context((request: FastifyRequest): ApiContext =>
      requestContext(services, { requestId: request.id, headers: request.headers }),
    )
    const schema = await buildApiSchema()
    const graphqlServer = createGraphqlServer<ApiContext>({
      ...{ schema, logger, temporary: unavailableBehind, plugins: telemetry.plugins },
    })
    await graphqlServer.start()

    const http = createHttpServer<ApiContext>({
      config,
      logger,
      readiness: readinessOf(readSide, config.maxLagSeconds),
      temporary: unavailableBehind,
      graphql: { server: graphqlServer, context: (request) => Promise.resolve(context(request)) },
      routes: (app) => {
        telemetry.routes(app)
        overviewRoutes(app, { schema, context })
        pictureRoutes(app, {
          renderer,
          specification: (request, { seriesId, query }) => specificationAt(context(request), seriesId, query),
        })
      },
      onClose: () => closeAll(closers),
    })
    address = await http.listen()
    announce(address)
    closers.push(keepingRecentStates({ store, states }, logger))
    return { address, store, readSide, close: () => http.close() }
  } catch (error) {
    await closeAll(closers)
    throw error
  }
}
