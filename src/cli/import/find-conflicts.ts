import type { GraphqlClient, UserError } from '../../client/graphql-client.js'
import type { CheckedReading } from './check-rows.js'
import { type Finding, shortened } from './finding.js'
import { inParallel } from './in-parallel.js'
import { batches, sendMissing, sendReadings } from './requests.js'

export interface Conflicts {
  readonly findings: readonly Finding[]
  /** Measured readings that the server knows just as they are; a batch with a conflict does not tell. */
  readonly unchanged: ReadonlySet<CheckedReading>
}

/** Most refusals that one answer carries; readings after the last one were not looked at then. */
const mostRefusals = 1_000

export const findingOf = ({ line, draft }: CheckedReading, error: UserError, field: string): Finding => {
  const cell = draft.cell(field === 'period' && draft.said.kind === 'measured' ? figureField(draft) : field)
  return {
    line,
    column: cell?.column ?? null,
    value: cell === null ? null : shortened(cell.text),
    code: error.code,
    remedy: error.message,
  }
}

/** A reading that is known otherwise is wrong in its figures, if it is wrong. */
const figureField = ({ said }: CheckedReading['draft']): string =>
  said.kind === 'missing'
    ? 'value'
    : (['value', 'numerator', 'narrative'].find((field) => field in said.measurement) ?? 'value')

/** The reading that a refusal speaks of: `["input", "readings", "12", "value"]`. */
export const refusedReading = (
  batch: readonly CheckedReading[],
  { field }: UserError,
): CheckedReading | undefined => batch[Number(field?.[2])]

/**
 * Asks the server, without recording anything, whether readings of series that may exist contradict what is
 * recorded.
 */
export const findConflicts = async (
  client: GraphqlClient,
  readings: readonly CheckedReading[],
  atOnce: number,
  progress: (checked: number) => void,
): Promise<Conflicts> => {
  const findings: Finding[] = []
  const unchanged = new Set<CheckedReading>()
  let checked = 0

  const checkBatch = async (batch: readonly CheckedReading[]): Promise<void> => {
    const answer = await sendReadings(client, batch, { dryRun: true })
    if (answer.userErrors.length === 0 && answer.recorded === 0) for (const one of batch) unchanged.add(one)
    let last = -1
    for (const error of answer.userErrors) {
      const reading = refusedReading(batch, error)
      if (reading === undefined) continue
      last = Math.max(last, batch.indexOf(reading))
      findings.push(findingOf(reading, error, error.field?.[3] ?? ''))
    }
    const rest = answer.userErrors.length >= mostRefusals ? batch.slice(last + 1) : []
    checked += batch.length - rest.length
    progress(checked)
    if (rest.length > 0) await checkBatch(rest)
  }

  const measured = readings.filter(({ said }) => said.kind === 'measured')
  const missing = readings.filter(({ said }) => said.kind === 'missing')
  await inParallel(batches(measured), atOnce, checkBatch)
  await inParallel(missing, atOnce, async (reading) => {
    const errors = await sendMissing(client, reading, { dryRun: true })
    findings.push(...errors.map((error) => findingOf(reading, error, 'value')))
    checked += 1
    progress(checked)
  })
  return { findings, unchanged }
}
