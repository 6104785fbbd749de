import 'reflect-metadata'

import path from 'node:path'

import type { FastifyRequest } from 'fastify'

import { projections } from '../projections/all.js'
import type { PrismaClient } from '../prisma/client/client.js'
import { acquireDataFolder, type DataFolder } from './adapters/event-store/data-folder-lock.js'
import { openSqliteEventStore } from './adapters/event-store/sqlite.js'
import { openReadSide } from './adapters/read-store/sqlite-read-side.js'
import { specificationAt } from './api/chart/chart-picture.js'
import type { ApiContext } from './api/context.js'
import { requestContext, type ApiServices } from './api/request-context.js'
import { buildApiSchema } from './api/schema.js'
import type { Config } from './config.js'
import { catalogue } from './domain/catalogue.js'
import { createCodec } from './eventsourcing/codec.js'
import { createCommandHandler } from './eventsourcing/command-handler.js'
import type { EventStore } from './eventsourcing/event-store.js'
import type { RebuildProgress } from './eventsourcing/projection-runner.js'
import type { ReadSide } from './eventsourcing/read-side.js'
import { keepHeapSmall } from './heap.js'
import { createGraphqlServer } from './http/apollo.js'
import type { Readiness } from './http/health.js'
import { pictureRoutes } from './http/picture-routes.js'
import { createHttpServer } from './http/server.js'
import type { Logger } from './log.js'
import { overviewRoutes } from './overview/overview-routes.js'
import { createRenderer } from './rendering/renderer.js'

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

/** Name of the log of events in the data folder. */
export const eventFile = (dataFolder: string): string => path.join(dataFolder, 'events.db')

/** Closes what was opened, last first, and goes on when one of them fails; the first failure is thrown at the end. */
const closeAll = async (closers: readonly (() => Promise<void> | void)[]): Promise<void> => {
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

const readinessOf = (readSide: ReadSide<PrismaClient>) => async (): Promise<Readiness> => {
  const { ready, state, position, head, error } = await readSide.status()
  if (ready) return { ready: true }
  const reason =
    state === 'stopped'
      ? `The read side has stopped: ${error?.message ?? 'see the log'}`
      : 'The read side has not caught up with the log of events yet'
  return { ready: false, reason, details: { position: position.toString(), head: head.toString() } }
}

/** Says every other second how far a rebuild is. */
const progressLog = (logger: Logger): ((progress: RebuildProgress) => void) => {
  let said = 0
  return ({ position, head, eventsPerSecond }) => {
    const now = performance.now()
    if (now - said < 2_000 && position < head) return
    said = now
    logger.info({ position, head, eventsPerSecond: Math.round(eventsPerSecond) }, 'Building the read side')
  }
}

const openStores = async ({ config, logger, clock }: AppOptions, closers: (() => Promise<void> | void)[]) => {
  const folder: DataFolder = acquireDataFolder(config.dataFolder)
  closers.push(() => folder.release())
  const store = openSqliteEventStore(eventFile(config.dataFolder), clock === undefined ? {} : { clock })
  closers.push(() => store.close())
  const codec = createCodec(catalogue)
  const readSide = await openReadSide({
    folder: config.dataFolder,
    store,
    decode: (recorded) => codec.decode(recorded),
    projections,
    onProgress: progressLog(logger),
    log: logger,
  })
  closers.push(() => readSide.close())
  return { folder, store, readSide, commands: createCommandHandler({ store, codec }) }
}

/**
 * Puts Waymark together on the embedded store and starts to serve.
 *
 * @throws a fault with a message for people when the data folder is in use or cannot be opened, or the address cannot
 * be listened on; nothing stays open then
 */
export const startApp = async (options: AppOptions): Promise<App> => {
  const { config, logger, clock = () => new Date() } = options
  keepHeapSmall()
  const closers: (() => Promise<void> | void)[] = []
  try {
    const { folder, store, readSide, commands } = await openStores(options, closers)
    const renderer = createRenderer()
    closers.push(() => renderer.close())

    let address = ''
    const services: ApiServices = {
      commands,
      reads: readSide,
      clock,
      publicUrl: () => config.publicUrl ?? address,
    }
    const context = (request: FastifyRequest): ApiContext =>
      requestContext(services, { requestId: request.id, headers: request.headers })
    const schema = await buildApiSchema()
    const graphqlServer = createGraphqlServer<ApiContext>({ schema, logger })
    await graphqlServer.start()

    const http = createHttpServer<ApiContext>({
      config,
      logger,
      readiness: readinessOf(readSide),
      graphql: { server: graphqlServer, context: (request) => Promise.resolve(context(request)) },
      routes: (app) => {
        overviewRoutes(app, { schema, context })
        pictureRoutes(app, {
          renderer,
          specification: (request, { seriesId, query }) => specificationAt(context(request), seriesId, query),
        })
      },
      onClose: () => closeAll(closers),
    })
    address = await http.listen()
    folder.announce(address)
    return { address, store, readSide, close: () => http.close() }
  } catch (error) {
    await closeAll(closers)
    throw error
  }
}
