import type { GraphqlClient } from '../../client/graphql-client.js'
import type { RegisterLocality } from '../../domain/locality/commands.js'
import type { CheckedReading } from './check-rows.js'
import { findConflicts } from './find-conflicts.js'
import { type ImportOutcome, type ImportReport, reportOf } from './import-report.js'
import { readImport, type ReadImport, type ReadOptions } from './read-import.js'
import { type ImportWork, type Recorded, recordImport } from './record-import.js'

export interface ImportOptions extends ReadOptions {
  /** Check everything, record nothing. */
  readonly dryRun: boolean
  /** Record the good rows when others are bad. */
  readonly partial: boolean
  readonly onProgress: (text: string) => void
}

/** Requests under way at once: the server decides on one while the next is on its way. */
const atOnce = 3

const headOf = async (client: GraphqlClient): Promise<bigint> => {
  const { readSide } = await client.request<{ readSide: { head: string } }>('{ readSide { head } }')
  return BigInt(readSide.head)
}

const seriesDocument =
  'query SeriesOfImport($metricId: ID!, $minPosition: Position) ' +
  '{ series(first: 1, filter: { metricId: $metricId }, minPosition: $minPosition) { totalCount } }'

/** How many series the metrics of a file have. */
const countSeries = async (client: GraphqlClient, { metrics }: ReadImport, head: bigint): Promise<number> => {
  let count = 0
  for (const metricId of new Set(metrics.map(({ state }) => state.metricId))) {
    const variables = { metricId, minPosition: head.toString() }
    const answer = await client.request<{ series: { totalCount: number } }>(seriesDocument, variables)
    count += answer.series.totalCount
  }
  return count
}

/** Only a series whose metric and locality are there can hold anything that a reading contradicts. */
const mayBeKnown = ({ draft, locality }: CheckedReading): boolean =>
  draft.metric.exists && locality.toRegister.length === 0

const localitiesFor = (readings: readonly CheckedReading[]): readonly RegisterLocality[] => {
  const needed = readings.flatMap(({ locality }) => locality.toRegister)
  return [...new Map(needed.map((one) => [one.localityId, one])).values()]
}

/** Readings that are not known yet, and the metrics and localities that they need. */
const workFor = ({ metrics }: ReadImport, readings: readonly CheckedReading[]): ImportWork => {
  const measured = new Set(readings.map(({ place }) => place.metricId))
  return {
    metrics: metrics.filter(({ exists, state }) => !exists && measured.delete(state.metricId)),
    localities: localitiesFor(readings),
    readings,
  }
}

const nothing: Recorded = { recorded: 0, unchanged: 0, declaredMissing: 0, findings: [] }

const outcomeOf = ({ dryRun }: ImportOptions, records: boolean, bad: boolean): ImportOutcome => {
  if (dryRun) return 'DRY_RUN'
  if (!records) return 'NOTHING_RECORDED'
  return bad ? 'RECORDED_IN_PART' : 'RECORDED'
}

/** Records what is not known yet, and counts by how much the log and the series have grown. */
const record = async (
  { client, onProgress }: ImportOptions,
  read: ReadImport,
  work: ImportWork,
  before: bigint,
): Promise<{ done: Recorded; newSeries: number; events: number }> => {
  if (work.readings.length === 0) return { done: nothing, newSeries: 0, events: 0 }
  const seriesBefore = await countSeries(client, read, before)
  const done = await recordImport(client, work, atOnce, (count) =>
    onProgress(`Recording: ${count} of ${work.readings.length} readings`),
  )
  const after = await headOf(client)
  const newSeries = (await countSeries(client, read, after)) - seriesBefore
  return { done, newSeries, events: Number(after - before) }
}

/**
 * Imports a file: checks all of it first, then records everything, or the good rows, or nothing.
 *
 * @throws ImportFault when nothing could be begun, ImportBroken when it broke off under way
 */
export const importFile = async (options: ImportOptions): Promise<ImportReport> => {
  const { client, dryRun, partial, onProgress } = options
  const started = performance.now()
  const before = await headOf(client)
  onProgress('Reading and checking the file')
  const read = await readImport(options, before.toString())
  const conflicts = await findConflicts(client, read.readings.filter(mayBeKnown), atOnce, (done) =>
    onProgress(`Comparing with what is recorded: ${done} readings`),
  )
  const found = [...read.findings, ...conflicts.findings]
  const badLines = new Set(conflicts.findings.map(({ line }) => line))
  const good = read.readings.filter(({ line }) => !badLines.has(line))
  const work = workFor(
    read,
    good.filter((reading) => !conflicts.unchanged.has(reading)),
  )
  const records = !dryRun && (found.length === 0 || partial)
  const result = records
    ? await record(options, read, work, before)
    : { done: nothing, newSeries: 0, events: 0 }
  const findings = [...found, ...result.done.findings]
  const outcome = outcomeOf(options, records, findings.length > 0)
  const seconds = (performance.now() - started) / 1_000
  return reportOf({
    ...result,
    outcome,
    read,
    good,
    work,
    known: conflicts.unchanged.size,
    findings,
    seconds,
  })
}
