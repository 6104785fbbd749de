import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import Database from 'libsql'
import { v5 as uuidv5 } from 'uuid'

import { openSqliteEventStore } from '../src/adapters/event-store/sqlite.js'
import { catalogue } from '../src/domain/catalogue.js'
import { LocalityId, MetricId, seriesIdOf } from '../src/domain/ids.js'
import { RegisterLocality } from '../src/domain/locality/commands.js'
import { lifeOf, locality } from '../src/domain/locality/locality.js'
import { registerLocality } from '../src/domain/locality/register-locality.js'
import { DefineMetric } from '../src/domain/metric/commands.js'
import { defineMetric } from '../src/domain/metric/define-metric.js'
import { metric } from '../src/domain/metric/metric.js'
import { RecordReading } from '../src/domain/series/commands.js'
import { recordReading } from '../src/domain/series/record-reading.js'
import { series } from '../src/domain/series/series.js'
import { createCodec } from '../src/eventsourcing/codec.js'
import { createCommandHandler } from '../src/eventsourcing/command-handler.js'
import type { CommandEnvelope, CommandHandler } from '../src/eventsourcing/command.js'
import type { Json } from '../src/eventsourcing/json.js'
import { benchResult, type BenchResult, middle } from './result.js'

const ROUNDS = 15
const COMMANDS = 320
const WRITERS = 32
const LOCALITIES = 274
const UUIDS = '5d0c6a1e-3b7f-5a62-8c4d-9e1f2a3b4c5d'
const id = (name: string): string => uuidv5(name, UUIDS)
const metricId = MetricId.parse(id('metric'))
const localityIds = Array.from({ length: LOCALITIES }, (_, index) =>
  LocalityId.parse(id(`locality ${index}`)),
)
const today = '2030-01-01'

const perSecond = (count: number, started: bigint): number =>
  count / (Number(process.hrtime.bigint() - started) / 1e9)

const envelope = (name: string, request: Json, key: string): CommandEnvelope => ({
  commandId: key,
  repeatable: true,
  name,
  request,
  actor: 'bench',
  correlationId: key,
})

const prepare = async (handler: CommandHandler): Promise<void> => {
  const define = DefineMetric.parse({
    metricId,
    code: 'bench',
    definition: {
      name: 'Attendances',
      statistic: 'COUNT',
      direction: 'DECREASE',
      cadence: 'DAY',
      purpose: 'PERFORMANCE',
      reliability: 'A',
    },
  })
  const done = { kind: 'done', result: null } as const
  await handler.run(envelope('defineMetric', null, 'metric'), async (unit) => {
    const decision = await unit.decide(metric, metricId, defineMetric(define))
    if (decision.kind === 'refused') throw new Error(JSON.stringify(decision.refusals))
    return done
  })
  for (const localityId of localityIds) {
    const values = { localityId, kind: 'PROVIDER', name: 'A provider', openedOn: '1990-01-01' }
    const register = RegisterLocality.parse(values)
    await handler.run(envelope('registerLocality', null, localityId), async (unit) => {
      await unit.decide(locality, localityId, registerLocality(register, { ancestors: new Map() }))
      return done
    })
  }
}

/** What a request to record the n-th reading carries: every locality in turn, then the next day. */
const requestOf = (n: number) => ({
  metricId,
  localityId: localityIds[n % LOCALITIES] ?? '',
  period: new Date(Date.UTC(2000, 0, 1 + Math.floor(n / LOCALITIES))).toISOString().slice(0, 10),
  value: (n * 7919) % 10_007,
  source: 'NHS England',
  grade: 'A',
})

/** A whole durable command: values checked, decided, canonicalised, hashed, appended, remembered by its key. */
const record = async (handler: CommandHandler, n: number): Promise<void> => {
  const request = requestOf(n)
  const command = RecordReading.parse(request)
  const outcome = await handler.run(envelope('recordReading', request, `reading-${n}`), async (unit) => {
    const facts = {
      metric: await unit.read(metric, command.metricId),
      locality: lifeOf(await unit.read(locality, command.localityId)),
      today,
    }
    const seriesId = seriesIdOf(command.metricId, command.localityId, null)
    const decision = await unit.decide(series, seriesId, recordReading(command, facts))
    if (decision.kind === 'refused') return { kind: 'refused', refusals: decision.refusals }
    return { kind: 'done', result: { seriesId } }
  })
  if (outcome.kind !== 'done' || outcome.recorded === 0) throw new Error(JSON.stringify(outcome))
}

const keepBusy = (nanoseconds: bigint): void => {
  const end = process.hrtime.bigint() + nanoseconds
  while (process.hrtime.bigint() < end);
}

/** What the store writes of a reading beside its hashes, in a bare table: INSERT and commit, nothing else. */
const createBare = (file: string) => {
  const database = new Database(file)
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = FULL')
  database.exec(
    'CREATE TABLE event (position INTEGER PRIMARY KEY, id TEXT NOT NULL, stream TEXT NOT NULL, ' +
      'revision INTEGER NOT NULL, type TEXT NOT NULL, schema INTEGER NOT NULL, recorded_at INTEGER NOT NULL, ' +
      'data TEXT NOT NULL, meta TEXT NOT NULL) STRICT',
  )
  const insert = database.prepare<(number | string)[]>('INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)')
  const begin = database.prepare('BEGIN IMMEDIATE')
  const commit = database.prepare('COMMIT')
  const seriesId = seriesIdOf(metricId, LocalityId.parse(id('locality 0')), null)
  const meta = JSON.stringify({ actor: 'bench', commandId: 'reading-0000', correlationId: 'reading-0000' })
  let position = 0
  /** `pause`: nanoseconds for which the processor is kept busy before each commit. */
  const round = (count: number, pause = 0n): number => {
    const started = process.hrtime.bigint()
    for (let n = 0; n < count; n += 1) {
      position += 1
      keepBusy(pause)
      const data = JSON.stringify({
        ...requestOf(position),
        seriesId,
        readingId: seriesId,
        definitionVersion: 1,
      })
      begin.run()
      insert.run(
        position,
        metricId,
        `series-${seriesId}`,
        n,
        'ReadingRecorded',
        1,
        1_772_355_600_000,
        data,
        meta,
      )
      commit.run()
    }
    return perSecond(count, started)
  }
  return { round, close: () => database.close() }
}

/** Durable commands per second, one at a time and 32 at once, against the bare loop; rounds are interleaved. */
export const run = async (): Promise<BenchResult[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'waymark-bench-'))
  const bare = createBare(join(folder, 'bare.db'))
  const store = openSqliteEventStore(join(folder, 'events.db'))
  try {
    const handler = createCommandHandler({ store, codec: createCodec(catalogue) })
    await prepare(handler)
    let next = 0
    let processorTime = 0n
    const alone = async (count: number): Promise<number> => {
      const [started, cpu] = [process.hrtime.bigint(), process.cpuUsage()]
      for (let n = 0; n < count; n += 1) await record(handler, next++)
      const { user } = process.cpuUsage(cpu)
      processorTime = BigInt(Math.round((user * 1_000) / count))
      return perSecond(count, started)
    }
    const together = async (count: number): Promise<number> => {
      const started = process.hrtime.bigint()
      const end = next + count
      const writer = async (): Promise<void> => {
        while (next < end) await record(handler, next++)
      }
      await Promise.all(Array.from({ length: WRITERS }, writer))
      return perSecond(count, started)
    }
    const rounds: { bare: number; alone: number; together: number; paused: number }[] = []
    for (let round = 0; round < ROUNDS; round += 1) {
      rounds.push({
        bare: bare.round(COMMANDS),
        alone: await alone(COMMANDS),
        together: await together(COMMANDS * 4),
        paused: bare.round(COMMANDS, processorTime),
      })
    }
    const result = (
      name: string,
      what: 'alone' | 'together' | 'paused',
      baseline: 'bare' | 'paused' = 'bare',
    ): BenchResult => ({
      ...benchResult(
        name,
        'commands/s',
        middle(rounds.map((round) => round[what])),
        middle(rounds.map((round) => round[baseline])),
      ),
      // Of neighbouring measurements, so that what else the machine does falls on both.
      ratio: middle(rounds.map((round) => round[what] / round[baseline])),
    })
    return [
      result('durable command, one at a time', 'alone'),
      result('durable command, 32 at once', 'together'),
      // Many disks answer at once only to who never pauses: what of the first line is the disk, not the command.
      result('bare, but as busy between commits as a command', 'paused'),
      result('durable command against that', 'alone', 'paused'),
    ]
  } finally {
    await store.close()
    bare.close()
    rmSync(folder, { recursive: true })
  }
}
