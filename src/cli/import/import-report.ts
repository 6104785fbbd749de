import type { CheckedReading } from './check-rows.js'
import type { Finding } from './finding.js'
import type { PeriodNote } from './period-cells.js'
import type { ReadImport } from './read-import.js'
import type { ImportWork, Recorded } from './record-import.js'

/** How the file was understood, for a person to check. */
export interface HowRead {
  readonly encoding: string
  readonly delimiter: string
  readonly periods: readonly PeriodNote[]
  readonly notes: readonly string[]
}

/** In a dry run what would be: nothing is recorded then, and `newSeries` and `events` are 0. */
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

export type ImportOutcome = 'RECORDED' | 'RECORDED_IN_PART' | 'NOTHING_RECORDED' | 'DRY_RUN'

export interface ImportReport {
  readonly outcome: ImportOutcome
  readonly read: HowRead
  readonly counts: ImportCounts
  readonly seconds: number
  readonly readingsPerSecond: number
  readonly findings: readonly Finding[]
}

/** What was done, or would be. */
export interface ImportResult {
  readonly outcome: ImportOutcome
  readonly read: ReadImport
  /** Readings of rows that nothing stands against. */
  readonly good: readonly CheckedReading[]
  /** What of them is not known yet, and what it needs. */
  readonly work: ImportWork
  readonly known: number
  readonly done: Recorded
  readonly findings: readonly Finding[]
  readonly newSeries: number
  readonly events: number
  readonly seconds: number
}

const distinct = (names: readonly string[]): number => new Set(names).size

const seriesOf = ({ place: { metricId, localityId, category } }: CheckedReading): string =>
  `${metricId}|${localityId}|${category ?? ''}`

const ofKind = (readings: readonly CheckedReading[], kind: 'measured' | 'missing'): number =>
  readings.filter(({ said }) => said.kind === kind).length

/** Nothing recorded and no dry run: the work that was prepared was given up. */
const countsOf = (result: ImportResult): ImportCounts => {
  const { read, good, work, done, outcome } = result
  const dryRun = outcome === 'DRY_RUN'
  const givenUp = outcome === 'NOTHING_RECORDED'
  return {
    rows: read.table.rowCount,
    rejectedRows: new Set(result.findings.map(({ line }) => line)).size,
    leftOutRows: read.leftOut,
    readings: good.length,
    recorded: dryRun ? ofKind(work.readings, 'measured') : done.recorded,
    unchanged: result.known + done.unchanged,
    declaredMissing: dryRun ? ofKind(work.readings, 'missing') : done.declaredMissing,
    withoutValue: read.rows.reduce((sum, { withoutValue }) => sum + withoutValue, 0),
    duplicates: read.duplicates,
    series: distinct(good.map(seriesOf)),
    newSeries: result.newSeries,
    localities: distinct(good.map(({ place }) => place.localityId)),
    newLocalities: givenUp ? 0 : work.localities.length,
    metrics: read.metrics.length,
    newMetrics: givenUp ? 0 : work.metrics.length,
    events: result.events,
  }
}

/** The report of an import, findings in the order of the file. */
export const reportOf = (result: ImportResult): ImportReport => ({
  outcome: result.outcome,
  read: result.read.how,
  counts: countsOf(result),
  seconds: result.seconds,
  readingsPerSecond: Math.round(result.done.recorded / result.seconds),
  findings: result.findings.toSorted((one, other) => (one.line ?? 0) - (other.line ?? 0)),
})
