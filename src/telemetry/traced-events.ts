import { ROOT_CONTEXT, SpanKind, SpanStatusCode, trace, type Span, type Tracer } from '@opentelemetry/api'

import type { Recorded } from '../eventsourcing/event-store.js'
import type { Observer } from '../eventsourcing/observer.js'
import { contextBelow, spanContextOf, traceparentOf } from './trace-context.js'

const failed = (span: Span, fault: unknown): void => {
  span.setStatus({ code: SpanStatusCode.ERROR })
  span.recordException(fault instanceof Error ? fault : String(fault))
}

/** The events of each command that is part of a trace which is kept, by the span that the command was. */
const byCommand = (events: readonly Recorded[]): ReadonlyMap<string, readonly Recorded[]> => {
  const found = new Map<string, Recorded[]>()
  for (const event of events) {
    const { traceparent } = event.meta
    const above = spanContextOf(traceparent)
    if (traceparent === undefined || above === undefined || above.traceFlags % 2 === 0) continue
    const before = found.get(traceparent)
    if (before === undefined) found.set(traceparent, [event])
    else before.push(event)
  }
  return found
}

/**
 * Puts commands, their appends and the rows of their events into traces. A command's span is named in the metadata of
 * its events, so that whoever makes rows of them, in whatever process, goes on in the same trace.
 */
export const traceEvents = (tracer: Tracer): Observer => {
  const underWay = new Map<string, Span>()
  return {
    command: (envelope) => {
      const span = tracer.startSpan(
        `command ${envelope.name}`,
        { attributes: { 'waymark.command.name': envelope.name, 'waymark.command.id': envelope.commandId } },
        contextBelow(envelope.traceparent),
      )
      underWay.set(envelope.commandId, span)
      return {
        envelope: { ...envelope, traceparent: traceparentOf(span) },
        ended: (finished) => {
          underWay.delete(envelope.commandId)
          if ('fault' in finished) failed(span, finished.fault)
          else if (finished.result.kind === 'refused') {
            span.setAttribute('waymark.command.outcome', 'refused')
            span.setAttribute('waymark.command.refusal', finished.result.refusals[0]?.code ?? '')
          } else {
            const { replayed, position, recorded } = finished.result
            span.setAttribute('waymark.command.outcome', replayed ? 'replayed' : 'accepted')
            span.setAttribute('waymark.position', position.toString())
            span.setAttribute('waymark.events', recorded)
          }
          span.end()
        },
      }
    },
    append: ({ commandId, writes }) => {
      // Events name their command's span; a command that records none is found by its id.
      const named = writes[0]?.events[0]?.meta.traceparent
      const command = underWay.get(commandId)
      const below =
        named !== undefined || command === undefined
          ? contextBelow(named)
          : trace.setSpan(ROOT_CONTEXT, command)
      const span = tracer.startSpan('append', { kind: SpanKind.CLIENT }, below)
      return (finished) => {
        if ('fault' in finished) failed(span, finished.fault)
        else span.setAttribute('waymark.append.outcome', finished.result.kind)
        span.end()
      }
    },
    rows: ({ events, live, generation }) => {
      // Old events are taken in again at each rebuild; their traces ended long ago.
      const commands = live ? byCommand(events) : new Map<string, readonly Recorded[]>()
      if (commands.size === 0) return () => undefined
      const links = [...commands.keys()].flatMap((traceparent) => {
        const context = spanContextOf(traceparent)
        return context === undefined ? [] : [{ context }]
      })
      const attributes = { 'waymark.generation': generation }
      const batch = tracer.startSpan(
        'projection batch',
        { root: true, links, attributes: { ...attributes, 'waymark.events': events.length } },
        ROOT_CONTEXT,
      )
      const spans = [...commands].map(([traceparent, own]) =>
        tracer.startSpan(
          'projection',
          {
            kind: SpanKind.CONSUMER,
            links: [{ context: batch.spanContext() }],
            attributes: {
              ...attributes,
              'waymark.events': own.length,
              'waymark.position': own.at(-1)?.position.toString() ?? '',
            },
          },
          contextBelow(traceparent),
        ),
      )
      return (applied) => {
        if (applied < events.length) batch.setStatus({ code: SpanStatusCode.ERROR })
        for (const span of [...spans, batch]) span.end()
      }
    },
  }
}
