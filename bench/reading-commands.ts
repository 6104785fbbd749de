import { v5 as uuidv5 } from 'uuid'

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
import type { CommandEnvelope, CommandHandler } from '../src/eventsourcing/command.js'
import type { Json } from '../src/eventsourcing/json.js'

/** How many commands are asked for at once. */
export const WRITERS = 32
/** So many commands, and bare rows, before anything is measured: a server that has just started has slower code. */
export const WARM_UP = 30_000
const LOCALITIES = 274
const UUIDS = '5d0c6a1e-3b7f-5a62-8c4d-9e1f2a3b4c5d'
const id = (name: string): string => uuidv5(name, UUIDS)
const metricId = MetricId.parse(id('metric'))
const localityIds = Array.from({ length: LOCALITIES }, (_, index) =>
  LocalityId.parse(id(`locality ${index}`)),
)
const today = '2030-01-01'

export const perSecond = (count: number, started: bigint): number =>
  count / (Number(process.hrtime.bigint() - started) / 1e9)

const envelope = (name: string, request: Json, key: string): CommandEnvelope => ({
  commandId: key,
  repeatable: true,
  name,
  request,
  actor: 'bench',
  correlationId: key,
})

/** Registers what readings are about. */
export const prepareReadings = async (handler: CommandHandler): Promise<void> => {
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
export const recordOne = async (handler: CommandHandler, n: number): Promise<void> => {
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

/** Records so many readings from the n-th on, by 32 writers of whom each waits for its last one. */
export const recordTogether = async (
  handler: CommandHandler,
  first: number,
  count: number,
): Promise<number> => {
  let next = first
  const started = process.hrtime.bigint()
  const writer = async (): Promise<void> => {
    while (next < first + count) await recordOne(handler, next++)
  }
  await Promise.all(Array.from({ length: WRITERS }, writer))
  return perSecond(count, started)
}

/** What a store writes of the n-th reading beside its hashes. */
export type BareRow = readonly [
  position: number,
  id: string,
  stream: string,
  revision: number,
  type: string,
  schema: number,
  recordedAt: number,
  data: string,
  meta: string,
]

const seriesId = seriesIdOf(metricId, LocalityId.parse(id('locality 0')), null)
const meta = JSON.stringify({ actor: 'bench', commandId: 'reading-0000', correlationId: 'reading-0000' })

export const bareRow = (position: number): BareRow => {
  const data = { ...requestOf(position), seriesId, readingId: seriesId, definitionVersion: 1 }
  return [
    position,
    metricId,
    `series-${seriesId}`,
    position,
    'ReadingRecorded',
    1,
    1_772_355_600_000,
    JSON.stringify(data),
    meta,
  ]
}
