import { diag, DiagLogLevel } from '@opentelemetry/api'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import {
  defaultResource,
  detectResources,
  envDetector,
  resourceFromAttributes,
} from '@opentelemetry/resources'
import { BatchSpanProcessor, type SpanProcessor } from '@opentelemetry/sdk-trace-base'
import { NodeTracerProvider } from '@opentelemetry/sdk-trace-node'

import type { Logger } from '../log.js'
import { releaseVersion } from './release.js'
import type { TelemetryPart } from './telemetry.js'
import { traceEvents } from './traced-events.js'
import { traceRequests } from './traced-requests.js'

export interface TracingOptions {
  readonly logger: Logger
  /** Takes finished spans; in batches to the collector of the OTEL_ variables when left out. */
  readonly processor?: SpanProcessor
}

/** How long the last spans may take to be sent when the server stops, in milliseconds. */
const FLUSH_MS = 5_000

/** Says when spans cannot be sent, without their content. */
const tellFaults = (logger: Logger): void => {
  const told = (message: string): void =>
    logger.warn({ reason: message.slice(0, 500) }, 'Traces cannot be sent')
  const nothing = (): void => undefined
  diag.setLogger(
    { error: told, warn: nothing, info: nothing, debug: nothing, verbose: nothing },
    { logLevel: DiagLogLevel.ERROR, suppressOverrideMessage: true },
  )
}

/** What names this service in traces; OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES go before. */
const resource = () =>
  defaultResource()
    .merge(resourceFromAttributes({ 'service.name': 'waymark', 'service.version': releaseVersion() }))
    .merge(detectResources({ detectors: [envDetector] }))

/** Traces by OpenTelemetry. The exporter and the sampler read the standard OTEL_ variables themselves. */
export const createTracing = ({ logger, processor }: TracingOptions): TelemetryPart => {
  tellFaults(logger)
  const provider = new NodeTracerProvider({
    resource: resource(),
    spanProcessors: [processor ?? new BatchSpanProcessor(new OTLPTraceExporter())],
  })
  const tracer = provider.getTracer('waymark', releaseVersion())
  const requests = traceRequests(tracer)
  return {
    observer: traceEvents(tracer),
    plugins: [requests.plugin],
    routes: requests.routes,
    context: requests.context,
    renderer: (renderer) => renderer,
    watch: () => undefined,
    close: async () => {
      let timer: NodeJS.Timeout | undefined
      const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, FLUSH_MS)))
      await Promise.race([provider.shutdown(), late]).catch((error: unknown) =>
        logger.warn({ err: error }, 'The last traces could not be sent'),
      )
      clearTimeout(timer)
    },
  }
}
