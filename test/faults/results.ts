import { appendFileSync } from 'node:fs'

/** What the runs of one scenario came to. */
export interface FaultResult {
  readonly scenario: string
  readonly engine: string
  readonly rounds: number
  readonly acknowledged: number
  readonly found: number
  readonly missing: number
  readonly doubled: number
  readonly readSideEqual: boolean
  /** What else is worth knowing, such as how a small disk was made. */
  readonly note: string
}

/** Hands a result to the table that is printed at the end of the run, if there is one. */
export const report = (result: FaultResult): void => {
  const file = process.env['WAYMARK_FAULT_RESULTS']
  if (file !== undefined) appendFileSync(file, `${JSON.stringify(result)}\n`)
}
