import type { ApolloServerPlugin } from '@apollo/server'
import type { FastifyInstance } from 'fastify'
import { collectDefaultMetrics, Registry } from 'prom-client'

import type { ApiContext } from '../api/context.js'
import { PictureFailed, type Renderer } from '../rendering/renderer.js'
import { createInstruments, type Instruments } from './instruments.js'
import { observeFigures } from './observed-figures.js'
import { releaseVersion } from './release.js'
import type { TelemetryPart } from './telemetry.js'
import { watchFigures } from './watched-figures.js'

const operations = ({
  operations: counted,
  operationDuration,
}: Instruments): ApolloServerPlugin<ApiContext> => ({
  requestDidStart: () => {
    const began = performance.now()
    return Promise.resolve({
      willSendResponse: ({ operation, response }) => {
        const type = operation?.operation ?? 'unknown'
        const failed = response.body.kind === 'single' && (response.body.singleResult.errors?.length ?? 0) > 0
        counted.inc({ type, outcome: operation === undefined ? 'invalid' : failed ? 'error' : 'ok' })
        operationDuration.observe({ type }, (performance.now() - began) / 1_000)
        return Promise.resolve()
      },
    })
  },
})

const requests = (app: FastifyInstance, { requests: counted, requestDuration }: Instruments): void => {
  app.addHook('onResponse', (request, reply, done) => {
    // The route as it was declared; a path that is none would be a label of its own for each.
    const route = request.routeOptions.url ?? 'none'
    const { method } = request
    counted.inc({ method, route, status: String(reply.statusCode) })
    requestDuration.observe({ method, route }, reply.elapsedTime / 1_000)
    done()
  })
}

const counting = (renderer: Renderer, { pictures, pictureDuration }: Instruments): Renderer => {
  const counted = async <Picture>(format: string, draw: () => Promise<Picture>): Promise<Picture> => {
    const began = performance.now()
    try {
      const picture = await draw()
      pictures.inc({ format, outcome: 'drawn' })
      return picture
    } catch (error) {
      const outcome = error instanceof PictureFailed ? error.reason.toLowerCase() : 'failed'
      pictures.inc({ format, outcome })
      throw error
    } finally {
      pictureDuration.observe({ format }, (performance.now() - began) / 1_000)
    }
  }
  return {
    svg: (specification) => counted('svg', () => renderer.svg(specification)),
    png: (specification, options) => counted('png', () => renderer.png(specification, options)),
    close: () => renderer.close(),
  }
}

/** Figures for Prometheus at `/metrics`. */
export const createMetrics = (): TelemetryPart => {
  const registry = new Registry()
  const figures = createInstruments(registry)
  collectDefaultMetrics({ register: registry })
  figures.build.set({ version: releaseVersion(), node: process.version }, 1)
  const refused = (mutation: string, code: string): void =>
    figures.commands.inc({ mutation, outcome: 'refused', code })
  let refresh = (): Promise<void> => Promise.resolve()
  return {
    observer: observeFigures(figures),
    plugins: [operations(figures)],
    routes: (app) => {
      requests(app, figures)
      app.get('/metrics', async (_request, reply) => {
        await refresh()
        return reply
          .type(registry.contentType)
          .header('cache-control', 'no-store')
          .send(await registry.metrics())
      })
    },
    context: (make) => (request) => ({ ...make(request), refused }),
    renderer: (renderer) => counting(renderer, figures),
    watch: (watched) => {
      refresh = watchFigures(registry, watched)
    },
    close: () => {
      registry.clear()
      return Promise.resolve()
    },
  }
}
