import type { ApolloServerPlugin } from '@apollo/server'
import type { FastifyInstance, FastifyRequest } from 'fastify'

import type { ApiContext } from '../api/context.js'
import type { CommandHandler } from '../eventsourcing/command.js'
import type { EventStore } from '../eventsourcing/event-store.js'
import { observeCommands, observeStore, observeWith, type Observer } from '../eventsourcing/observer.js'
import type { ReadSideStatus } from '../eventsourcing/read-side.js'
import type { Logger } from '../log.js'
import type { Renderer } from '../rendering/renderer.js'

/** Where figures are read from when they are asked for. */
export interface Watched {
  readonly store: Pick<EventStore, 'head'>
  readonly readSide: { status(): Promise<ReadSideStatus> }
  /** Events that the rows do not show by an operator's decision. */
  readonly quarantined: () => Promise<number>
}

export type MakeContext = (request: FastifyRequest) => ApiContext

/** One way of telling what goes on: figures, or traces. */
export interface TelemetryPart {
  readonly observer: Observer
  readonly plugins: readonly ApolloServerPlugin<ApiContext>[]
  /** Hooks and addresses of the server. */
  routes(app: FastifyInstance): void
  context(make: MakeContext): MakeContext
  renderer(renderer: Renderer): Renderer
  watch(watched: Watched): void
  /** Sends what has not been sent. Never throws. */
  close(): Promise<void>
}

/** What `app.ts` puts between its parts. Off, it hands back what it is given. */
export interface Telemetry extends Omit<TelemetryPart, 'observer'> {
  readonly observer: Observer | undefined
  store(store: EventStore): EventStore
  commands(handler: CommandHandler): CommandHandler
}

const off: Telemetry = {
  observer: undefined,
  plugins: [],
  store: (store) => store,
  commands: (handler) => handler,
  routes: () => undefined,
  context: (make) => make,
  renderer: (renderer) => renderer,
  watch: () => undefined,
  close: () => Promise.resolve(),
}

const together = (parts: readonly TelemetryPart[]): Telemetry => {
  const observer = observeWith(parts.map((part) => part.observer))
  return {
    observer,
    plugins: parts.flatMap(({ plugins }) => plugins),
    store: (store) => observeStore(store, observer),
    commands: (handler) => observeCommands(handler, observer),
    routes: (app) => {
      for (const part of parts) part.routes(app)
    },
    context: (make) => parts.reduce((made, part) => part.context(made), make),
    renderer: (renderer) => parts.reduce((drawing, part) => part.renderer(drawing), renderer),
    watch: (watched) => {
      for (const part of parts) part.watch(watched)
    },
    close: async () => {
      for (const part of parts) await part.close()
    },
  }
}

/** Loads what the settings ask for, and nothing else: neither the packages nor any wrapping when all is off. */
export const openTelemetry = async (
  { metrics, traces }: { readonly metrics: boolean; readonly traces: boolean },
  logger: Logger,
): Promise<Telemetry> => {
  const parts: TelemetryPart[] = []
  if (metrics) parts.push((await import('./metrics.js')).createMetrics())
  if (traces) parts.push((await import('./tracing.js')).createTracing({ logger }))
  return parts.length === 0 ? off : together(parts)
}
