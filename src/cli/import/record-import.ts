import { randomUUID } from 'node:crypto'

import type { GraphqlClient, UserError } from '../../client/graphql-client.js'
import type { RegisterLocality } from '../../domain/locality/commands.js'
import type { CheckedReading } from './check-rows.js'
import { findingOf, refusedReading } from './find-conflicts.js'
import type { Finding } from './finding.js'
import { ImportBroken } from './import-fault.js'
import { inParallel } from './in-parallel.js'
import type { ImportMetric } from './known-metrics.js'
import { batches, sendLocality, sendMetric, sendMissing, sendReadings } from './requests.js'

export interface ImportWork {
  readonly metrics: readonly ImportMetric[]
  /** Parents before what stands under them. */
  readonly localities: readonly RegisterLocality[]
  readonly readings: readonly CheckedReading[]
}

export interface Recorded {
  readonly recorded: number
  readonly unchanged: number
  readonly declaredMissing: number
  /** Readings that somebody else recorded otherwise since they were checked; empty nearly always. */
  readonly findings: readonly Finding[]
}

/** Small commands wait for the disk, and share a commit when they come together. */
const localitiesAtOnce = 32

const refuseAll = (what: string, errors: readonly UserError[]): void => {
  const [error] = errors
  if (error === undefined) return
  throw new ImportBroken(
    `${what}: ${error.message} (${error.code}). No reading was recorded; put it right and run the command again`,
  )
}

/** Localities in layers: those without a parent among the rest, then those below them, and so on. */
const layers = (localities: readonly RegisterLocality[]): readonly (readonly RegisterLocality[])[] => {
  const all: RegisterLocality[][] = []
  let waiting = localities
  while (waiting.length > 0) {
    const ids = new Set(waiting.map(({ localityId }) => localityId))
    const layer = waiting.filter(({ parentId }) => parentId === undefined || !ids.has(parentId))
    all.push(layer)
    waiting = layer.length === 0 ? [] : waiting.filter((one) => !layer.includes(one))
  }
  return all
}

/**
 * Readings in lanes that are sent at once, those of a series in one of them: whatever breaks off, what a series has
 * is the beginning of what the file has for it, so that its history reads the same however often it was begun.
 */
const lanesOf = (
  readings: readonly CheckedReading[],
  count: number,
): readonly (readonly CheckedReading[])[] => {
  const lanes = Array.from({ length: count }, (): CheckedReading[] => [])
  const ofSeries = new Map<string, CheckedReading[]>()
  for (const reading of readings) {
    const { metricId, localityId, category = '' } = reading.place
    const series = `${metricId}|${localityId}|${category}`
    const lane = ofSeries.get(series) ?? lanes[ofSeries.size % count] ?? []
    ofSeries.set(series, lane)
    lane.push(reading)
  }
  return lanes
}

/**
 * Records metrics, localities and readings, in this order. Everything carries an idempotency key of this run, and
 * is idempotent by content across runs: broken off at any moment and run again, it ends in the same state.
 *
 * @throws ImportBroken when a metric or a locality is refused, or the server is gone
 */
export const recordImport = async (
  client: GraphqlClient,
  work: ImportWork,
  atOnce: number,
  progress: (done: number) => void,
): Promise<Recorded> => {
  const run = randomUUID()
  for (const metric of work.metrics) {
    const { code } = metric.state
    refuseAll(`The metric ${code} was refused`, await sendMetric(client, metric, `${run}/metric/${code}`))
  }
  for (const layer of layers(work.localities)) {
    await inParallel(layer, localitiesAtOnce, async (locality) => {
      const errors = await sendLocality(client, locality, `${run}/locality/${locality.localityId}`)
      refuseAll(`The locality ${locality.name} was refused`, errors)
    })
  }
  const findings: Finding[] = []
  const count = { recorded: 0, unchanged: 0, declaredMissing: 0, done: 0 }
  const advance = (by: number): void => {
    count.done += by
    progress(count.done)
  }

  const record = async (batch: readonly CheckedReading[], key: string): Promise<void> => {
    const answer = await sendReadings(client, batch, { idempotencyKey: key })
    count.recorded += answer.recorded
    count.unchanged += answer.unchanged
    if (answer.userErrors.length === 0) {
      advance(batch.length)
      return
    }
    // Somebody recorded or changed something since it was checked: the others are recorded without those.
    const refused = new Set<CheckedReading>()
    for (const error of answer.userErrors) {
      const reading = refusedReading(batch, error)
      if (reading === undefined) refuseAll('Readings were refused', [error])
      else {
        refused.add(reading)
        findings.push(findingOf(reading, error, error.field?.[3] ?? ''))
      }
    }
    advance(refused.size)
    const rest = batch.filter((reading) => !refused.has(reading))
    if (rest.length > 0) await record(rest, `${key}/again`)
  }

  const measured = work.readings.filter(({ said }) => said.kind === 'measured')
  const missing = work.readings.filter(({ said }) => said.kind === 'missing')
  await inParallel(lanesOf(measured, atOnce).entries(), atOnce, async ([lane, readings]) => {
    for (const [index, batch] of batches(readings).entries()) {
      await record(batch, `${run}/readings/${lane}/${index}`)
    }
  })
  await inParallel(missing.entries(), atOnce, async ([index, reading]) => {
    const errors = await sendMissing(client, reading, { idempotencyKey: `${run}/missing/${index}` })
    findings.push(...errors.map((error) => findingOf(reading, error, 'value')))
    if (errors.length === 0) count.declaredMissing += 1
    advance(1)
  })
  const { recorded, unchanged, declaredMissing } = count
  return { recorded, unchanged, declaredMissing, findings }
}
