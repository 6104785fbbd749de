import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A span as OTLP carries it in JSON. */
export interface SentSpan {
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId?: string
  readonly name: string
  readonly links?: readonly { readonly spanId: string; readonly traceId: string }[]
  readonly attributes: readonly { readonly key: string; readonly value: object }[]
}

interface Sent {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: SentSpan['attributes'] }
    readonly scopeSpans: readonly { readonly spans: readonly SentSpan[] }[]
  }[]
}

export interface Collector {
  readonly address: string
  /** What was sent so far. */
  readonly spans: SentSpan[]
  readonly resources: SentSpan['attributes'][]
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>[]
  close(): Promise<void>
}

/** A collector of traces on this computer, as OTLP over HTTP asks for it; or one that answers with a failure. */
export const startCollector = async (status = 200): Promise<Collector> => {
  const spans: SentSpan[] = []
  const resources: SentSpan['attributes'][] = []
  const headers: Collector['headers'] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      headers.push(request.headers)
      if (request.url === '/v1/traces') {
        const sent = JSON.parse(Buffer.concat(chunks).toString()) as Sent
        for (const { resource, scopeSpans } of sent.resourceSpans) {
          resources.push(resource.attributes)
          for (const scope of scopeSpans) spans.push(...scope.spans)
        }
      }
      response.writeHead(status, { 'content-type': 'application/json' }).end('{}')
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    address: `http://127.0.0.1:${port}`,
    spans,
    resources,
    headers,
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
