import type { Finding, FindingCode } from './log-verification.js'

/** How far a read side has got: ahead of the log means that acknowledged events are gone from it. */
export interface ReadSideCheckpoint {
  readonly name: string
  readonly position: bigint
}

export interface VerifyOptions {
  readonly checkpoints?: readonly ReadSideCheckpoint[]
  /** Called now and then with the number of events checked. */
  readonly progress?: (events: number) => void
}

export interface VerificationReport {
  readonly events: number
  readonly streams: number
  readonly commands: number
  /** Position of the last event; 0 when there is none. */
  readonly head: bigint
  /** Hash of the last event: whoever noted it down earlier can tell later that nothing before it changed. */
  readonly chain: string
  /** Empty when all is well. At most 1,000; `more` counts the rest. */
  readonly findings: readonly Finding[]
  readonly more: number
}

export type Report = (code: FindingCode, position: number | null, message: string) => void

const MOST_FINDINGS = 1_000

/** Collects findings, and only counts them when there are very many. */
export const createFindings = () => {
  const findings: Finding[] = []
  let more = 0
  const report: Report = (code, position, message) => {
    if (findings.length < MOST_FINDINGS) findings.push({ code, position, message })
    else more += 1
  }
  return { findings, report, more: () => more }
}

/** Reports read sides that have seen more than the log has. */
export const checkReadSides = (
  checkpoints: readonly ReadSideCheckpoint[],
  head: number,
  report: Report,
): void => {
  for (const { name, position } of checkpoints) {
    if (position <= BigInt(head)) continue
    const message = `Read side ${name} has seen position ${position.toString()}, the log ends at ${head}`
    report('READ_SIDE_AHEAD', Number(position), `${message}: acknowledged events are gone`)
  }
}
