import { readFileSync } from 'node:fs'

import type { GraphqlClient } from '../../client/graphql-client.js'
import type { RegisterLocality } from '../../domain/locality/commands.js'
import { type CheckedReading, checkRows } from './check-rows.js'
import { checkColumns, columnsOf } from './columns.js'
import { decodeText } from './decode-text.js'
import { findConflicts } from './find-conflicts.js'
import type { Finding } from './finding.js'
import { ImportFault } from './import-fault.js'
import { findLocalities } from './known-localities.js'
import { findMetrics, type ImportMetric } from './known-metrics.js'
import type { Mapping } from './mapping.js'
import { createPeriodReader, type PeriodNote } from './period-cells.js'
import { planLocalities, schemesOf } from './plan-localities.js'
import { createRowReader, type RowRead } from './read-rows.js'
import { readTable, type Table } from './read-table.js'
import { recordImport } from './record-import.js'

export interface ImportOptions {
  readonly file: string
  readonly mapping: Mapping
  readonly client: GraphqlClient
  readonly today: string
  /** Check everything, record nothing. */
  readonly dryRun: boolean
  /** Record the good rows when others are bad. */
  readonly partial: boolean
  readonly onProgress: (text: string) => void
}

/** How the file was understood, for a person to check. */
export interface HowRead {
  readonly encoding: string
  readonly delimiter: string
  readonly periods: readonly PeriodNote[]
  readonly notes: readonly string[]
}

export interface ImportCounts {
  readonly rows: number
  readonly rejectedRows: number
  readonly leftOutRows: number
  /** Readings of good rows, duplicates not counted. */
  readonly readings: number
  readonly recorded: number
  /** Known already, just as they are in the file. */
  readonly unchanged: number
  readonly declaredMissing: number
  /** Cells without a value that were left out. */
  readonly withoutValue: number
  readonly duplicates: number
  readonly series: number
  readonly newSeries: number
  readonly localities: number
  readonly newLocalities: number
  readonly metrics: number
  readonly newMetrics: number
  /** By which the log has grown. */
  readonly events: number
}

export interface ImportReport {
  readonly outcome: 'RECORDED' | 'RECORDED_IN_PART' | 'NOTHING_RECORDED' | 'DRY_RUN'
  readonly read: HowRead
  readonly counts: ImportCounts
  readonly seconds: number
  readonly readingsPerSecond: number
  readonly findings: readonly Finding[]
}

/** Requests under way at once: the server decides on one while the next is on its way. */
const atOnce = 3

const delimiterNames: Readonly<Record<string, string>> = {
  ',': 'commas',
  ';': 'semicolons',
  '\t': 'tabs',
  '|': 'vertical bars',
}

const readFile = (file: string): Buffer => {
  try {
    return readFileSync(file)
  } catch (cause) {
    throw new ImportFault(`The file ${file} cannot be read; check the path and that you may read it`, {
      cause,
    })
  }
}

interface ReadFile {
  readonly how: HowRead
  readonly table: Table
  readonly metrics: readonly ImportMetric[]
  readonly rows: readonly RowRead[]
  readonly leftOut: number
  readonly readings: readonly CheckedReading[]
  readonly findings: readonly Finding[]
  readonly duplicates: number
}

const headOf = async (client: GraphqlClient): Promise<bigint> => {
  const { readSide } = await client.request<{ readSide: { head: string } }>('{ readSide { head } }')
  return BigInt(readSide.head)
}

/** Reads the file and checks all that can be checked without recording; nothing is sent but questions. */
const readAndCheck = async (options: ImportOptions, head: bigint): Promise<ReadFile> => {
  const { file, mapping, client, today } = options
  const { text, encoding, note } = decodeText(readFile(file), mapping.encoding)
  const table = readTable(text, mapping)
  const columns = columnsOf(table.header)
  const named = checkColumns(mapping, columns)
  const { metrics, notes } = await findMetrics(client, mapping.metrics, head.toString())
  const holders = await findLocalities(client, schemesOf(mapping.locality), head.toString())
  const periods = createPeriodReader(mapping)
  const read = createRowReader(mapping, columns, named, metrics, periods)
  const all = table.rows.map(read)
  const rows = all.filter((row) => row !== 'left-out')
  const localities = planLocalities(mapping.locality, columns, holders, rows)
  const checked = checkRows(rows, localities, today)
  const how = {
    encoding,
    delimiter: delimiterNames[table.delimiter] ?? table.delimiter,
    periods: periods.notes(),
    notes: [...(note === null ? [] : [note]), ...notes],
  }
  const findings = [...table.findings, ...checked.findings]
  return { how, table, metrics, rows, leftOut: all.length - rows.length, ...checked, findings }
}

/** Only a series whose metric and locality are there can hold anything that a reading contradicts. */
const mayBeKnown = ({ draft, locality }: CheckedReading): boolean =>
  draft.metric.exists && locality.toRegister.length === 0

const linesOf = (findings: readonly Finding[]): ReadonlySet<number | null> =>
  new Set(findings.map(({ line }) => line))

const localitiesOf = (readings: readonly CheckedReading[]): readonly RegisterLocality[] => [
  ...new Map(
    readings.flatMap(({ locality }) => locality.toRegister.map((one) => [one.localityId, one] as const)),
  ).values(),
]

const seriesOf = ({ place: { metricId, localityId, category } }: CheckedReading): string =>
  `${metricId}|${localityId}|${category ?? ''}`

const countSeries = async (client: GraphqlClient, metricIds: readonly string[]): Promise<number> => {
  let count = 0
  const document =
    'query SeriesOfImport($metricId: ID!) { series(first: 1, filter: { metricId: $metricId }) { totalCount } }'
  for (const metricId of new Set(metricIds)) {
    const answer = await client.request<{ series: { totalCount: number } }>(document, { metricId })
    count += answer.series.totalCount
  }
  return count
}

const byLine = (findings: readonly Finding[]): readonly Finding[] =>
  findings.toSorted((one, other) => (one.line ?? 0) - (other.line ?? 0))

/** Imports a file: checks everything first, then records all of it, or the good rows, or nothing. */
export const importFile = async (options: ImportOptions): Promise<ImportReport> => {
  const { client, dryRun, partial, onProgress } = options
  const started = performance.now()
  const before = await headOf(client)
  onProgress('Reading and checking the file')
  const read = await readAndCheck(options, before)
  const conflicts = await findConflicts(client, read.readings.filter(mayBeKnown), atOnce, (done) =>
    onProgress(`Comparing with what is recorded: ${done} readings`),
  )
  const checkedFindings = [...read.findings, ...conflicts.findings]
  const badLines = linesOf(conflicts.findings)
  const good = read.readings.filter(({ line }) => !badLines.has(line))
  const toSend = good.filter((reading) => !conflicts.unchanged.has(reading))
  const metricIds = read.metrics.map(({ state }) => state.metricId)
  const newMetrics = read.metrics.filter(
    ({ exists, state }) => !exists && toSend.some(({ place }) => place.metricId === state.metricId),
  )
  const newLocalities = localitiesOf(toSend)
  const records = !dryRun && (checkedFindings.length === 0 || partial)
  const seriesBefore = records ? await countSeries(client, metricIds) : 0
  const work = { metrics: newMetrics, localities: newLocalities, readings: toSend }
  const done = records
    ? await recordImport(client, work, atOnce, (count) =>
        onProgress(`Recording: ${count} of ${toSend.length} readings`),
      )
    : { recorded: 0, unchanged: 0, declaredMissing: 0, findings: [] }
  const after = records ? await headOf(client) : before
  const seriesAfter = records ? await countSeries(client, metricIds) : 0
  const findings = byLine([...checkedFindings, ...done.findings])
  const seconds = (performance.now() - started) / 1_000
  const rejected = linesOf(findings).size
  const would = dryRun || !records
  return {
    outcome: dryRun
      ? 'DRY_RUN'
      : !records
        ? 'NOTHING_RECORDED'
        : findings.length > 0
          ? 'RECORDED_IN_PART'
          : 'RECORDED',
    read: read.how,
    counts: {
      rows: read.table.rowCount,
      rejectedRows: rejected,
      leftOutRows: read.leftOut,
      readings: good.length,
      recorded: dryRun ? toSend.filter(({ said }) => said.kind === 'measured').length : done.recorded,
      unchanged: done.unchanged + conflicts.unchanged.size,
      declaredMissing: dryRun
        ? toSend.filter(({ said }) => said.kind === 'missing').length
        : done.declaredMissing,
      withoutValue: read.rows.reduce((sum, { withoutValue }) => sum + withoutValue, 0),
      duplicates: read.duplicates,
      series: new Set(good.map(seriesOf)).size,
      newSeries: would ? 0 : seriesAfter - seriesBefore,
      localities: new Set(good.map(({ place }) => place.localityId)).size,
      newLocalities: records || dryRun ? newLocalities.length : 0,
      metrics: read.metrics.length,
      newMetrics: records || dryRun ? newMetrics.length : 0,
      events: Number(after - before),
    },
    seconds,
    readingsPerSecond: Math.round(done.recorded / seconds),
    findings,
  }
}
