import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
  type ReadableSpan,
} from '@opentelemetry/sdk-trace-base'

import { createMemoryEventStore } from '../../src/adapters/event-store/memory.js'
import { createCodec } from '../../src/eventsourcing/codec.js'
import type { CommandEnvelope } from '../../src/eventsourcing/command.js'
import { createCommandHandler } from '../../src/eventsourcing/command-handler.js'
import { accept, refuse, type Decider } from '../../src/eventsourcing/decider.js'
import { observeCommands, observeStore, type Observer } from '../../src/eventsourcing/observer.js'
import { traceEvents } from '../../src/telemetry/traced-events.js'

const exporter = new InMemorySpanExporter()
const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] })
const trace = '0af7651916cd43dd8448eb211c80319c'
const caller = `00-${trace}-b7ad6b7169203331-01`

type Said = { readonly type: 'Said'; readonly data: { readonly word: string } }
const words: Decider<number, Said> = { category: 'words', initial: 0, evolve: (count) => count + 1 }

const entry = { category: 'words', schema: 1, shape: { parse: (data: unknown) => data }, upcasters: [] }
const codec = createCodec({ Said: entry })

let observer: Observer
beforeEach(() => {
  exporter.reset()
  observer = traceEvents(provider.getTracer('test'))
})

const started = () => {
  const store = createMemoryEventStore({ clock: () => new Date('2024-04-01T09:00:00Z') })
  const handler = createCommandHandler({ store: observeStore(store, observer), codec })
  return { store, commands: observeCommands(handler, observer) }
}

const envelope = (more: Partial<CommandEnvelope> = {}): CommandEnvelope => ({
  ...{ commandId: 'command-1', repeatable: false, name: 'say', request: null },
  ...{ actor: 'Asha Patel', correlationId: 'request-1', traceparent: caller },
  ...more,
})

const spans = (name: string): readonly ReadableSpan[] =>
  exporter.getFinishedSpans().filter((span) => span.name === name)

const only = (name: string): ReadableSpan => {
  const [span, ...others] = spans(name)
  if (span === undefined || others.length > 0) throw new Error(`${name}: ${others.length + (span ? 1 : 0)}`)
  return span
}

const say = (commands: ReturnType<typeof started>['commands'], more: Partial<CommandEnvelope> = {}) =>
  commands.run(envelope(more), async (unit) => {
    await unit.decide(words, '1', () => accept({ type: 'Said' as const, data: { word: 'well' } }))
    return { kind: 'done', result: null }
  })

test('a command goes on in its caller’s trace, its append below it, and its events name its span', async () => {
  const { store, commands } = started()
  await say(commands)
  const command = only('command say')
  expect(command.spanContext().traceId).toBe(trace)
  expect(command.parentSpanContext?.spanId).toBe('b7ad6b7169203331')
  expect(only('append').parentSpanContext?.spanId).toBe(command.spanContext().spanId)
  const [event] = (await store.readAll(0n, { max: 1 })).events
  expect(event?.meta.traceparent).toBe(`00-${trace}-${command.spanContext().spanId}-01`)
})

test('without a caller’s trace a command begins one', async () => {
  await say(started().commands, { traceparent: '' })
  expect(only('command say').parentSpanContext).toBeUndefined()
  expect(only('append').spanContext().traceId).toBe(only('command say').spanContext().traceId)
})

test('rows of several commands are one batch and one span in the trace of each', async () => {
  const { store, commands } = started()
  await say(commands)
  await say(commands, { commandId: 'command-2', traceparent: caller.replace('0af7', '1bf8') })
  exporter.reset()
  const { events } = await store.readAll(0n, { max: 10 })
  observer.rows({ generation: 'g', events, live: true })(2)
  const parents = events.map(({ meta }) => meta.traceparent?.split('-')[2])
  expect(spans('projection').map((span) => span.parentSpanContext?.spanId)).toEqual(parents)
  expect(only('projection batch').links.map(({ context }) => context.spanId)).toEqual(parents)
  for (const span of spans('projection'))
    expect(span.links[0]?.context.spanId).toBe(only('projection batch').spanContext().spanId)
})

test('rows that are made afresh leave no spans: those traces ended long ago', async () => {
  const { store, commands } = started()
  await say(commands)
  exporter.reset()
  observer.rows({ generation: 'g', events: (await store.readAll(0n, { max: 10 })).events, live: false })(1)
  expect(exporter.getFinishedSpans()).toEqual([])
})

test('a refusal is told by its code, and a fault as an error', async () => {
  const { store, commands } = started()
  await commands.run(envelope(), async (unit) => {
    const decision = await unit.decide(words, '1', () => refuse('TOO_LOUD', 'Say it softly', 'word'))
    return decision.kind === 'refused' ? decision : { kind: 'done', result: null }
  })
  expect(only('command say').attributes).toMatchObject({
    'waymark.command.outcome': 'refused',
    'waymark.command.refusal': 'TOO_LOUD',
  })
  exporter.reset()
  await store.close()
  await expect(say(commands, { commandId: 'command-2' })).rejects.toThrow()
  expect(only('command say').status.code).toBe(2)
})
