import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { BatchSpanProcessor, InMemorySpanExporter } from '@opentelemetry/sdk-trace-base'

import { openSqliteEventStore } from '../src/adapters/event-store/sqlite.js'
import { catalogue } from '../src/domain/catalogue.js'
import { createCodec } from '../src/eventsourcing/codec.js'
import type { CommandHandler } from '../src/eventsourcing/command.js'
import { createCommandHandler } from '../src/eventsourcing/command-handler.js'
import type { EventStore } from '../src/eventsourcing/event-store.js'
import { observeCommands, observeStore, type Observer } from '../src/eventsourcing/observer.js'
import { createLogger } from '../src/log.js'
import { createMetrics } from '../src/telemetry/metrics.js'
import { openTelemetry } from '../src/telemetry/telemetry.js'
import { createTracing } from '../src/telemetry/tracing.js'
import { prepareReadings, recordOne } from './reading-commands.js'
import { benchResult, type BenchResult, middle } from './result.js'

const ROUNDS = 15
const COMMANDS = 320

/** Takes spans and sends them nowhere: what is measured is what requests pay for them. */
class Nowhere extends InMemorySpanExporter {
  override export(...[, done]: Parameters<InMemorySpanExporter['export']>): void {
    super.export([], done)
  }
}

/** How a command handler is put together on a store. */
type Build = (store: EventStore) => CommandHandler

const bare: Build = (store) => createCommandHandler({ store, codec: createCodec(catalogue) })

const observed =
  (observer: Observer): Build =>
  (store) =>
    observeCommands(bare(observeStore(store, observer)), observer)

/** Microseconds of processor that one durable command takes, one at a time. */
const measured = async (folder: string, name: string, build: Build) => {
  const store = openSqliteEventStore(join(folder, `${name}.db`))
  const handler = build(store)
  await prepareReadings(handler)
  let next = 0
  return {
    round: async (): Promise<number> => {
      const before = process.cpuUsage()
      for (let n = 0; n < COMMANDS; n += 1) await recordOne(handler, next++)
      const { user, system } = process.cpuUsage(before)
      return (user + system) / COMMANDS
    },
    close: () => store.close(),
  }
}

/** What figures and traces cost a durable command when they are off and when they are on; rounds are interleaved. */
export const run = async (): Promise<BenchResult[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'waymark-bench-'))
  const logger = createLogger('silent')
  const off = await openTelemetry({ metrics: false, traces: false }, logger)
  const metrics = createMetrics()
  const tracing = createTracing({ logger, processor: new BatchSpanProcessor(new Nowhere()) })
  const candidates = {
    bare: await measured(folder, 'bare', bare),
    off: await measured(folder, 'off', (store) => off.commands(bare(off.store(store)))),
    metrics: await measured(folder, 'metrics', observed(metrics.observer)),
    traces: await measured(folder, 'traces', observed(tracing.observer)),
  }
  try {
    const rounds: { bare: number; off: number; metrics: number; traces: number }[] = []
    for (let round = 0; round < ROUNDS; round += 1) {
      rounds.push({
        bare: await candidates.bare.round(),
        off: await candidates.off.round(),
        metrics: await candidates.metrics.round(),
        traces: await candidates.traces.round(),
      })
    }
    const result = (
      name: string,
      one: keyof typeof candidates,
      other: keyof typeof candidates,
    ): BenchResult => ({
      ...benchResult(
        name,
        'µs of processor a command',
        middle(rounds.map((round) => round[one])),
        middle(rounds.map((round) => round[other])),
      ),
      // Of neighbouring measurements, so that what else the machine does falls on both.
      ratio: middle(rounds.map((round) => round[one] / round[other])),
    })
    return [
      result('figures and traces off, beside code without them', 'off', 'bare'),
      result('figures on, beside off', 'metrics', 'off'),
      result('traces on, beside off', 'traces', 'off'),
    ]
  } finally {
    for (const candidate of Object.values(candidates)) await candidate.close()
    await metrics.close()
    await tracing.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
