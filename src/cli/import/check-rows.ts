import type { Refusal } from '../../eventsourcing/decider.js'
import { life } from '../../domain/locality/locality.js'
import type { Measurement, RecordReading } from '../../domain/series/commands.js'
import { checkMeasurement, refusePeriod, sameMeasurement } from '../../domain/series/measurement.js'
import { placeReading } from '../../domain/series/placement.js'
import { type Finding, shortened } from './finding.js'
import type { FoundLocality, ImportLocalities } from './plan-localities.js'
import type { Draft, RowRead } from './read-rows.js'

/** A reading that all rules allow, as far as they can be told from the file and from what exists. */
export interface CheckedReading {
  readonly line: number
  readonly draft: Draft
  readonly locality: FoundLocality
  /** Metric, locality, category and period, and what is said of it. */
  readonly place: Pick<RecordReading, 'metricId' | 'localityId' | 'category' | 'period'>
  readonly said: Draft['said']
}

export interface CheckedRows {
  readonly readings: readonly CheckedReading[]
  readonly findings: readonly Finding[]
  /** Readings that the file says twice, just the same. */
  readonly duplicates: number
}

/** What was said first of a series and period, with the figures completed. */
interface Earlier {
  readonly line: number
  readonly measurement: Measurement | null
  readonly reason: string | null
}

const seriesKey = ({ metricId, localityId, category, period }: CheckedReading['place']): string =>
  `${metricId}|${localityId}|${category ?? ''}|${period}`

const asFinding = (line: number, draft: Draft, { code, message, field }: Refusal): Finding => {
  const cell = draft.cell(field[0] ?? '')
  return {
    line,
    column: cell?.column ?? null,
    value: cell === null ? null : shortened(cell.text),
    code,
    remedy: message,
  }
}

type Judged =
  | { readonly kind: 'good'; readonly reading: CheckedReading; readonly completed: Measurement | null }
  | { readonly kind: 'bad'; readonly findings: readonly Finding[] }

/** One reading by the rules of the domain, as the server will apply them to a series without readings. */
const judge = (line: number, draft: Draft, localities: ImportLocalities, today: string): Judged => {
  const found = localities.find(draft)
  if (found.kind === 'fault') {
    const { code, remedy: message } = found
    return { kind: 'bad', findings: [asFinding(line, draft, { code, message, field: ['localityId'] })] }
  }
  const { category, period, metric, said } = draft
  const { metricId } = metric.state
  const { localityId } = found.state
  const place = { metricId, localityId, period, ...(category === undefined ? {} : { category }) }
  const facts = { metric: metric.state, locality: life(found.state), today }
  const { version, refusals } = placeReading(place, facts)
  const all: Refusal[] = [...refusals]
  let completed: Measurement | null = null
  if (version !== null && said.kind === 'measured') {
    const checked = checkMeasurement(version.definition, said.measurement, period, today)
    if (checked.kind === 'refused') all.push(...checked.refusals)
    else completed = checked.measurement
  }
  if (version !== null && said.kind === 'missing')
    all.push(...refusePeriod(version.definition, period, today))
  if (all.length > 0) return { kind: 'bad', findings: all.map((one) => asFinding(line, draft, one)) }
  return { kind: 'good', reading: { line, draft, locality: found, place, said }, completed }
}

const sameAs = (earlier: Earlier, { said }: CheckedReading): boolean =>
  said.kind === 'missing'
    ? earlier.reason === said.reason
    : earlier.measurement !== null && sameMeasurement(earlier.measurement, said.measurement)

const contradiction = ({ line, draft }: CheckedReading, earlier: Earlier): Finding =>
  asFinding(line, draft, {
    code: 'ROW_CONTRADICTS_ANOTHER',
    message: `Line ${earlier.line} says something else of the same metric, locality and period (${draft.period}); keep the right one`,
    field: [
      draft.said.kind === 'missing'
        ? 'value'
        : draft.said.measurement.value === undefined
          ? 'numerator'
          : 'value',
    ],
  })

/**
 * Judges rows, each whole: a row with one bad reading gives none. A reading that an earlier row gave just the same
 * is a duplicate; one that says something else is bad.
 *
 * @param today the last day that is not in the future
 */
export const checkRows = (
  rows: readonly RowRead[],
  localities: ImportLocalities,
  today: string,
): CheckedRows => {
  const said = new Map<string, Earlier>()
  const readings: CheckedReading[] = []
  const findings: Finding[] = []
  let duplicates = 0
  for (const { row, drafts, findings: unreadable } of rows) {
    const { line } = row
    const bad: Finding[] = [...unreadable]
    const fresh = new Map<string, { reading: CheckedReading; earlier: Earlier }>()
    let again = 0
    for (const draft of drafts) {
      if (draft.code === '') continue
      const judged = judge(line, draft, localities, today)
      if (judged.kind === 'bad') {
        bad.push(...judged.findings)
        continue
      }
      const { reading, completed } = judged
      const key = seriesKey(reading.place)
      const earlier = said.get(key) ?? fresh.get(key)?.earlier
      const reason = reading.said.kind === 'missing' ? reading.said.reason : null
      if (earlier === undefined)
        fresh.set(key, { reading, earlier: { line, measurement: completed, reason } })
      else if (sameAs(earlier, reading)) again += 1
      else bad.push(contradiction(reading, earlier))
    }
    if (bad.length > 0) {
      findings.push(...unique(bad))
      continue
    }
    duplicates += again
    for (const [key, { reading, earlier }] of fresh) {
      said.set(key, earlier)
      readings.push(reading)
    }
  }
  return { readings, findings, duplicates }
}

/** What three metrics say of one cell is one thing to put right. */
const unique = (findings: readonly Finding[]): readonly Finding[] =>
  findings.length < 2
    ? findings
    : [...new Map(findings.map((one) => [`${one.column ?? ''} ${one.code} ${one.remedy}`, one])).values()]
