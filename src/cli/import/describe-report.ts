import type { Finding } from './finding.js'
import type { HowRead, ImportReport } from './import-report.js'

/** Most findings that the terminal shows; the report file has all of them. */
const shown = 20

const number = (value: number): string => value.toLocaleString('en-GB')

/** How the file was understood, a line for each thing. */
export const describeRead = ({ encoding, delimiter, periods, notes }: HowRead): readonly string[] => [
  `Read as ${encoding}, separated by ${delimiter}.`,
  ...periods.map(({ form, example, readAs }) => `Periods read as ${form}, e.g. ${example} → ${readAs}`),
  ...notes.map((note) => `Note: ${note}.`),
]

const describeFinding = ({ line, column, value, code, remedy }: Finding): string => {
  const where = [line === null ? 'file' : `line ${line}`, ...(column === null ? [] : [`column ${column}`])]
  const what = value === null ? '' : ` "${value}"`
  return `  ${where.join(', ')}${what}: ${remedy} (${code})`
}

const rejected = (rows: number): string =>
  rows === 1 ? 'A row was rejected:' : `${number(rows)} rows were rejected:`

/** The first bad rows, and how many more there are. */
export const describeFindings = (
  { findings, counts }: ImportReport,
  reportFile: string | null,
): readonly string[] => {
  if (findings.length === 0) return []
  const rest = findings.length - shown
  const where =
    reportFile === null ? 'give --report FILE.json to have them all' : `all of them are in ${reportFile}`
  return [
    rejected(counts.rejectedRows),
    ...findings.slice(0, shown).map(describeFinding),
    ...(rest > 0 ? [`  … and ${number(rest)} more: ${where}`] : []),
  ]
}

const verdict = ({ outcome, counts, findings }: ImportReport): string => {
  switch (outcome) {
    case 'RECORDED':
      return counts.events === 0
        ? 'Everything was known already; nothing new was recorded.'
        : 'Everything was recorded.'
    case 'RECORDED_IN_PART':
      return 'The good rows were recorded, the rejected ones were not. Correct them and import the file again.'
    case 'NOTHING_RECORDED':
      return 'Nothing was recorded. Correct the rows and import again, or give --partial to record the good ones.'
    case 'DRY_RUN':
      return findings.length === 0
        ? 'Dry run: nothing was recorded, and nothing stands against recording it.'
        : 'Dry run: nothing was recorded.'
  }
}

/** What became of an import, in figures. */
export const describeOutcome = (report: ImportReport): readonly string[] => {
  const { counts, outcome, seconds } = report
  const would = outcome === 'DRY_RUN' ? ' (would be)' : ''
  const lines: readonly (readonly [string, string] | null)[] = [
    ['Rows read', number(counts.rows)],
    ['Rows rejected', number(counts.rejectedRows)],
    counts.leftOutRows > 0 ? ['Rows left out', number(counts.leftOutRows)] : null,
    [`Readings recorded${would}`, number(counts.recorded)],
    ['Readings unchanged', number(counts.unchanged)],
    counts.declaredMissing > 0 ? [`Periods declared missing${would}`, number(counts.declaredMissing)] : null,
    counts.withoutValue > 0 ? ['Cells without a value, left out', number(counts.withoutValue)] : null,
    counts.duplicates > 0 ? ['Readings said twice in the file', number(counts.duplicates)] : null,
    ['Series', `${number(counts.series)} (${number(counts.newSeries)} new)`],
    ['Localities', `${number(counts.localities)} (${number(counts.newLocalities)} new)`],
    ['Metrics', `${number(counts.metrics)} (${number(counts.newMetrics)} new)`],
    ['Events recorded', number(counts.events)],
    ['Seconds', seconds.toFixed(1)],
    counts.recorded > 0 ? ['Readings per second', number(report.readingsPerSecond)] : null,
  ]
  const width = 38
  return [
    verdict(report),
    ...lines.filter((line) => line !== null).map(([label, value]) => `  ${label.padEnd(width)}${value}`),
  ]
}
